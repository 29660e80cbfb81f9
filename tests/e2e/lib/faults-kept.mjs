// What the browser does to what it keeps: clears it under an open page, refuses to promise anything or to keep at all,
// meets it in another version of the stored form. And one page that is worked in for long.

import assert from "node:assert/strict";
import { addCustomer, dialog, exportBook, fill, go, is, open, openCustomer, openSample, ready, startEmpty, todayList, ZH } from "./app.mjs";
import { quantile } from "./clock.mjs";
import { cannotOpen, kill, lost, names, outcome, within } from "./faults.mjs";
import { edit, oneCustomer } from "./faults-tabs.mjs";
import { dump, PRESENT, store, version } from "./stored.mjs";

const cutOff = (page) => page.getByRole("alert").filter({ hasText: "浏览器断开了客户簿的存储" });

/** Clears all that the browser keeps for the app, as its own settings do. */
async function clear(page, engine) {
  if (engine === "Firefox") {
    await page.evaluate(() => fetch("clear-site-data"));
    return;
  }
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
  await session.detach();
}

/** Site data cleared under an open page: it is noticed, exported as it was, and stored again. */
export function cleared(engine, rounds) {
  return within(engine, async ({ found, page, server }) => {
    await open(page, server.url);
    await openSample(page);
    const took = [];
    for (let round = 0; round < rounds; round += 1) {
      await go(page, "#/customers");
      await addCustomer(page, { name: `第 ${round} 轮` });
      const before = await exportBook(page);
      await go(page, "#/customers");
      await clear(page, engine);
      const start = performance.now();
      found.tried += 1;
      await cutOff(page).waitFor();
      took.push(performance.now() - start);
      found.noticed += 1;
      const held = await exportBook(page);
      await cutOff(page).getByRole("button", { name: "存回本机" }).click();
      await cutOff(page).waitFor({ state: "detached" });
      await page.reload();
      await ready(page);
      if (held.equals(before) && (await exportBook(page)).equals(before)) found.recovered += 1;
      else lost(found, `round ${round}: the book is not as it was`);
    }
    found.figures = `noticed within ${Math.round(Math.max(...took))} ms`;
  });
}

/** What a browser may refuse, done to the page before it begins. Each runs in the page. */
const REFUSALS = {
  "to promise anything": () => {
    StorageManager.prototype.persist = async () => false;
    StorageManager.prototype.persisted = async () => false;
  },
  "to answer whether it would": () => {
    StorageManager.prototype.persist = async () => Promise.reject(new DOMException("refused", "TypeError"));
    StorageManager.prototype.persisted = async () => Promise.reject(new DOMException("refused", "TypeError"));
    StorageManager.prototype.estimate = async () => Promise.reject(new DOMException("refused", "TypeError"));
  },
  "files of its own, as private windows do": () => {
    StorageManager.prototype.getDirectory = async () => Promise.reject(new DOMException("refused", "SecurityError"));
  },
  "localStorage": () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  },
  "a list of databases": () => {
    IDBFactory.prototype.databases = async () => Promise.reject(new DOMException("refused", "SecurityError"));
  },
};

/**
 * A browser that refuses one thing or another, as private windows do: the book works and outlives a reload, its page
 * says that it may be cleared, and the reminder of a backup comes. One that keeps nothing at all says so at once.
 */
export function refused(engine) {
  return within(engine, async ({ found, profile, server }) => {
    for (const [what, refuse] of Object.entries(REFUSALS)) {
      const page = await profile.context.newPage();
      await page.addInitScript(refuse);
      await open(page, server.url);
      found.tried += 1;
      await startEmpty(page);
      await go(page, "#/customers");
      await addCustomer(page, { name: "云帆商贸" });
      await page.reload();
      await openCustomer(page, "云帆商贸");
      await go(page, "#/data");
      await page.getByText("浏览器可能在空间不足时清理本站数据。").waitFor();
      found.noticed += 1;
      await page.getByText("还没有备份过，已有 1 次修改只在这个浏览器里。").waitFor();
      const book = await exportBook(page);
      if (names(book).join() === "云帆商贸") found.recovered += 1;
      else lost(found, `refuses ${what}: another book`);
      await page.getByRole("button", { name: is("erase") }).click();
      await dialog(page).getByRole("textbox", { name: is("eraseWord") }).fill(ZH.eraseWord);
      await dialog(page).getByRole("button", { name: is("eraseConfirm") }).click();
      await page.getByRole("heading", { level: 1, name: is("welcome") }).waitFor();
      await page.close();
    }
    // Nothing at all is kept: that is said before anything is entered, and nothing is pretended.
    const page = await profile.context.newPage();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    });
    await page.goto(server.url);
    found.tried += 1;
    const said = page.getByRole("alert").filter({ hasText: "浏览器不允许在本机保存数据" });
    const begins = page.getByRole("button", { name: is("openSample") });
    await said.or(begins).first().waitFor();
    if ((await said.count()) === 0) await begins.click();
    await said.first().waitFor();
    found.noticed += 1;
    found.recovered += Number((await todayList(page).count()) === 0);
  });
}

