// What is owed, as a user sees it: rules of contact and caps in the policy, and what they do to Today.

import assert from "node:assert/strict";
import test from "node:test";
import { axe, drawn, go, openCustomer, openSample, saved, undo, withApp } from "./lib/app.mjs";

const rulesTable = (page) => page.getByRole("table", { name: "各级别的跟进策略" }).or(page.getByRole("group", { name: "各级别的跟进策略" }));

test("a tier's rhythm and caps are edited without code, refused while they cannot be kept, and undone", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    const rules = rulesTable(page);
    await rules.getByText("每月深度沟通不超过 2 次").waitFor();
    // A scheme without a rhythm says so instead of showing blanks.
    await page.getByRole("button", { name: /ABC（二八法则）/ }).click();
    await page.getByText("手册没有为这个方案规定跟进频率").waitFor();
    assert.ok((await rules.getByRole("cell", { name: "—", exact: true }).count()) >= 9);
    // Where a rhythm goes over a cap it is named.
    await page.getByRole("button", { name: /九类客户/ }).click();
    await page.getByText("与打扰上限的冲突").click();
    await page.getByText(/VIP客户 每周.*高价值核心客户的上限是每月深度沟通 2 次/).waitFor();
    await page.getByRole("button", { name: /价值评分/ }).click();

    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByText(/高潜力客户的跟进规则与打扰上限/).click();
    const months = page.getByLabel("间隔月数").first();
    await months.fill("0");
    await months.blur();
    await page.getByText(/跟进规则 1：?.*间隔或次数至少为 1/).waitFor();
    const apply = page.getByRole("button", { name: "应用新版本" });
    assert.equal(await apply.isDisabled(), true);
    await months.fill("2");
    await months.blur();
    await page.getByRole("button", { name: "添加打扰上限" }).click();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel("修订说明").fill("A 级两个月一次");
    await apply.click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await rules.getByText("每 2 个月").waitFor();
    await rules.getByText("每月主动触达不超过 2 次").waitFor();
    await undo(page);
    await rules.getByText("每季度 ").or(rules.getByText("每季度")).first().waitFor();
    assert.equal(await rules.getByText("每 2 个月").count(), 0);
    assertClean();
  }));

test("a day off of the book's own overlaps another one and is refused with its place", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    const add = page.getByRole("button", { name: "添加一段日期" });
    await add.click();
    await add.click();
    const from = page.getByLabel("从", { exact: true });
    const first = await from.first().inputValue();
    await from.nth(1).fill(first);
    await page.getByText(/日历 › 第 2 段：?.*与前面的一段日期重叠/).waitFor();
    assertClean();
  }));

test("a row of Today is put off, skipped with a reason and taken back, by keyboard", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    const chip = (name) => page.getByRole("group", { name: "筛选" }).getByRole("button", { name: new RegExp(`^${name}`) });
    const count = async (name) => Number((await chip(name).innerText()).replace(/\D/g, ""));
    const [toDo, paused] = [await count("要联系"), await count("暂停")];
    const grid = page.getByRole("grid", { name: "应跟进名单" });
    await grid.focus();
    await page.keyboard.press("s");
    await page.getByText(/安排“稍后”/).waitFor();
    assert.equal(await count("要联系"), toDo - 1);
    assert.equal(await count("暂停"), paused + 1);
    await chip("暂停").click();
    await grid.locator(".when > span").filter({ hasText: /^稍后至/ }).first().waitFor();
    await chip("要联系").click();
    // Skipping asks for one reason.
    await grid.focus();
    await page.keyboard.press("x");
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("请填写").first().waitFor();
    await form.getByLabel(/理由/).fill("客户出差，下个周期再访");
    assert.deepEqual(await axe(page), []);
    await form.getByRole("button", { name: "保存" }).click();
    await form.waitFor({ state: "detached" });
    await saved(page);
    assert.equal(await count("要联系"), toDo - 2);
    await undo(page);
    assert.equal(await count("要联系"), toDo - 1);
    await undo(page);
    assert.equal(await count("要联系"), toDo);
    assert.equal(await count("暂停"), paused);
    assertClean();
  }));

test("a customer who is not to be contacted is off the lists and warned of where a contact is recorded", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: "安排跟进" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("怎样安排").selectOption({ label: "请勿联系" });
    await form.getByLabel(/理由/).fill("诉讼期间由法务对接");
    await form.getByRole("button", { name: "保存" }).click();
    await form.waitFor({ state: "detached" });
    const warning = page.getByRole("alert").filter({ hasText: "诉讼期间由法务对接" });
    await warning.waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole("main").getByRole("button", { name: "记录沟通" }).first().click();
    await form.getByRole("alert").filter({ hasText: "请勿联系" }).waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await go(page, "#/today");
    assert.equal(await page.getByRole("grid").getByText("北辰科技有限公司").count(), 0);
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: /^结束：请勿联系/ }).click();
    await warning.waitFor({ state: "detached" });
    assertClean();
  }));

