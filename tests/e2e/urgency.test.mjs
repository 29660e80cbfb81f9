// What goes before the rhythm: urgency, what to talk about, who is not to be contacted, approval, one contact with many,
// the year of a customer, days dragged inside their window, the pool (A0.23, A1.7, A1.11, A1.12, A1.14, A1.22).

import assert from "node:assert/strict";
import test from "node:test";
import {
  addCustomer, axe, chip, dayFromNow, dialog, drawn, fill, go, is, openCustomer, openRecord, openSample, recordContact, row, save, saved,
  saveInVain, section, startEmpty, undo, withApp,
} from "./lib/app.mjs";

/** Arranges that the open customer is not to be contacted. */
async function forbid(page, reason) {
  await page.getByRole("button", { name: "安排跟进" }).click();
  await dialog(page).getByLabel("怎样安排").selectOption({ label: "请勿联系" });
  await dialog(page).getByLabel(/理由/).fill(reason);
  await save(page);
}

test("an open complaint and a broken promise put a customer first, with the reason; the policy says what counts", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await page.getByRole("button", { name: is("feedbackTitle") }).click();
    await page.getByRole("main").getByRole("button", { name: is("addFeedback") }).first().click();
    await dialog(page).getByRole("textbox").first().fill("货到破损");
    await save(page);
    await go(page, "#/today");
    await row(page, 0).getByText("北辰科技").waitFor();
    await row(page, 0).getByText("投诉未结").waitFor();
    assert.equal(await page.getByRole("grid").getByText("云帆商贸").count(), 0, "nobody else is to do yet");
    assert.deepEqual(await axe(page), []);
    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    const weight = page.getByLabel("投诉未结：权重（%）");
    await weight.fill("0");
    await weight.blur();
    await page.getByText(/先后 › 投诉未结：?.*1 到 1000/).waitFor();
    await page.getByRole("checkbox", { name: "投诉未结" }).uncheck();
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: "应用新版本" }).click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await go(page, "#/today");
    await page.getByText("都联系过了").waitFor();
    await undo(page);
    await row(page, 0).getByText("投诉未结").waitFor();
    assertClean();
  }));

test("the oldest untouched need is what to talk about, and the third time of one theme is told before it is saved", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await recordContact(page, { channel: "call", summary: "了解近况", fieldNeeds: "报表功能太少", fieldTheme: "新品通知" });
    await recordContact(page, { channel: "call", summary: "再次介绍", fieldTheme: "新品通知", capReason: "客户要求" });
    await page.getByText(/^可谈：反馈研发进展（“报表功能太少”/).first().waitFor();
    await openRecord(page, { channel: "call", summary: "第三次", capReason: "客户要求" });
    await dialog(page).getByText(/^可谈：反馈研发进展/).waitFor();
    await fill(page, { fieldTheme: "新品通知" });
    await dialog(page).getByText("最近两次沟通的主题也是“新品通知”：这会是第三次").waitFor();
    assert.deepEqual(await axe(page), []);
    await dialog(page).getByRole("button", { name: "用作主题" }).click();
    await dialog(page).getByText(/这会是第三次/).waitFor({ state: "detached" });
    await save(page);
    assertClean();
  }));

test("who is not to be contacted is marked wherever they are met, and reminds nobody", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await recordContact(page, { channel: "call", summary: "约好发资料", actionText: "寄样品", actionBy: dayFromNow(1) });
    await go(page, "#/today");
    await page.getByText("寄样品").waitFor({ state: "attached" });
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技");
    await forbid(page, "诉讼期间");
    await go(page, "#/today");
    await page.getByText("另有 1 项属于请勿联系的客户，不列出").waitFor({ state: "attached" });
    assert.equal(await page.getByText("寄样品").count(), 0);
    await go(page, "#/customers");
    await row(page, "北辰科技").getByText("请勿联系").waitFor();
    assert.deepEqual(await axe(page), []);
    await row(page, "北辰科技").getByRole("checkbox").check();
    await page.getByRole("button", { name: "批量修改" }).click();
    await dialog(page).getByRole("textbox").first().fill("重点");
    await dialog(page).getByText("其中 1 位请勿联系。").waitFor();
    await save(page);
    await page.getByRole("button", { name: "批量记录" }).click();
    await fill(page, { summary: "新品通知" });
    await dialog(page).getByText("1 位请勿联系，不记录。").waitFor();
    await saveInVain(page);
    await dialog(page).getByText("没有可以记录的客户：都已达上限或请勿联系。").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /放弃|丢弃|不保存/ }).click().catch(() => {});
    await go(page, "#/lists/records");
    await row(page, 0).getByText("请勿联系").waitFor();
    await page.keyboard.press("Control+k");
    await dialog(page).getByRole("combobox").or(dialog(page).getByRole("searchbox")).or(dialog(page).getByRole("textbox")).first().fill("北辰");
    await dialog(page).getByText(/^请勿联系/).first().waitFor();
    assertClean();
  }));

