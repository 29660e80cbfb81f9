// Site data cleared under an open page: noticed at once, nothing is pretended, and what the page still holds is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, exportBook, go, openCustomer, ready, saved, startEmpty, undo, withApp } from "./lib/app.mjs";

const notice = (page) => page.getByRole("alert").filter({ hasText: "浏览器断开了客户簿的存储" });

/** Clears everything that the browser keeps for the app. */
async function clear(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
}

test("a book whose storage was cleared under the page is stored again, whole", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await addCustomer(page, { name: "北辰科技" });
    const before = await exportBook(page);
    await go(page, "#/customers");
    await clear(page);
    await notice(page).waitFor({ timeout: 2_000 });

    // What only the page holds can be exported, and is not overwritten by an empty book.
    assert.deepEqual(await exportBook(page), before);
    await notice(page).getByRole("button", { name: "存回本机" }).click();
    await notice(page).waitFor({ state: "detached" });
    await page.reload();
    await ready(page);
    assert.deepEqual(await exportBook(page), before);
    await go(page, "#/customers");
    await addCustomer(page, { name: "之后添加的" });
    await undo(page);
    for (const name of ["云帆商贸", "北辰科技"]) await openCustomer(page, name);
  }));

test("what is entered after the storage was cleared is not said to be saved", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await clear(page);
    await notice(page).waitFor();
    await page.getByRole("button", { name: "新建客户" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /^客户名称/ }).fill("新客户");
    await dialog.getByRole("button", { name: "保存", exact: true }).click();
    await dialog.getByText("内容还在这一页里").waitFor();
    assert.equal(await dialog.getByRole("textbox", { name: /^客户名称/ }).inputValue(), "新客户");
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "放弃" }).click();
    await notice(page).getByRole("button", { name: "存回本机" }).click();
    await notice(page).waitFor({ state: "detached" });
    await addCustomer(page, { name: "新客户" });
    await saved(page);
    await page.reload();
    for (const name of ["云帆商贸", "新客户"]) await openCustomer(page, name);
  }));
