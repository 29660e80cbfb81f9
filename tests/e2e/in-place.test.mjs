// Values that are edited where they stand, on the customer page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, openCustomer, saved, startEmpty, undo, withApp } from "./lib/app.mjs";

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
