// Before the app is there: Today stands as it was last seen, or nothing of it; and the book is read in another thread.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, exportBook, fillRecord, go, importBook, is, openCustomer, openSample, prefer, ready, row, save, todayList, withApp,
} from "./lib/app.mjs";
import { setLock, tryPassphrase } from "./lib/lock.mjs";

/** Waits until a picture of Today is kept that is of the book as it is. */
async function untilPictured(page) {
  const isPictured = () =>
    new Promise((resolve) => {
      indexedDB.open("wellkept").onsuccess = ({ target: { result: database } }) => {
        const transaction = database.transaction("meta");
        const [glance, manifest] = ["glance", "manifest"].map((key) => transaction.objectStore("meta").get(key));
        transaction.oncomplete = () => {
          database.close();
          const [change, lines] = glance.result?.split("\n") ?? [];
          const { html, likes } = JSON.parse((lines && JSON.parse(lines)[0].page) ?? "{}");
          const build = document.querySelector('meta[name="wellkept-build"]').content;
          const isOfThis = likes === [build, localStorage.getItem("wellkept.preferences"), navigator.language, innerWidth].join();
          resolve(html && isOfThis && Number(change) === JSON.parse(manifest.result).last_change);
        };
      };
    });
  while (!(await page.evaluate(isPictured))) await page.waitForTimeout(100);
}

/** Holds back the app's own code until what is returned is called. */
async function heldBack(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Loads the page without the app's own code, calls `look`, and lets the app come. */
async function beforeTheApp(page, look) {
  const release = await heldBack(page);
  await page.reload();
  const seen = await look();
  release();
  await ready(page);
  return seen;
}

const names = (page) => todayList(page).getByRole("row").evaluateAll((rows) => rows.map((each) => each.innerText));

/** The rows that stand before the app does; none where none come within a second. */
async function pictured(page) {
  await todayList(page).getByRole("row").first().waitFor({ timeout: 1000 }).catch(() => {});
  return names(page);
}

test("Today stands as it was before the app is there, and what is pressed then is done", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await untilPictured(page);
    const before = await names(page);
    await page.addInitScript(() => {
      // Where the first row stands, in every frame.
      window.__tops = new Set();
      const look = () => {
        const first = document.querySelector("main [role=grid] [role=row]");
        if (first) window.__tops.add(Math.round(first.getBoundingClientRect().top));
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const seen = await beforeTheApp(page, async () => {
      const found = await pictured(page);
      await row(page, 0).getByRole("button", { name: /^记录/ }).click();
      return found;
    });
    assert.ok(before.length > 5);
    assert.deepEqual(seen, before);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => window.__tops.size), 1, "nothing jumps while the app comes");
    assert.equal(await page.getByRole("main").count(), 1);
    assertClean();
  }));

test("a link of the picture leads where it says", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await untilPictured(page);
    await beforeTheApp(page, async () => {
      await pictured(page);
      await page.getByRole("navigation").getByRole("link", { name: is("customers") }).click();
    });
    await page.getByRole("heading", { level: 1, name: is("customers") }).waitFor();
    assertClean();
  }));

test("nothing is pictured of another state, day, width or theme, nor on another page", () =>
  withApp(async ({ open, page, profile }) => {
    await open();
    await openSample(page);
    const look = () => beforeTheApp(page, () => pictured(page));
    await untilPictured(page);
    assert.notDeepEqual(await look(), []);

    await fillRecord(page, "刚说的话");
    await save(page);
    assert.deepEqual(await look(), []);

    await untilPictured(page);
    await prefer(page, { theme: "dark" });
    await page.evaluate(() => localStorage.setItem("wellkept.preferences", JSON.stringify({ theme: "light" })));
    assert.deepEqual(await look(), []);

    await untilPictured(page);
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width: width - 200, height });
    assert.deepEqual(await look(), []);
    await untilPictured(page);

    await go(page, "#/customers");
    const release = await heldBack(page);
    await page.reload();
    assert.deepEqual(await pictured(page), []);
    release();
    await ready(page);

    await go(page, "#/today");
    await untilPictured(page);
    await page.clock.install({ time: Date.now() + 9 * 86_400_000 });
    assert.deepEqual(await look(), []);
    assert.equal(profile.context.pages().length, 1);
  }));

