// Opened again, a book shows the first lines of Today before it has been read: those that Today then shows, or none.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, exportBook, fillRecord, importBook, openSample, prefer, ready, row, save, saved, startEmpty, todayList, withApp,
} from "./lib/app.mjs";

/** The lines of Today, as they are shown. */
const lines = (page) => page.getByRole("main").getByRole("row").evaluateAll((rows) => rows.map((row) => row.innerText));

/** Makes every page to come note the lines that it shows while its book is still being read. */
async function noteGlances(page) {
  await page.addInitScript(() => {
    window.__glanced = null;
    const look = () => {
      const rows = document.querySelectorAll('main[aria-busy="true"] [role="row"]');
      if (rows.length > 0) window.__glanced = [...rows].map((row) => row.innerText);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** The number of the change that the kept lines are of, that of the last change, and how many days have lines. */
function kept(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("wellkept").onsuccess = ({ target: { result: database } }) => {
          const meta = database.transaction("meta").objectStore("meta");
          meta.get("glance").onsuccess = ({ target: { result: glance } }) => {
            meta.get("manifest").onsuccess = ({ target: { result: manifest } }) => {
              database.close();
              const [change, lines] = glance?.split("\n") ?? [null, "[]"];
              resolve([change, String(JSON.parse(manifest).last_change), JSON.parse(lines).length]);
            };
          };
        };
      }),
  );
}

/** Waits until the lines of so many days are kept of the book as it is. */
async function untilKept(page, days = 1) {
  for (;;) {
    const [glance, last, count] = await kept(page);
    if (glance === last && count >= days) return;
    await page.waitForTimeout(100);
  }
}

async function reloaded(page) {
  await page.reload();
  await ready(page);
  await todayList(page).waitFor();
  return page.evaluate(() => window.__glanced);
}

test("the first lines of Today stand before the book is read, and are those that stand after", () =>
  withApp(async ({ open, page, assertClean }) => {
    await noteGlances(page);
    await open();
    await openSample(page);
    await untilKept(page);
    const glanced = await reloaded(page);
    assert.ok(glanced?.length > 3, "no line was shown while the book was read");
    // How many rows are drawn hangs on what stands above them.
    const after = await lines(page);
    const both = Math.min(glanced.length, after.length);
    assert.deepEqual(glanced.slice(0, both), after.slice(0, both));
    // They can be worked on at once: the form opens as soon as the book is there.
    await page.reload();
    await row(page, 0).getByRole("button", { name: /^记录/ }).click();
    await page.getByRole("dialog").waitFor();
    assertClean();
  }));

test("nothing is shown of another state, person, language or day", () =>
  withApp(async ({ open, page }) => {
    await noteGlances(page);
    await open();
    await openSample(page);
    await untilKept(page);
    // Changed, and gone before it could be kept anew.
    await fillRecord(page, "刚说的话");
    await save(page);
    assert.equal(await reloaded(page), null);
    assert.ok(!(await lines(page))[0].includes("undefined"));

    await untilKept(page);
    await prefer(page, { language: "en" });
    assert.equal(await page.evaluate(() => window.__glanced), null);

    await untilKept(page);
    await page.clock.install({ time: Date.now() + 9 * 86_400_000 });
    assert.equal(await reloaded(page), null);
  }));

test("on the next morning the first lines of that day stand at once", () =>
  withApp(async ({ open, page, assertClean }) => {
    await noteGlances(page);
    await open();
    await openSample(page);
    // Those of today, and of three days more.
    await untilKept(page, 4);
    // A short visit in between takes none of them away.
    await page.reload();
    await ready(page);
    await page.waitForTimeout(4000);
    assert.equal((await kept(page))[2], 4);
    const before = await lines(page);
    await page.clock.install({ time: Date.now() + 86_400_000 });
    const glanced = await reloaded(page);
    assert.ok(glanced?.length > 3, "no line was shown while the book was read");
    const after = await lines(page);
    const both = Math.min(glanced.length, after.length);
    assert.deepEqual(glanced.slice(0, both), after.slice(0, both));
    assert.notDeepEqual(after, before, "a day makes a difference");
    assertClean();
  }));

test("what another tab changes is not shown as it was", () =>
  withApp(async ({ open, page, profile, url }) => {
    await open();
    await openSample(page);
    await untilKept(page);
    const other = await profile.context.newPage();
    await noteGlances(other);
    await other.goto(url);
    await ready(other);
    assert.ok((await other.evaluate(() => window.__glanced))?.length > 0);
    await addCustomer(other, { name: "另一页加的" });
    await saved(other);
    await other.reload();
    await ready(other);
    const [glance, last] = await kept(other);
    const glanced = await other.evaluate(() => window.__glanced);
    // Kept anew by the tab that writes, or not shown.
    assert.ok(glanced === null || glance === last);
  }));

test("another book in the place of the open one: Today shows that one", async () => {
  const book = (name) =>
    withApp(async ({ open, page }) => {
      await open();
      await startEmpty(page);
      await addCustomer(page, { name });
      return { name: "book.json", mimeType: "application/json", buffer: await exportBook(page) };
    });
  const books = [await book("甲公司"), await book("乙公司")];
  await withApp(async ({ open, page }) => {
    // By then both are to be contacted.
    await page.clock.install({ time: Date.now() + 90 * 86_400_000 });
    await open();
    await importBook(page, books[0]);
    await row(page, "甲公司").waitFor();
    await importBook(page, books[1]);
    await row(page, "乙公司").waitFor();
    assert.equal(await row(page, "甲公司").count(), 0);
  });
});
