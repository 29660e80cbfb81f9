// Values that are edited where they stand: on the customer page, and in the cells of every list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, axe, dialog, drawn, go, openCustomer, openSample, row, saved, startEmpty, undo, withApp } from "./lib/app.mjs";

/** The button that opens a value. */
const value = (page, label) => page.getByRole("main").getByRole("button", { name: new RegExp(`^编辑 ${label}：`) }).first();
/** The field that it becomes. */
const field = (page, label) => page.getByRole("main").getByRole("textbox", { name: label, exact: true });

test("a value is edited where it stands: Enter saves, Escape does not, and the keyboard goes on from it", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await value(page, "关键需求").click();
    await field(page, "关键需求").fill("交付期缩短");
    await page.keyboard.press("Enter");
    await saved(page);
    await page.getByRole("button", { name: /交付期缩短/ }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "交付期缩短");
    await page.keyboard.press("Enter");
    await field(page, "关键需求").fill("别的");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /交付期缩短/ }).waitFor();
    await undo(page);
    await page.getByRole("button", { name: /交付期缩短/ }).waitFor({ state: "detached" });
  }));

test("going on to another value saves the one before, and what is refused stays as it was typed", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await value(page, "关键需求").click();
    await field(page, "关键需求").fill("交付期缩短");
    await value(page, "备注").click();
    await field(page, "备注").fill("先写着");
    await page.getByRole("button", { name: /交付期缩短/ }).waitFor();
    assert.equal(await field(page, "备注").inputValue(), "先写着", "saving the one before took the other away");
    await field(page, "备注").press("Control+Enter");
    await page.getByRole("button", { name: /先写着/ }).waitFor();
    await value(page, "合作起始时间").click();
    await field(page, "合作起始时间").fill("2024-13-45");
    await value(page, "关键需求").click();
    await page.getByRole("main").getByRole("alert").waitFor();
    assert.equal(await field(page, "合作起始时间").inputValue(), "2024-13-45", "what was refused is gone");
    assert.equal(await field(page, "关键需求").inputValue(), "交付期缩短");
    await field(page, "合作起始时间").fill("2024-03-05");
    await page.keyboard.press("Enter");
    await page.getByRole("main").getByRole("alert").waitFor({ state: "detached" });
  }));

/** The grid of the list that is shown. */
const grid = (page) => page.getByRole("main").getByRole("grid");
/** The cell of the first row in that column. */
const cell = (page, column) => row(page, 0).locator(`[data-edit=${column}]`);
/** The field in the list that is being edited. */
const open_field = (page) => grid(page).locator(".in-place-field").locator("input, textarea, select");

/** Opens a list and chooses its first row. */
async function openList(page, address) {
  await go(page, address);
  await row(page, 0).waitFor();
  await drawn(page);
  await grid(page).focus();
  await page.keyboard.press("Home");
}

/** Opens the field of a column in the first row by keys: F2, then Tab until it is there. */
async function openByKeys(page, column) {
  await page.keyboard.press("F2");
  for (let press = 0; press < 20; press += 1) {
    await page.waitForFunction(() => document.activeElement?.closest(".in-place-field"));
    if (await cell(page, column).locator(".in-place-field").count()) return;
    await page.keyboard.press("Tab");
    await drawn(page);
  }
  assert.fail(`F2 and Tab do not come to ${column}`);
}

/** Waits until no cell is edited and the keyboard is back in the list. */
async function closed(page) {
  await open_field(page).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
}