/** Puts something else in place of the lines of Today that are kept, what they are of left as it is. */
async function spoil(page, from, to) {
  await page.evaluate(
    ([from, to]) =>
      new Promise((resolve) => {
        indexedDB.open("wellkept").onsuccess = ({ target: { result: database } }) => {
          const transaction = database.transaction("meta", "readwrite");
          const meta = transaction.objectStore("meta");
          meta.get("glance").onsuccess = ({ target: { result } }) => {
            const spoilt = result.replace(new RegExp(from, "s"), to);
            if (spoilt !== result) meta.put(spoilt, "glance");
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    [from, to],
  );
}

test("a picture that is damaged, or of a zone that nobody knows, is not shown, and nothing breaks", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    for (const [from, to] of [['"zone":"[^"]*"', '"zone":"Nowhere/Land"'], ["(.{500}).*", "$1"]]) {
      await untilPictured(page);
      await spoil(page, from, to);
      assert.deepEqual(await beforeTheApp(page, () => pictured(page)), [], from);
      await todayList(page).getByRole("row").first().waitFor();
    }
    assertClean();
  }));

test("nothing is pictured of a locked book", () =>
  withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    await untilPictured(page);
    await setLock(page, "correct horse battery staple");
    await go(page, "#/today");
    await page.waitForTimeout(3000);
    const release = await heldBack(page);
    await page.reload();
    assert.deepEqual(await pictured(page), []);
    release();
    await tryPassphrase(page, "correct horse battery staple");
    await ready(page);
    await todayList(page).getByRole("row").first().waitFor();
  }));

/** Makes every page to come count the chunks that it reads itself, and alter what was read ahead as `alter` says. */
async function watchReading(page, alter) {
  await page.addInitScript((altered) => {
    window.__read = { itself: 0, ahead: 0 };
    const get = IDBObjectStore.prototype.get;
    IDBObjectStore.prototype.get = function (key) {
      if (this.name === "chunks") window.__read.itself += 1;
      return get.call(this, key);
    };
    const Own = window.Worker;
    window.Worker = class extends Own {
      constructor(address, ...rest) {
        super(altered === "gone" && String(address).includes("reader") ? "./no-such-reader.js" : address, ...rest);
      }
    };
    let reader;
    Object.defineProperty(window, "wellkeptReader", {
      configurable: true,
      get: () => reader,
      set(made) {
        const { take } = made;
        made.take = async (key) => {
          const bytes = await take(key);
          if (bytes) window.__read.ahead += 1;
          if (altered === "other" && bytes) bytes[bytes.length - 1] ^= 1;
          return altered === "half" && window.__read.ahead > 1 ? undefined : bytes;
        };
        reader = made;
      },
    });
  }, alter);
}

for (const [alter, what] of Object.entries({
  "": "the book is read in another thread",
  other: "what was read ahead and is not of the book is read again",
  half: "what was not read ahead is read",
  gone: "without the other thread the book is read all the same",
})) {
  test(what, () =>
    withApp(async ({ open, page }) => {
      await open();
      await openSample(page);
      // A book that was imported lies in chunks.
      await importBook(page, { name: "book.json", mimeType: "application/json", buffer: await exportBook(page) });
      await addCustomer(page, { name: "比别人晚来的" });
      await watchReading(page, alter);
      await page.reload();
      await ready(page);
      const { itself, ahead } = await page.evaluate(() => window.__read);
      assert.equal(itself > 0, alter !== "", `${itself} read by the page itself`);
      assert.equal(ahead > 0, alter !== "gone", `${ahead} read ahead`);
      await openCustomer(page, "比别人晚来的");
    }));
}
