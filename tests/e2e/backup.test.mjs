// The last backup: a quiet line always, a notice when it is time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, exportBook, go, openSample, saved, startEmpty, todayList, undo, withApp } from "./lib/app.mjs";

const DAY = 24 * 60 * 60 * 1000;
const notice = (page) => page.getByRole("main").getByRole("status").filter({ hasText: /备份/ });

test("the data page says when the book was last exported, and how many changes ago", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data");
    await page.getByText("还没有备份过，已有 1 次修改只在这个浏览器里。").waitFor();
    await exportBook(page);
    await page.getByText("上次备份：今天，之后有 0 次修改。").waitFor();
    await undo(page);
    await page.getByText("上次备份：今天，之后有 1 次修改。").waitFor();
    await page.reload();
    await page.getByText("上次备份：今天，之后有 1 次修改。").waitFor();
    assertClean();
  }));

test("a week without a backup is told on every page, until it is put off or made", () =>
  withApp(async ({ open, page }) => {
    const start = new Date("2026-11-20T02:00:00Z").getTime();
    await page.clock.install({ time: start });
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await exportBook(page);
    await go(page, "#/today");
    await addCustomer(page, { name: "北辰科技" });
    await page.clock.setSystemTime(start + 6 * DAY);
    await page.reload();
    await saved(page);
    assert.equal(await notice(page).count(), 0);
    await page.clock.setSystemTime(start + 8 * DAY);
    await page.reload();
    await notice(page).getByText("上次备份：8 天前，之后有 1 次修改。").waitFor();
    await go(page, "#/customers");
    await notice(page).getByRole("button", { name: "稍后" }).click();
    await notice(page).waitFor({ state: "detached" });
    await page.reload();
    await notice(page).getByRole("link", { name: "去导出" }).click();
    await exportBook(page);
    await page.getByText("上次备份：今天，之后有 0 次修改。").waitFor();
    await go(page, "#/today");
    assert.equal(await notice(page).count(), 0);
  }));

test("a book of invented customers needs no backup", () =>
  withApp(async ({ open, page }) => {
    await page.clock.install({ time: new Date("2026-11-20T02:00:00Z") });
    await open();
    await openSample(page);
    await page.clock.setSystemTime(new Date("2026-12-20T02:00:00Z"));
    await page.reload();
    await todayList(page).waitFor();
    await saved(page);
    assert.equal(await notice(page).count(), 0);
  }));
