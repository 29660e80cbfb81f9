// Room on the device: what takes it, and a word in time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, downloaded, go, is, startEmpty, withApp } from "./lib/app.mjs";

/** Makes the browser say how much is used of how much. */
function tellRoom(page, usage, quota) {
  return page.addInitScript(
    ([usage, quota]) => (StorageManager.prototype.estimate = async () => ({ usage, quota })),
    [usage, quota],
  );
}

test("the data page says what takes the room", () =>
  withApp(async ({ open, page }) => {
    await tellRoom(page, 3_000_000, 100_000_000);
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data");
    await page.getByText("占用明细").first().click();
    const table = page.getByRole("table", { name: "占用明细" });
    await table.getByRole("row", { name: "合计 3.0 MB（浏览器上限约 100.0 MB）" }).waitFor();
    await table.getByRole("rowheader", { name: "快照" }).waitFor();
  }));

test("from four fifths on every page warns, until it is put off, and the export still works", () =>
  withApp(async ({ open, page, assertClean }) => {
    await tellRoom(page, 83, 100);
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await page.reload();
    const notice = page.getByRole("main").getByRole("status").filter({ hasText: "已用 83%" });
    await notice.waitFor();
    await go(page, "#/data");
    await notice.waitFor();
    const { name } = await downloaded(page, () => page.getByRole("button", { name: is("exportBook") }).click());
    assert.match(name, /^wellkept-.*\.json$/);
    await notice.getByRole("button", { name: "稍后" }).click();
    await notice.waitFor({ state: "detached" });
    assertClean();
  }));