test("the calendar shows what falls on each day and moves it inside its window", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/cadence");
    const month = page.getByRole("table", { name: "月历" });
    await month.waitFor();
    assert.deepEqual(await axe(page), []);
    // The day with something ahead that may still move.
    const moves = page.getByLabel(/^改期（窗口内）/);
    const movable = () => moves.evaluateAll((all) => all.find((one) => one.value < one.max)?.getAttribute("aria-label"));
    let label;
    for (const day of await month.getByRole("button", { name: /计划 \d+ 项/ }).all()) {
      await day.click();
      await moves.first().waitFor();
      if ((label = await movable())) break;
    }
    assert.ok(label, "something may move to a later day of its window");
    const move = page.getByLabel(label, { exact: true });
    const [before, last] = [await move.inputValue(), await move.getAttribute("max")];
    const name = label.split("：")[1];
    assert.notEqual(before, last);
    await move.fill(last);
    await saved(page);
    await page.getByLabel(`改期（窗口内）：${name}`).waitFor({ state: "detached" });
    await undo(page);
    await page.getByLabel(`改期（窗口内）：${name}`).first().waitFor();
    // A day that is typed counts when the field is left, not at each digit on the way.
    const month0 = await month.innerText();
    await move.focus();
    await page.keyboard.type(last.replaceAll("-", "").slice(4, 7));
    await drawn(page);
    assert.equal(await month.innerText(), month0);
    await page.getByLabel(`改期（窗口内）：${name}`).first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "周历" }).click();
    assert.equal(await page.getByRole("region").filter({ has: page.getByRole("heading", { level: 2 }) }).count() >= 7, true);
    assert.deepEqual(await axe(page), []);
    assertClean();
  }));

test("the workload tells who is over, and a pile is spread in one step that undo takes back", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/cadence");
    await page.getByRole("button", { name: "负荷" }).click();
    const loads = page.getByRole("table", { name: "未来 12 周的联系与容量" });
    await loads.waitFor();
    assert.equal(await loads.getByRole("row").first().getByRole("columnheader").count(), 13);
    await page.getByRole("button", { name: "缓启动" }).click();
    await page.getByText(/将改期 [1-9]\d* 项联系/).waitFor();
    assert.deepEqual(await axe(page), []);
    const rows = page.getByRole("table", { name: "摊开与缓启动" }).getByRole("row");
    const numbers = async (nth) => (await rows.nth(nth).getByRole("cell").allInnerTexts()).map(Number);
    const [first, firstAfter] = await numbers(1);
    assert.ok(firstAfter < first, `${firstAfter} of ${first} stay in the first week`);
    await page.getByRole("button", { name: "改期", exact: true }).click();
    await page.getByText(/^改期 [1-9]\d* 项联系$/).waitFor();
    await page.getByRole("button", { name: "缓启动" }).click();
    await page.getByText("不用改期：已经排开了。").or(page.getByText(/将改期/)).first().waitFor();
    // What a full cap forbids has stayed where it was.
    const [left] = await numbers(1);
    assert.ok(left >= firstAfter && left < first, `${left} of ${first}, drafted were ${firstAfter}`);
    await page.getByRole("button", { name: "取消" }).click();
    await undo(page);
    await page.getByRole("button", { name: "缓启动" }).click();
    assert.deepEqual((await numbers(1))[0], first);
    assertClean();
  }));

test("a person's customers are handed over in one step, with a sheet to print", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/settings");
    await page.getByRole("link", { name: /^交接 .* 的客户$/ }).first().click();
    const sheet = page.getByRole("table", { name: "交接单" });
    await sheet.waitFor();
    const count = await sheet.getByRole("row").count();
    assert.ok(count > 2);
    assert.deepEqual(await axe(page), []);
    const give = page.getByRole("button", { name: "交接", exact: true });
    assert.equal(await give.isDisabled(), true);
    await page.getByLabel("交给").selectOption({ index: 1 });
    await give.click();
    await page.getByText("没有需要交接的客户或事项。").waitFor();
    await undo(page);
    await sheet.waitFor();
    assert.equal(await sheet.getByRole("row").count(), count);
    assertClean();
  }));