/** Books of every version of the stored form: older ones open whole, newer ones are left as they are. */
export function versions(engine) {
  return within(engine, async ({ found, profile, server }) => {
    for (let past = 1; past < PRESENT; past += 1) {
      const page = await profile.context.newPage();
      await page.goto(`${server.url}theme.js`);
      await emptied(page);
      await store(page, `store-${past}.json`);
      await page.goto(`${server.url}#/customers`);
      found.tried += 1;
      const state = await outcome(page);
      const there = state === "open" ? names(await exportBook(page)).sort() : [];
      if (there.join() === ["北辰科技", "云帆商贸"].sort().join() && (await version(page)) === PRESENT) found.intact += 1;
      else lost(found, `version ${past}: ${state}, ${there.join()}`);
      await page.close();
    }
    // A newer form of what is stored, and a newer database: both are said, neither is touched.
    for (const newer of ["form", "database"]) {
      const page = await profile.context.newPage();
      await page.goto(`${server.url}theme.js`);
      await emptied(page);
      await store(page, "store-5.json");
      await page.evaluate(
        (newer) =>
          new Promise((done) => {
            const request = newer === "database" ? indexedDB.open("wellkept", 1000) : indexedDB.open("wellkept");
            request.onsuccess = () => {
              const transaction = request.result.transaction("meta", "readwrite");
              if (newer === "form") transaction.objectStore("meta").put(1000, "format");
              transaction.oncomplete = () => done(request.result.close());
            };
          }),
        newer,
      );
      const before = await dump(page);
      await page.goto(`${server.url}#/customers`);
      found.tried += 1;
      await cannotOpen(page).waitFor();
      found.noticed += 1;
      await page.goto(`${server.url}theme.js`);
      if (JSON.stringify(await dump(page)) === JSON.stringify(before)) found.recovered += 1;
      else lost(found, `a newer ${newer} was written to`);
      await page.close();
    }
    // A newer version opens in another tab: this one makes way, and stores nothing any more.
    const page = await profile.context.newPage();
    await page.goto(`${server.url}theme.js`);
    await emptied(page);
    await open(page, server.url);
    await startEmpty(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    const other = await profile.context.newPage();
    await other.goto(`${server.url}theme.js`);
    const waited = await other.evaluate(
      () =>
        new Promise((done) => {
          const start = performance.now();
          indexedDB.open("wellkept", 1000).onsuccess = (event) => done([performance.now() - start, event.target.result.close()][0]);
        }),
    );
    const before = await dump(other);
    found.tried += 1;
    await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
    await fill(page, { name: "来不及的" });
    await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
    await dialog(page).getByRole("alert").first().waitFor();
    found.noticed += 1;
    if (JSON.stringify(await dump(other)) === JSON.stringify(before)) found.recovered += 1;
    else lost(found, "an older tab wrote into a newer database");
    found.figures = `an older tab made way within ${Math.round(waited)} ms`;
  });
}

/** Removes all databases of the origin, and what notes that there was a book. Runs from a file that is not the app. */
function emptied(page) {
  return page.evaluate(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) await new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done));
    const root = await navigator.storage.getDirectory();
    const all = [];
    for await (const name of root.keys()) all.push(name);
    for (const name of all) await root.removeEntry(name, { recursive: true });
  });
}

/** `kill -9` at any moment of bringing a book of an earlier version to the present one: the next start has it all. */
export function killedMigrations(engine, rounds) {
  return within(engine, async ({ found, profile, server }) => {
    for (let round = 0; round < rounds; round += 1) {
      const past = 1 + (round % (PRESENT - 1));
      await profile.page.goto(`${server.url}theme.js`);
      await emptied(profile.page);
      await store(profile.page, `store-${past}.json`);
      const opening = profile.page.goto(`${server.url}#/customers`).catch(() => {});
      await new Promise((wait) => setTimeout(wait, Math.random() * 1_200));
      await kill(profile);
      await opening;
      await profile.context.close().catch(() => {});
      await profile.restart();
      await profile.page.goto(`${server.url}#/customers`);
      found.tried += 1;
      const state = await outcome(profile.page);
      const there = state === "open" ? names(await exportBook(profile.page)).sort() : [];
      if (there.join() === ["北辰科技", "云帆商贸"].sort().join()) found.intact += 1;
      else lost(found, `round ${round}, version ${past}: ${state}, ${there.join()}`);
    }
  });
}

/** Edits in one page for so many seconds: nothing is lost, and the page does not grow. Chromium alone tells its memory. */
export function soaked(engine, seconds) {
  const work = async (given) => {
    const { found, page } = given;
    await oneCustomer(given);
    const samples = [];
    let last = 0;
    const start = performance.now();
    for (let now = 0; now < seconds; now = (performance.now() - start) / 1000) {
      const confirmed = await page.evaluate(edit, ["关键需求", last + 1, 50]);
      last = confirmed.at(-1)[0];
      found.tried += confirmed.length;
      const { bytes } = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
      samples.push([(performance.now() - start) / 3_600_000, bytes / 1e6, last]);
    }
    const before = await exportBook(page);
    await page.reload();
    await ready(page);
    if ((await exportBook(page)).equals(before) && before.includes(`值-${last}`)) found.intact = found.tried;
    else lost(found, "after a reload it is another book");
    // The slope by least squares, from what is warm on.
    const warm = samples.slice(Math.floor(samples.length / 5));
    const mean = (of) => warm.reduce((sum, each) => sum + of(each), 0) / warm.length;
    const [hours, size] = [mean(([at]) => at), mean(([, mb]) => mb)];
    const slope = mean(([at, mb]) => (at - hours) * (mb - size)) / mean(([at]) => (at - hours) ** 2);
    const edits = warm.at(-1)[2] - warm[0][2];
    const grown = (slope * (warm.at(-1)[0] - warm[0][0]) * 1000) / edits;
    const memory = quantile(samples.map(([, mb]) => mb), 0.95);
    found.figures = `${last} edits in ${Math.round(seconds)} s; memory ${memory.toFixed(1)} MB (p95), ${slope.toFixed(1)} MB an hour at this pace, ${grown.toFixed(2)} MB for 1,000 edits`;
    assert.ok(edits > 0);
  };
  return within(engine, work, { isolated: true });
}
