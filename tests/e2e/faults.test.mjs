// A short round of each fault; `cargo xtask fault` does many.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, exportBook, go, openCustomer, openSample, SCREENS, startEmpty, withApp, ZH,
} from "./lib/app.mjs";
import { CHROMIUM, crashed, DAMAGES, damaged, elsewhere, failingMigrations, failingReplacements, failingWrites, fullDisk, killed, ZONES } from "./lib/faults.mjs";
import { cleared, killedMigrations, refused } from "./lib/faults-kept.mjs";
import { files, harmedAttachments, sealedValues, snapshots, wrongPassphrases } from "./lib/faults-sealed.mjs";

/** Nothing is lost without a word, and what is noticed can be mended. */
function survived(found) {
  assert.ok(found.tried > 0);
  assert.equal(found.lost, 0, found.details.join("; "));
  assert.equal(found.recovered, found.noticed, found.details.join("; "));
}

for (const engine of CHROMIUM) {
  test(`what was confirmed outlives kill -9 of the browser: ${engine}`, async () => survived(await killed(engine, 2)));
  test(`what was confirmed outlives a crash of the page: ${engine}`, async () => survived(await crashed(engine, 2)));
  for (const how of Object.keys(DAMAGES)) {
    test(`a ${how} database is noticed and mended from a snapshot: ${engine}`, async () => survived(await damaged(engine, how, 2)));
  }
}

test("whichever write of a save fails, the book is as before", async () => survived(await failingWrites("LevelDB")));

test("whichever write of replacing the book fails, it is the one before", async () =>
  survived(await failingReplacements("LevelDB", ["throw"])));

test("whichever write of bringing a book up to date fails, the next start has it all", async () =>
  survived(await failingMigrations("LevelDB", ["abort"])));

test("with any room left on the disk, what does not fit is refused and nothing else is lost", async () =>
  survived(await fullDisk("LevelDB", [40_000])));

test("site data that is cleared under an open page is noticed and stored again", async () => survived(await cleared("SQLite", 1)));

test("a browser that refuses to keep or to promise is worked with, or that is said", async () => survived(await refused("LevelDB")));

test("what was there before kill -9 in a migration is there after it", async () => survived(await killedMigrations("LevelDB", 2)));

test("no other passphrase opens a locked book", async () => survived(await wrongPassphrases("LevelDB", 3)));

test("one altered bit of a locked book is noticed", async () => survived(await sealedValues("SQLite", 3)));

test("one altered bit of a snapshot is noticed", async () => survived(await snapshots("LevelDB", 2)));

for (const isSealed of [false, true]) {
  test(`a file that is altered or cut off is refused: ${isSealed ? "sealed" : "in the open"}`, async () => survived(await files("LevelDB", 6, isSealed)));
}

test("attachments that are altered or lost are mended from their copies, or that is said", async () => survived(await harmedAttachments("LevelDB", [["altered", "whole"], ["lost", "altered"]])));

test("a book has the same days wherever it is read, also where clocks change", async () =>
  survived(await elsewhere("LevelDB", ZONES.slice(0, 6))));

test("a clock that is set back loses nothing and breaks no chain", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "先添加的" });
    for (const [days, name] of [[-3, "回到三天前"], [-400, "回到去年"], [0, "回到今天"]]) {
      await page.clock.setSystemTime(Date.now() + days * 86_400_000);
      await page.reload();
      await go(page, "#/customers");
      await addCustomer(page, { name });
    }
    await page.reload();
    for (const name of ["先添加的", "回到三天前", "回到去年", "回到今天"]) await openCustomer(page, name);
    await go(page, "#/data/history");
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText(/^4 次修改都在，且未被改动/).waitFor();
    assertClean();
  }));

test("whoever goes offline goes on: what is entered is on the disk", () =>
  withApp(async ({ open, page, profile }) => {
    await open();
    await openSample(page);
    // Everything the page is made of is fetched behind the user's back.
    await page.waitForLoadState("networkidle");
    await profile.context.setOffline(true);
    await go(page, "#/customers");
    await addCustomer(page, { name: "离线添加的" });
    await openCustomer(page, "离线添加的");
    await addOrder(page, { amount: "88", product: "离线下的单" });
    for (const screen of SCREENS) await go(page, screen);
    const book = await exportBook(page);
    await profile.context.setOffline(false);
    await page.reload();
    assert.deepEqual(await exportBook(page), book);
    assert.ok(book.toString().includes("离线下的单"));
  }));