test("cells of the lists of records are edited by keys alone, and held to the checks of their forms", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    for (const [address, column, wrong, right, shown] of [
      ["contacts", "Phone", "12", "138-0013-8000", "138-0013-8000"],
      ["orders", "Amount", "一万", "12,801.5", "¥12,801.50"],
      ["needs", "NeedText", "", "交付期缩短到两周", "交付期缩短到两周"],
      ["actions", "NextActions", "", "发送新报价", "发送新报价"],
      ["records", "Summary", "", "谈了交付期", "谈了交付期"],
    ]) {
      await openList(page, `#/lists/${address}`);
      await openByKeys(page, column);
      await open_field(page).fill(wrong);
      await page.keyboard.press("Enter");
      await grid(page).getByRole("alert").waitFor();
      assert.deepEqual(await axe(page), [], address);
      // Given up, nothing has happened.
      await page.keyboard.press("Escape");
      await closed(page);
      // The column that was edited last is the one that is opened again.
      await page.keyboard.press("F2");
      await open_field(page).fill(right);
      await page.keyboard.press("Enter");
      await saved(page);
      await closed(page);
      // The row may stand elsewhere by now: names are sorted by their spelling as soon as that is read.
      const edited = grid(page).locator(`[data-edit=${column}]`).getByText(shown, { exact: true });
      await edited.waitFor();
      await undo(page);
      await edited.waitFor({ state: "detached" });
    }
    assertClean();
  }));

test("of a record its theme, satisfaction and depth are edited in the list, each as one change", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await openList(page, "#/lists/records");
    await openByKeys(page, "theme");
    await open_field(page).fill("新品通知");
    await page.keyboard.press("Tab");
    await saved(page);
    await cell(page, "theme").getByText("新品通知").waitFor();
    // Tab went on to the satisfaction; keys choose, and only Enter saves.
    await cell(page, "satisfaction").getByRole("combobox").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await closed(page);
    await cell(page, "satisfaction").getByText("4", { exact: true }).waitFor();
    // The change before goes by the same words.
    await page.keyboard.press("Control+z");
    await cell(page, "satisfaction").getByText("4", { exact: true }).waitFor({ state: "detached" });
    await cell(page, "theme").getByText("新品通知").waitFor();
    // Another field of the form that stands in the way is told as such.
    await openList(page, "#/lists/needs");
    const unanswered = row(page, /./).filter({ has: page.locator("[data-edit=Answer].is-empty") }).first();
    await unanswered.locator("[data-edit=NeedStatus]").dblclick();
    await open_field(page).selectOption("answered");
    await grid(page).getByRole("alert").filter({ hasText: "表单的另一项" }).waitFor();
    await page.keyboard.press("Escape");
    await open_field(page).waitFor({ state: "detached" });
    assertClean();
  }));

test("name and number of a customer are edited in the list: none without a name, no number twice", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技有限公司", number: "TE2024001" });
    await addCustomer(page, { name: "云帆商贸", number: "TR2024001" });
    await openList(page, "#/customers");
    await grid(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("F2");
    const was = await open_field(page).inputValue();
    await open_field(page).fill(" ");
    await page.keyboard.press("Enter");
    await grid(page).getByRole("alert").waitFor();
    await open_field(page).fill("新海航天");
    await page.keyboard.press("Enter");
    await saved(page);
    await closed(page);
    await row(page, "新海航天").waitFor();
    await page.keyboard.press("F2");
    assert.equal(await open_field(page).inputValue(), "新海航天", "whoever is edited stays chosen");
    await page.keyboard.press("Escape");
    await closed(page);
    const other = was.startsWith("北辰") ? "TR2024001" : "TE2024001";
    await row(page, "新海航天").locator("[data-edit=number]").dblclick();
    await open_field(page).fill(other);
    await page.keyboard.press("Enter");
    await grid(page).getByRole("alert").waitFor();
    await open_field(page).fill("TE2024009");
    await page.keyboard.press("Enter");
    await saved(page);
    await row(page, "TE2024009").waitFor();
    // Both changes go by the same words: what is shown tells them apart.
    await page.keyboard.press("Control+z");
    await row(page, "TE2024009").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await row(page, was).waitFor();
    assertClean();
  }));

test("on a phone a cell of a card is edited by a double tap", () =>
  withApp(
    async ({ open, page, assertClean }) => {
      await open();
      await openSample(page);
      await go(page, "#/lists/orders");
      await row(page, 0).waitFor();
      await cell(page, "Product").dblclick();
      await open_field(page).fill("年度维保");
      await page.keyboard.press("Enter");
      await saved(page);
      await cell(page, "Product").getByText("年度维保").waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 390, `${wide} px wide`);
      assertClean();
    },
    { viewport: { width: 390, height: 844 } },
  ));