test("one contact is recorded with many, and those inside their quarter are named and skipped", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    for (const name of ["东方商行", "西山贸易"]) await addCustomer(page, { name });
    await go(page, "#/customers");
    await openCustomer(page, "西山贸易");
    await recordContact(page, { channel: "call", summary: "季度通讯" });
    await go(page, "#/customers");
    for (const name of ["东方商行", "西山贸易"]) await row(page, name).getByRole("checkbox").check();
    await page.getByRole("button", { name: "批量记录" }).click();
    await fill(page, { summary: "新品通知" });
    await dialog(page).getByText("这 2 位中，1 位在本周期内已达打扰上限：").waitFor();
    await dialog(page).getByText("将为 1 位客户各记一条。").waitFor();
    assert.deepEqual(await axe(page), []);
    await dialog(page).getByRole("checkbox", { name: "跳过这 1 位" }).uncheck();
    await dialog(page).getByText("将为 2 位客户各记一条。").waitFor();
    await saveInVain(page);
    await dialog(page).getByRole("checkbox", { name: "跳过这 1 位" }).check();
    await save(page);
    await go(page, "#/lists/records");
    await row(page, "东方商行").getByText("新品通知").waitFor();
    assert.equal(await row(page, "西山贸易").count(), 1);
    await undo(page);
    await row(page, "东方商行").waitFor({ state: "detached" });
    assertClean();
  }));

test("a plan that has to be approved asks for nothing before, and says who approved it when", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByRole("checkbox", { name: /挽留预案须经批准/ }).check();
    await page.getByRole("button", { name: "应用新版本" }).click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: is("tabPlans") }).click();
    const plans = section(page, "plansTitle");
    await plans.getByRole("button", { name: is("planByHand") }).click();
    await save(page);
    await plans.getByText("待批准：批准前不催办步骤").first().waitFor();
    assert.deepEqual(await axe(page), []);
    await go(page, "#/work");
    await page.getByRole("button", { name: /^预案待批准 ?[1-9]/ }).waitFor();
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: is("tabPlans") }).click();
    // An approval bears a name.
    await plans.getByRole("button", { name: "批准", exact: true }).first().click();
    await page.getByText(/先在 设置 里选好“我是谁”/).waitFor();
    await go(page, "#/settings");
    await page.getByLabel("我是谁").first().selectOption({ index: 1 });
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: is("tabPlans") }).click();
    const waiting = await plans.getByRole("button", { name: "批准", exact: true }).count();
    await plans.getByRole("button", { name: "批准", exact: true }).first().click();
    await plans.getByText(/\d日 .+ 批准$/).first().waitFor();
    await saved(page);
    assert.equal(await plans.getByRole("button", { name: "批准", exact: true }).count(), waiting - 1);
    await undo(page);
    assert.equal(await plans.getByRole("button", { name: "批准", exact: true }).count(), waiting);
    assertClean();
  }));

test("the year of a customer shows contacts and windows, as a strip and as a list", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技有限公司");
    const year = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "全年节奏" }) });
    await year.getByRole("img", { name: /联系 [1-9]\d* 次/ }).waitFor();
    await year.getByText("逐条查看").click();
    await year.getByText(/目标 .*：/).first().waitFor();
    assert.deepEqual(await axe(page), []);
    const before = await year.getByRole("img").getAttribute("aria-label");
    assert.equal(await year.getByRole("button", { name: "后一年" }).isDisabled(), true);
    await year.getByRole("button", { name: "前一年" }).click();
    await drawn(page);
    assert.notEqual(await year.getByRole("img").getAttribute("aria-label"), before);
    assertClean();
  }));

