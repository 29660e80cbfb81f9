// Schemes as a user meets them: the board, a tier set by hand, a fact stated, a rehearsal, applying and undoing it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import {
  addCustomer, axe, dialog, drawn, go, openCustomer, openSample, saved, section, startEmpty, undo, withApp,
} from "./lib/app.mjs";

/** The row of a scheme on the open customer's board. */
function scheme(page, name) {
  return section(page, "tierAndWhy").getByRole("group", { name, exact: true });
}

/** Chooses a scheme above the spread. */
async function choose(page, name) {
  await page.getByRole("group", { name: "分级方案" }).getByRole("button", { name, exact: false }).first().click();
}

test("the board shows every scheme, what governs, and takes a tier set by hand", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "澄江机械" });
    await openCustomer(page, "澄江机械");
    for (const name of ["价值评分", "年合作金额", "九类客户", "ABC（二八法则）", "意向分级", "经销级别", "价值与潜力", "需求与价值", "RFM", "客户性质"]) {
      await scheme(page, name).first().waitFor();
    }
    // Ruling 13: more and fewer orders have no number yet, and that is named.
    const dealers = scheme(page, "经销级别");
    await dealers.locator("summary").click();
    await dealers.getByText(/缺少：/).waitFor();

    await section(page, "tierAndWhy").getByRole("button", { name: "填写数据" }).click();
    await dialog(page).getByLabel("指标").selectOption({ label: "战略级合作客户" });
    await dialog(page).getByLabel("数值").selectOption({ label: "是" });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await scheme(page, "九类客户").getByText("主导", { exact: true }).waitFor();
    await scheme(page, "九类客户").getByText("战略客户", { exact: true }).first().waitFor();
    await page.getByText("登门拜访 · 每两周").first().waitFor();

    await section(page, "tierAndWhy").getByRole("button", { name: "手动定级" }).click();
    await dialog(page).getByLabel("分级方案").selectOption({ label: "九类客户" });
    await dialog(page).getByLabel("等级", { exact: false }).selectOption({ label: "VIP客户" });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).getByText("请填写", { exact: false }).first().waitFor();
    await dialog(page).getByLabel("理由").fill("集团总部指定");
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await scheme(page, "九类客户").getByText(/集团总部指定/).waitFor();
    await page.getByText("登门拜访 · 每周", { exact: true }).first().waitFor();
    await page.reload();
    await scheme(page, "九类客户").getByText(/集团总部指定/).waitFor();
    await scheme(page, "九类客户").getByRole("button", { name: "取消手动定级" }).click();
    await scheme(page, "九类客户").getByText(/集团总部指定/).waitFor({ state: "detached" });
    assertClean();
  }));

test("the spread, the curve and the warning list of the sample", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    await choose(page, "年合作金额");
    const rows = section(page, "distribution").getByRole("row");
    const counts = await rows.locator("td:nth-child(2)").allInnerTexts();
    assert.equal(counts.reduce((sum, count) => sum + Number(count), 0), 120);
    await choose(page, "ABC（二八法则）");
    await page.getByRole("img", { name: /累计占比曲线/ }).waitFor();
    await page.getByText(/客户占 80%/).waitFor();
    assert.deepEqual(await axe(page), []);
    await choose(page, "年合作金额");
    await page.getByRole("button", { name: "查找" }).click();
    await page.getByText(/位客户将降级|没有客户会降级/).waitFor();
    // A row leads to its customers.
    await section(page, "distribution").getByRole("link", { name: "高价值客户" }).click();
    await page.getByRole("group", { name: "等级筛选" }).getByRole("button", { name: "高", pressed: true }).waitFor();
    assertClean();
  }));

