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
    await page.getByText("登门拜访 · 每两周").waitFor();

    await section(page, "tierAndWhy").getByRole("button", { name: "手动定级" }).click();
    await dialog(page).getByLabel("分级方案").selectOption({ label: "九类客户" });
    await dialog(page).getByLabel("等级", { exact: false }).selectOption({ label: "VIP客户" });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).getByText("请填写", { exact: false }).first().waitFor();
    await dialog(page).getByLabel("理由").fill("集团总部指定");
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await scheme(page, "九类客户").getByText(/集团总部指定/).waitFor();
    await page.getByText("登门拜访 · 每周", { exact: true }).waitFor();
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
    await page.getByText(/没有导入：由更新版本的常顾写成（格式 99）/).waitFor();
    assertClean();
  }));