test("a contact is dragged to another day of its window, and beyond it is refused with a word", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/cadence");
    await page.getByRole("button", { name: "周历" }).click();
    await page.getByRole("button", { name: "下一周" }).click();
    const days = page.getByRole("region").filter({ has: page.getByRole("heading", { level: 2 }) });
    // An entry that may lie on the day before or after, within the week.
    const entries = page.getByRole("listitem").filter({ has: page.getByLabel(/^改期（窗口内）/) });
    await entries.first().waitFor();
    const entry = entries.first();
    const field = entry.getByLabel(/^改期（窗口内）/);
    const [name, now, min, max] = await Promise.all(
      ["aria-label", "value", "min", "max"].map((what) => (what === "value" ? field.inputValue() : field.getAttribute(what))),
    );
    const mine = () => page.getByLabel(name, { exact: true });
    const count = await mine().count();
    // Beyond the window: typed, it is refused with a word, and stays.
    const beyond = new Date(Date.parse(`${max}T00:00:00Z`) + 30 * 86_400_000).toISOString().slice(0, 10);
    await field.fill(beyond);
    await field.blur();
    await page.getByText(/^超出窗口：这次联系只能安排在/).waitFor();
    assert.equal(await field.inputValue(), now);
    assert.deepEqual(await axe(page), []);
    assert.equal(await mine().count(), count);
    // Dragged to another day of the week that lies in the window.
    const monday = Date.parse(`${now}T00:00:00Z`) - ((new Date(`${now}T00:00:00Z`).getUTCDay() + 6) % 7) * 86_400_000;
    const week = [...Array(7).keys()].map((nth) => new Date(monday + nth * 86_400_000).toISOString().slice(0, 10));
    const to = week.findIndex((day) => day !== now && day >= min && day <= max);
    assert.ok(to >= 0, `${name} can move inside ${week} between ${min} and ${max}`);
    await entry.dragTo(days.nth(to));
    await saved(page);
    await page.waitForFunction(
      ([label, day]) => [...document.querySelectorAll(`input[aria-label="${label}"]`)].some((input) => input.value === day),
      [name, week[to]],
    );
    await undo(page);
    assert.equal(await mine().first().inputValue(), now);
    assertClean();
  }));

test("a finger moves a contact by two presses, and over the cap the reason is asked for (A0.23)", () =>
  withApp(async ({ open, page, assertClean }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    await openSample(page);
    await go(page, "#/cadence");
    await page.getByRole("button", { name: "周历" }).click();
    await page.getByRole("button", { name: "下一周" }).click();
    const entries = page.getByRole("listitem").filter({ has: page.getByLabel(/^改期（窗口内）/) });
    await entries.first().waitFor();
    const field = entries.first().getByLabel(/^改期（窗口内）/);
    const [name, now] = [await field.getAttribute("aria-label"), await field.inputValue()];
    await entries.first().getByRole("button", { name: /^移动：/ }).click();
    await page.getByRole("status").getByText(/^移动“.*”：请点/).waitFor();
    assert.deepEqual(await axe(page), []);
    // Escape puts it back.
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("button", { name: /^放到/ }).count(), 0);
    await entries.first().getByRole("button", { name: /^移动：/ }).click();
    const days = page.getByRole("region").filter({ has: page.getByRole("button", { name: /^放到/ }) });
    const others = days.filter({ hasNot: page.getByLabel(name, { exact: true }) });
    await others.first().getByRole("button", { name: /^放到/ }).click();
    await saved(page);
    await page.waitForFunction(
      ([label, day]) => [...document.querySelectorAll(`input[aria-label="${label}"]`)].every((input) => input.value !== day),
      [name, now],
    );
    assert.equal(await page.evaluate(() => document.activeElement?.id.startsWith("day-")), true);
    await undo(page);
    assertClean();
  }));