test("a draft is rehearsed, refused while it has faults, applied as one version, and undone", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    const before = await section(page, "distribution").getByRole("row").nth(1).innerText();
    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByText(/共 0 次等级变动/).waitFor();
    const weight = page.getByLabel("累计交易金额的权重（%）");
    await weight.fill("20");
    await weight.blur();
    await page.getByText(/权重合计 95.00%，应为 100%/).waitFor();
    const apply = page.getByRole("button", { name: "应用新版本" });
    assert.equal(await apply.isDisabled(), true);
    const other = page.getByLabel("合作时长的权重（%）");
    await other.fill("20");
    await other.blur();
    await page.getByText(/共 [1-9]\d* 次等级变动/).waitFor();
    // Another bound of S moves customers; the names are one click away.
    const bound = page.getByRole("textbox", { name: "下限" }).first();
    await bound.fill("80");
    await bound.blur();
    await page.getByText(/之间有空档|与上一级重叠/).first().waitFor();
    const upper = page.getByRole("textbox", { name: "上限" }).nth(1);
    await upper.fill("80");
    await upper.blur();
    const cell = page.getByRole("button", { name: /高潜力客户 → 高价值核心客户/ });
    await cell.click();
    const names = page.getByRole("region", { name: "变动名单" }).getByRole("link");
    assert.ok((await names.count()) > 0);
    assert.deepEqual(await axe(page), []);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "导出策略" }).click(),
    ]);
    const policy = JSON.parse(await readFile(await download.path(), "utf8"));
    assert.equal(policy.schemes[0].grading.score.bands[0].from.at, 8000);

    await page.getByLabel("修订说明").fill("核心客户放宽到 80 分");
    await apply.click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await page.getByText("策略版本 3", { exact: true }).waitFor();
    const after = await section(page, "distribution").getByRole("row").nth(1).innerText();
    assert.notEqual(after, before);
    await page.reload();
    await drawn(page);
    await page.getByText("策略版本 3", { exact: true }).waitFor();
    await undo(page);
    await page.getByText("策略版本 2", { exact: true }).waitFor();
    assert.equal(await section(page, "distribution").getByRole("row").nth(1).innerText(), before);

    // A file of a newer version is refused, and says why.
    await page.getByRole("button", { name: "编辑方案" }).click();
    const newer = Buffer.from(JSON.stringify({ ...policy, format: 99 }));
    await page.locator('input[type="file"][accept*="json"]').setInputFiles({ name: "p.json", mimeType: "application/json", buffer: newer });
    await page.getByText(/没有导入“p.json”：由更新版本的常顾写成（格式 99）/).waitFor();
    assertClean();
  }));

test("a past day: its distribution, who moved since, one customer's tiers on it, and the curve of then", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    await choose(page, "年合作金额");
    const card = section(page, "asOf");
    await card.getByRole("button", { name: "1 年前" }).click();
    await card.getByText(/在册 \d+ 位，其中 \d+ 位与今天等级不同；另有 \d+ 位当时还没有/).waitFor();
    const spread = card.getByRole("group", { name: "当天的分布" }).getByRole("row");
    const sum = async (column) =>
      (await spread.locator(`td:nth-child(${column})`).allInnerTexts()).reduce((all, count) => all + Number(count), 0);
    const told = await card.getByRole("status").innerText();
    const [, there, moved, notYet] = told.match(/在册 (\d+) 位，其中 (\d+) 位与今天等级不同；另有 (\d+) 位/).map(Number);
    assert.equal(await sum(2), there);
    assert.equal(await sum(3), 120);
    assert.equal(there + notYet, 120);
    assert.ok(moved > 0);
    // The matrix has as many beside its diagonal as moved, and a number opens the names.
    const cells = card.getByRole("group", { name: "从当天到今天的变动" }).locator("td.is-moved button");
    const counts = await cells.allInnerTexts();
    assert.equal(counts.reduce((all, count) => all + Number(count), 0), moved);
    await cells.first().click();
    assert.equal(await page.getByRole("region", { name: "变动名单" }).getByRole("link").count(), Number(counts[0]));
    // A tier of that day opens who was in it.
    const first = card.getByRole("button", { name: /^当天在.*：[1-9]/ }).first();
    const many = Number(await first.innerText());
    await first.click();
    const list = card.getByRole("group", { name: /^当天在.*：[1-9]/ }).getByRole("link");
    assert.equal(await list.count(), Math.min(many, 100));
    const customer = await list.first().innerText();
    assert.deepEqual(await axe(page), []);
    await choose(page, "ABC（二八法则）");
    await page.getByText(/蓝色虚线：.*的曲线/).waitFor();
    await card.getByText(/其中 \d+ 位与今天等级不同/).waitFor();

    await go(page, "#/customers");
    await openCustomer(page, customer);
    await page.getByText("等级变化", { exact: true }).first().click();
    const board = section(page, "tierAndWhy");
    await board.getByRole("button", { name: "3 个月前" }).click();
    await board.getByText(/，按策略版本 \d/).waitFor();
    const rows = board.getByRole("group", { name: "某一天的分级" }).getByRole("row");
    assert.equal(await rows.count(), 11);
    // Before anything was known of it, it was not there.
    await board.getByLabel("日期").fill("1999-01-01");
    await board.getByLabel("日期").blur();
    await board.getByText(/还没有这位客户/).waitFor();
    assertClean();
  }));

