// The app in Firefox, driven as it is installed: what a user does first, the same bytes out as in Chromium, and a short
// round of the faults that can be done to it. `cargo xtask fault` does many.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, exportBook, go, importBook, openCustomer, openSample, ready, recordContact, section, startEmpty, withApp,
} from "./lib/app.mjs";
import { damaged, failingWrites, killed } from "./lib/faults.mjs";
import { sealedValues } from "./lib/faults-sealed.mjs";

const FIREFOX = { browser: "firefox" };

/** Nothing is lost without a word, and what is noticed can be mended. */
function survived(found) {
  assert.ok(found.tried > 0);
  assert.equal(found.lost, 0, found.details.join("; "));
  assert.equal(found.recovered, found.noticed, found.details.join("; "));
}

test("Firefox: the sample opens, what is entered is there after a reload, and nothing complains", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸", keyNeed: "缩短交付期" });
    await openCustomer(page, "云帆商贸");
    await recordContact(page, { channel: "visit", summary: "在火狐里记的" });
    await addOrder(page, { amount: "88", product: "备件" });
    await page.reload();
    await ready(page);
    await section(page, "timeline").getByText("在火狐里记的").waitFor();
    await section(page, "orders").getByText("1 笔，共 ¥88").waitFor();
    assertClean();
  }, FIREFOX));

test("Firefox: a book of Chromium's comes out as the same bytes", async () => {
  const book = await withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "“引号” 😀", remark: "a\\b\"c", statedAmount: "1.2万" });
    return exportBook(page);
  });
  await withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await importBook(page, { name: "book.json", mimeType: "application/json", buffer: book });
    assert.ok((await exportBook(page)).equals(book));
    await page.reload();
    await ready(page);
    assert.ok((await exportBook(page)).equals(book), "and after a reload");
    assertClean();
  }, FIREFOX);
});

test("Firefox: what was confirmed outlives kill -9", async () => survived(await killed("Firefox", 1)));
test("Firefox: whichever write of a save fails, the book is as before", async () => survived(await failingWrites("Firefox")));
test("Firefox: a database that is cut short is noticed and mended from a snapshot", async () => survived(await damaged("Firefox", "truncated", 1)));
test("Firefox: one altered bit of a locked book is noticed", async () => survived(await sealedValues("Firefox", 2)));