test("texts are asked about in the list's filter and in a rule of a scheme of one's own", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    for (const values of [{ name: "澄江机械", industry: "制造业" }, { name: "白石零售", industry: "零售" }, { name: "无名商行" }]) {
      await go(page, "#/customers");
      await addCustomer(page, values);
    }
    await go(page, "#/customers");
    await page.getByRole("button", { name: "筛选" }).click();
    await dialog(page).getByRole("button", { name: "添加条件" }).click();
    await dialog(page).getByLabel("指标").selectOption({ label: "所属行业" });
    const operator = dialog(page).getByLabel("比较方式");
    await operator.selectOption({ label: "包含" });
    await dialog(page).getByLabel("文字").fill("制造");
    await dialog(page).getByLabel("文字").blur();
    await dialog(page).getByText(/1 .*3/).first().waitFor();
    await operator.selectOption({ label: "是其中之一" });
    await dialog(page).getByLabel(/^文字/).fill("制造业、零售");
    await dialog(page).getByLabel(/^文字/).blur();
    await dialog(page).getByText(/2 .*3/).first().waitFor();
    await operator.selectOption({ label: "未填写" });
    await dialog(page).getByText(/1 .*3/).first().waitFor();
    assert.deepEqual(await axe(page), []);
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await page.getByRole("link", { name: "无名商行" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "澄江机械" }).count(), 0);
    await page.getByRole("button", { name: /^筛选/ }).first().click();
    await dialog(page).getByRole("button", { name: "清除筛选" }).click();
    await dialog(page).getByRole("button", { name: "完成" }).click();

    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByLabel("新建方案").selectOption({ label: "按条件规则" });
    await page.getByLabel("方案名称").fill("行业");
    await page.getByLabel("方案名称").blur();
    await page.getByLabel("指标").first().selectOption({ label: "所属行业" });
    await page.getByLabel("比较方式").first().selectOption({ label: "等于" });
    await page.getByLabel("文字").first().fill("零售");
    await page.getByLabel("文字").first().blur();
    await page.getByRole("button", { name: "应用新版本" }).click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await choose(page, "行业");
    const rows = section(page, "distribution").getByRole("row");
    assert.equal(await rows.nth(1).locator("td").first().innerText(), "1");
    await go(page, "#/customers");
    await openCustomer(page, "白石零售");
    await scheme(page, "行业").locator("summary").click();
    await scheme(page, "行业").getByText(/所属行业 等于 “零售”: 零售/).waitFor();
    assertClean();
  }));

test("a policy file is rehearsed before it holds, refused with every fault at its place, and undone in one step", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/data");
    const card = section(page, "policyFile");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card.getByRole("button", { name: "导出策略" }).click(),
    ]);
    const policy = JSON.parse(await readFile(await download.path(), "utf8"));
    const give = (changed) =>
      page.locator('input[type="file"][accept*="json"]').first().setInputFiles({
        name: "policy.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(changed)),
      });
    const copy = () => structuredClone(policy);
    const refused = card.getByRole("alert");
    await give({ ...policy, format: 99 });
    await refused.getByText(/没有导入“policy.json”：由更新版本的常顾写成（格式 99）/).waitFor();
    // Every fault, each at its place: weights, a deleted field, a scheme that is not there, a circle.
    const faulty = copy();
    faulty.schemes[0].grading.score.dimensions[0].criteria[0].weight += 100;
    const classes = faulty.schemes.find((one) => one.id === "classes");
    classes.grading.rules.rules[1] = { is: { metric: "field_7", operator: "is", value: 1 } };
    const intent = faulty.schemes.find((one) => one.id === "intent");
    intent.grading.rules.rules[2] = { in_tier: { scheme: "nowhere", tiers: [] } };
    const amount = faulty.schemes.find((one) => one.id === "amount");
    amount.grading.bands.clauses[0].when = { in_tier: { scheme: "potential", tiers: ["key"] } };
    await give(faulty);
    await refused.getByText(/价值评分：权重合计 101.00%，应为 100%/).waitFor();
    await refused.getByText(/九类客户 › VIP客户：用到了已删除的字段（编号 7）/).waitFor();
    await refused.getByText(/意向分级 › .*引用的方案“nowhere”不存在/).waitFor();
    await refused.getByText(/方案互相引用，形成循环：.*年合作金额/).waitFor();
    await give("{ no policy");
    await refused.getByText(/第 1 行第 \d+ 列/).waitFor();
    assert.deepEqual(await axe(page), []);

    const looser = copy();
    looser.schemes[0].grading.score.bands[0].from.at = 8000;
    looser.schemes[0].grading.score.bands[1].to.at = 8000;
    await give(looser);
    await page.getByText(/草稿来自文件“policy.json”/).waitFor();
    await page.getByText(/共 [1-9]\d* 次等级变动/).waitFor();
    await page.getByText("策略版本 2", { exact: true }).waitFor();
    await page.getByRole("button", { name: "应用新版本" }).click();
    await page.getByText("策略版本 3", { exact: true }).waitFor();
    await saved(page);
    await undo(page);
    await page.getByText("策略版本 2", { exact: true }).waitFor();
    // The file of the policy in force has nothing to apply.
    await give(policy);
    await page.getByText(/与现行策略相同，没有可应用的修改/).waitFor();
    assert.equal(await page.getByRole("button", { name: "应用新版本" }).isDisabled(), true);
    assertClean();
  }));
