// What can go wrong below the app, done to it: a browser that is killed, a page that crashes, writes that fail,
// files that are damaged. Each says what it tried, what the app noticed and what was lost.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, open as openFile, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  addCustomer, dialog, exportBook, fill, go, importFiles, is, newProfile, open, openSample, ready, startEmpty, startServer, todayList, ZH,
} from "./app.mjs";
import { alterLock, exportAs, unlock } from "./lock.mjs";
import { store } from "./stored.mjs";

/** Where IndexedDB is kept: in either of Chromium's ways, or in Firefox's. What `newProfile` is told for it. */
export const ENGINES = {
  LevelDB: { flags: ["--disable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout"] },
  SQLite: { flags: ["--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout"] },
  Firefox: { browser: "firefox" },
};
/** Those of Chromium. */
export const CHROMIUM = ["LevelDB", "SQLite"];

/** What was tried, what of it the app noticed by itself, what came back, and what was lost without a word. */
export const result = () => ({ tried: 0, intact: 0, noticed: 0, recovered: 0, lost: 0, details: [] });

export const cannotOpen = (page) => page.getByRole("alert").filter({ hasText: ZH.cannotOpen });
export const names = (book) => JSON.parse(book).content.customer.map((customer) => customer.name);

/** Serves the app, starts a browser of that engine, and closes both, whatever comes of `work`. Returns what was found. */
export async function within(engine, work, options = {}) {
  const found = result();
  const { isolated, ...others } = options;
  const server = await startServer({ isolated });
  const profile = await newProfile({ ...ENGINES[engine], ...others }).catch(async (error) => {
    await server.close();
    throw error;
  });
  try {
    await work({ found, server, profile, page: profile.page });
  } finally {
    await profile.close().catch(() => {});
    await server.close();
  }
  return found;
}

/** Notes that something was lost, and what. */
export function lost(found, detail) {
  found.lost += 1;
  found.details.push(detail);
}

/** Waits until the book is open, cannot be opened, or the page takes the visitor for a new one. */
export async function outcome(page) {
  const seen = [
    page.getByRole("heading", { level: 1, name: is("customers") }).waitFor().then(() => "open"),
    cannotOpen(page).waitFor().then(() => "noticed"),
    page.getByRole("heading", { level: 1, name: is("welcome") }).waitFor().then(() => "new"),
  ];
  seen.forEach((each) => each.catch(() => {}));
  return Promise.any(seen);
}

/** Returns the ids of the processes whose command line holds that text. */
async function processes(text) {
  if (process.platform !== "linux") {
    const found = execFileSync("pgrep", ["-f", "--", text], { encoding: "utf8" });
    return found.trim().split("\n").map(Number);
  }
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  // A process may be gone by the time its command line is read.
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return ids.filter((id, place) => lines[place].includes(text)).map(Number);
}

/** Ends a browser as a power switch would: no process gets to say anything. */
export async function kill(profile) {
  const found = await processes(profile.folder);
  assert.ok(found.length > 0, "there is a browser to end");
  for (const id of found) {
    try {
      process.kill(id, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
}

/** Adds customers until the page goes away; returns the names whose saving was confirmed. */
async function addUntilGone(page, prefix) {
  const confirmed = [];
  for (let count = 0; ; count += 1) {
    const name = `${prefix}-${count}`;
    try {
      await addCustomer(page, { name });
    } catch {
      return confirmed;
    }
    confirmed.push(name);
  }
}

/** Ends something in a stream of writes, again and again in one book: what was confirmed must be there. */
async function inAStream(engine, rounds, end, again) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  try {
    await open(profile.page, server.url);
    await startEmpty(profile.page);
    const confirmed = new Set();
    for (let round = 0; round < rounds; round += 1) {
      await go(profile.page, "#/customers");
      const adding = addUntilGone(profile.page, `round-${round}`);
      await new Promise((wait) => setTimeout(wait, 600 + Math.random() * 1_900));
      await end(profile);
      for (const name of await adding) confirmed.add(name);
      await again(profile);
      await profile.page.goto(`${server.url}#/customers`);
      found.tried += 1;
      const state = await outcome(profile.page);
      if (state !== "open") {
        found[state === "noticed" ? "noticed" : "lost"] += 1;
        found.details.push(`round ${round}: ${state}`);
        break;
      }
      const there = names(await exportBook(profile.page));
      const missing = [...confirmed].filter((name) => !there.includes(name));
      const unasked = there.filter((name) => !/^round-\d+-\d+$/.test(name));
      if (missing.length + unasked.length > 0 || new Set(there).size !== there.length) {
        found.lost += 1;
        found.details.push(`round ${round}: missing ${missing}, unasked ${unasked}`);
      } else {
        found.intact += 1;
      }
      // What was under way and is there all the same counts as confirmed from now on.
      there.forEach((name) => confirmed.add(name));
    }
    found.details.unshift(`${confirmed.size} customers written`);
  } finally {
    await profile.close().catch(() => {});
    await server.close();
  }
  return found;
}

/** `kill -9` of the whole browser in a stream of writes. */
export function killed(engine, rounds) {
  return inAStream(engine, rounds, kill, async (profile) => {
    await profile.context.close().catch(() => {});
    await profile.restart();
  });
}

/** A crash of the page in a stream of writes. */
export function crashed(engine, rounds) {
  const end = async (profile) => {
    const session = await profile.context.newCDPSession(profile.page);
    session.send("Page.crash").catch(() => {});
    await new Promise((wait) => setTimeout(wait, 300));
    await profile.page.close({ runBeforeUnload: false }).catch(() => {});
  };
  return inAStream(engine, rounds, end, async (profile) => {
    profile.page = await profile.context.newPage();
  });
}

/** Returns the files of the browser's databases that hold something. */
async function databaseFiles(folder) {
  const found = [];
  const walk = async (at) => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory()) await walk(file);
      else if ((await stat(file)).size > 64 && !/LOCK$|LOG(\.old)?$/.test(file)) found.push(file);
    }
  };
  if ((await readdir(folder)).includes("Default")) {
    await walk(path.join(folder, "Default", "IndexedDB"));
    return found;
  }
  // Firefox keeps all that an origin has in one folder.
  await walk(path.join(folder, "storage", "default"));
  return found.filter((file) => file.includes(`${path.sep}idb${path.sep}`) && !file.endsWith("-shm"));
}

/** Ways to damage a file. */
export const DAMAGES = {
  flipped: async (file) => {
    const { size } = await stat(file);
    const handle = await openFile(file, "r+");
    for (let count = 0; count < 16; count += 1) {
      const at = Math.floor(Math.random() * size);
      const byte = Buffer.alloc(1);
      await handle.read(byte, 0, 1, at);
      byte[0] ^= 1 << Math.floor(Math.random() * 8);
      await handle.write(byte, 0, 1, at);
    }
    await handle.close();
  },
  zeroed: async (file) => {
    const { size } = await stat(file);
    const blocks = Math.ceil(size / 4096);
    const at = Math.floor(Math.random() * blocks) * 4096;
    const handle = await openFile(file, "r+");
    await handle.write(Buffer.alloc(Math.min(4096, size - at)), 0, Math.min(4096, size - at), at);
    await handle.close();
  },
  truncated: async (file) => truncate(file, Math.floor(Math.random() * (await stat(file)).size)),
};

/** The customers that are added last, in this order. */
const LAST = ["云帆商贸", "北辰科技", "远山软件"];

/** Makes a profile with the sample, some changes and a snapshot, and returns what its export is. */
async function profileWithBook(engine, server) {
  const folder = await mkdtemp(path.join(tmpdir(), "wellkept-faults-"));
  const profile = await newProfile({ folder, ...ENGINES[engine] });
  await open(profile.page, server.url);
  await openSample(profile.page);
  await profile.page.reload();
  await ready(profile.page);
  await go(profile.page, "#/data/snapshots");
  await profile.page.getByRole("table", { name: "快照列表" }).waitFor();
  await go(profile.page, "#/customers");
  for (const name of LAST) await addCustomer(profile.page, { name });
  const book = await exportBook(profile.page);
  await profile.close();
  return { folder, book };
}

/** Damages one file of the stored book, each time in a fresh copy of the profile. */
export async function damaged(engine, how, rounds) {
  const found = result();
  const server = await startServer();
  const { folder, book } = await profileWithBook(engine, server);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const copy = await mkdtemp(path.join(tmpdir(), "wellkept-faults-"));
      await cp(folder, copy, { recursive: true });
      const files = await databaseFiles(copy);
      assert.ok(files.length > 0, "there is a database to damage");
      const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
      // The largest file holds the records: it is meant in most rounds.
      const largest = files[sizes.indexOf(Math.max(...sizes))];
      const file = round % 4 === 3 ? files[Math.floor(Math.random() * files.length)] : largest;
      await DAMAGES[how](file);
      const profile = await newProfile({ folder: copy, ...ENGINES[engine] });
      found.tried += 1;
      try {
        await examine(profile.page, server.url, book, found, `round ${round}, ${path.basename(file)}`);
      } finally {
        await profile.close();
        await rm(copy, { recursive: true, force: true, maxRetries: 5 });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await server.close();
  }
  return found;
}

/** Opens a damaged book: it is whole, or it is said that it is not and it can be mended. */
async function examine(page, url, book, found, where) {
  await page.goto(`${url}#/customers`);
  const state = await outcome(page);
  if (state === "open") {
    const there = await exportBook(page);
    const gone = LAST.filter((name) => !names(there).includes(name));
    const told = page.getByText(/最后保存的 \d+ 次修改不在本机存储里了/);
    if (there.equals(book)) found.intact += 1;
    else if (gone.join() === LAST.slice(-gone.length).join() && (await told.waitFor({ timeout: 5_000 }).then(() => true, () => false))) {
      // Whole, but as it was some changes ago: that is said.
      found.noticed += 1;
      found.recovered += 1;
      found.details.push(`${where}: told that ${gone.length} of the last 3 changes are lost`);
    } else lost(found, `${where}: opened, but is another book`);
    return;
  }
  if (state === "new") {
    found.lost += 1;
    found.details.push(`${where}: greeted as new`);
    return;
  }
  found.noticed += 1;
  await page.getByRole("button", { name: "从快照恢复" }).click();
  await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
  await page.getByRole("button", { name: "打开这本客户簿" }).click();
  await page.waitForURL(/#\/today$/);
  await go(page, "#/customers");
  const mended = await exportBook(page);
  // The snapshot has the sample; the three customers since then come from the log, where that can be read.
  const before = names(book).filter((name) => !names(mended).includes(name));
  if (before.every((name) => LAST.includes(name))) found.recovered += 1;
  found.details.push(`${where}: mended, ${before.length} of the last 3 changes lost`);
}

/** Makes the N-th write of the page fail, counted from now; `how` is "throw" or "abort". Runs in the page. */
function failing([n, how]) {
  let left = n;
  const kept = (window.__kept ??= Object.fromEntries(
    ["add", "put", "delete", "clear"].map((name) => [name, IDBObjectStore.prototype[name]]),
  ));
  for (const name of Object.keys(kept)) {
    IDBObjectStore.prototype[name] = function (...given) {
      left -= 1;
      if (left !== 0) return kept[name].apply(this, given);
      if (how === "throw") throw new DOMException("made to fail", "UnknownError");
      const request = kept[name].apply(this, given);
      this.transaction.abort();
      return request;
    };
  }
}

/** Fails each write of saving a customer in turn: the book is as it was before, or as it must be after. */
export async function failingWrites(engine) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  const { page } = profile;
  try {
    await open(page, server.url);
    await startEmpty(page);
    for (const how of ["throw", "abort"]) {
      for (let n = 1; ; n += 1) {
        await go(page, "#/customers");
        const before = await exportBook(page);
        await go(page, "#/customers");
        await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
        const name = `${how}-${n}`;
        await fill(page, { name });
        await page.evaluate(failing, [n, how]);
        await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
        const refused = dialog(page).getByRole("alert").first().waitFor().then(() => true);
        const saved = dialog(page).waitFor({ state: "detached" }).then(() => false);
        [refused, saved].forEach((each) => each.catch(() => {}));
        const failed = await Promise.any([refused, saved]);
        found.tried += 1;
        await page.reload();
        await ready(page);
        const after = await exportBook(page);
        if (!failed) {
          found.intact += Number(names(after).includes(name));
          found.lost += Number(!names(after).includes(name));
          break;
        }
        found.noticed += 1;
        if (after.equals(before)) found.recovered += 1;
        else {
          found.lost += 1;
          found.details.push(`${how} at write ${n}: something is half there`);
        }
      }
    }
  } finally {
    await profile.close();
    await server.close();
  }
  return found;
}

/** Fails each write of replacing the book by a file in turn: the book is the one before, or the one of the file. */
export async function failingReplacements(engine, ways = ["throw", "abort"]) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  const { page } = profile;
  try {
    await open(page, server.url);
    await openSample(page);
    const file = await exportBook(page);
    for (const how of ways) {
      for (let n = 1; ; n += 1) {
        const name = `${how}-${n}`;
        await go(page, "#/customers");
        await addCustomer(page, { name });
        const before = await exportBook(page);
        await go(page, "#/data/import");
        await importFiles(page, { name: "book.json", mimeType: "application/json", buffer: file });
        const replace = page.getByRole("button", { name: is("replaceBook") });
        await replace.waitFor();
        await page.evaluate(failing, [n, how]);
        await replace.click();
        const refused = page.getByRole("alert").first().waitFor().then(() => true);
        const replaced = todayList(page).waitFor().then(() => false);
        [refused, replaced].forEach((each) => each.catch(() => {}));
        const failed = await Promise.any([refused, replaced]);
        found.tried += 1;
        await page.reload();
        await ready(page);
        const after = await exportBook(page);
        if (!failed) {
          found.intact += Number(after.equals(file));
          found.lost += Number(!after.equals(file));
          break;
        }
        found.noticed += 1;
        if (after.equals(before)) found.recovered += 1;
        else {
          found.lost += 1;
          found.details.push(`${how} at write ${n}: neither the book before nor that of the file`);
        }
      }
    }
  } finally {
    await profile.close();
    await server.close();
  }
  return found;
}

/** Fails each write of bringing a book of an earlier version to the present one in turn; the next start has it all. */
export async function failingMigrations(engine, ways = ["throw", "abort"]) {
  const found = result();
  const server = await startServer();
  try {
    for (const how of ways) {
      for (let n = 1, failed = true; failed; n += 1) {
        const profile = await newProfile(ENGINES[engine]);
        try {
          // Not the app: it might see the book and bring it up to date before the other page does.
          await profile.page.goto(`${server.url}theme.js`);
          await store(profile.page, "store-3.json");
          const page = await profile.context.newPage();
          await profile.page.close();
          await page.addInitScript(failing, [n, how]);
          await page.goto(`${server.url}#/customers`);
          failed = (await outcome(page)) === "noticed";
          found.tried += 1;
          const again = await profile.context.newPage();
          await page.close();
          await again.goto(`${server.url}#/customers`);
          const opened = (await outcome(again)) === "open" ? names(await exportBook(again)).sort() : [];
          const isWhole = opened.join() === ["北辰科技", "云帆商贸"].sort().join();
          if (failed) found.noticed += 1;
          if (isWhole && failed) found.recovered += 1;
          else if (isWhole) found.intact += 1;
          else {
            found.lost += 1;
            found.details.push(`${how} at write ${n}: ${opened.join() || "no book"}`);
          }
        } finally {
          await profile.close();
        }
      }
    }
  } finally {
    await server.close();
  }
  return found;
}

/**
 * Fails each write of setting and of removing the lock in turn: the book opens as it was, in the open or with the
 * passphrase, and nothing is between.
 */
export async function failingLocks(engine, ways = ["throw", "abort"]) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  const { page } = profile;
  const pass = "fault round";
  const alter = (isLocked) =>
    isLocked
      ? alterLock(page, "lockRemove", { passphraseOld: pass }, "lockRemoveDo")
      : alterLock(page, "lockSet", { passphraseNew: pass, passphraseAgain: pass }, "lockDo");
  const exported = async (isLocked) => (isLocked ? (await exportAs(page, false)).buffer : exportBook(page));
  try {
    await open(page, server.url);
    await openSample(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data/snapshots");
    await page.getByRole("button", { name: "现在存一份快照" }).click();
    await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
    const before = await exportBook(page);
    let isLocked = false;
    for (const how of ways) {
      for (const wanted of [true, false]) {
        for (let n = 1; isLocked !== wanted; n += 1) {
          await go(page, "#/settings");
          await page.evaluate(failing, [n, how]);
          await alter(isLocked);
          const refused = dialog(page).getByRole("alert").first().waitFor().then(() => true);
          const done = dialog(page).waitFor({ state: "detached" }).then(() => false);
          [refused, done].forEach((each) => each.catch(() => {}));
          const failed = await Promise.any([refused, done]);
          found.tried += 1;
          await page.reload();
          const locks = page.getByRole("heading", { level: 1, name: is("locked") });
          const opens = page.getByRole("status").filter({ hasText: ZH.saved });
          await locks.or(opens).first().waitFor();
          isLocked = (await locks.count()) > 0;
          if (isLocked) await unlock(page, pass);
          const isWhole = (await exported(isLocked)).equals(before);
          await go(page, "#/data/snapshots");
          await page.getByRole("table", { name: "快照列表" }).getByRole("button").last().click();
          const snapshot = page.getByRole("button", { name: is("replaceBook") });
          await snapshot.or(page.getByRole("alert")).first().waitFor();
          const hasSnapshot = (await snapshot.count()) > 0;
          if (failed) found.noticed += 1;
          if (isWhole && hasSnapshot) found[failed ? "recovered" : "intact"] += 1;
          else {
            found.lost += 1;
            found.details.push(`${how} at write ${n}, ${wanted ? "on" : "off"}: book ${isWhole}, snapshot ${hasSnapshot}`);
          }
        }
      }
    }
  } finally {
    await profile.close();
    await server.close();
  }
  return found;
}

/** Room that is left on the disk, in bytes. */
export const ROOMS = [0, 40_000, 150_000, 500_000, 1_500_000];

/**
 * Leaves so much room and adds customers until there is none: the one that does not fit is refused and keeps its form,
 * all before it are there after a reload, the book can be exported, and with room again it goes on.
 */
export async function fullDisk(engine, rooms = ROOMS) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  const { page } = profile;
  try {
    await open(page, server.url);
    await startEmpty(page);
    const browser = await profile.context.newCDPSession(page);
    const leave = (quotaSize) => browser.send("Storage.overrideQuotaForOrigin", { origin: new URL(server.url).origin, quotaSize });
    for (const room of rooms) {
      const { usage } = await page.evaluate(() => navigator.storage.estimate());
      await leave(usage + room);
      const confirmed = [];
      let refused = false;
      for (let count = 0; !refused; count += 1) {
        await go(page, "#/customers");
        await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
        const name = `room-${room}-${count}`;
        await fill(page, { name, remark: "记".repeat(3_900) });
        await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
        const no = dialog(page).getByRole("alert").first().waitFor().then(() => true);
        const yes = dialog(page).waitFor({ state: "detached" }).then(() => false);
        [no, yes].forEach((each) => each.catch(() => {}));
        refused = await Promise.any([no, yes]);
        if (refused) assert.equal(await dialog(page).getByRole("textbox", { name: is("name") }).inputValue(), name, "the form is kept");
        else confirmed.push(name);
      }
      found.tried += 1;
      found.noticed += 1;
      await page.reload();
      await ready(page);
      const there = names(await exportBook(page)).filter((name) => name.startsWith(`room-${room}-`));
      await leave(undefined);
      await go(page, "#/customers");
      await addCustomer(page, { name: `again-${room}` });
      if (there.sort().join() === confirmed.sort().join()) found.recovered += 1;
      else {
        found.lost += 1;
        found.details.push(`with room for ${room} bytes: confirmed ${confirmed.join()}, there ${there.join()}`);
      }
      found.details.push(`${room} bytes of room: ${confirmed.length} customers fitted`);
    }
  } finally {
    await profile.close();
    await server.close();
  }
  return found;
}

/** Zones of every sort: far east and west, by halves and quarters of an hour, with and without summer time. */
export const ZONES = [
  "Pacific/Kiritimati", "America/New_York", "Europe/London", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe",
  "Pacific/Pago_Pago", "Pacific/Chatham", "Asia/Kolkata", "Europe/Berlin", "America/Los_Angeles", "America/Sao_Paulo",
  "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "America/Caracas", "America/Halifax", "America/Havana",
  "America/Santiago", "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jerusalem", "Asia/Kabul", "Asia/Tehran", "Asia/Tokyo",
  "Asia/Urumqi", "Asia/Yangon", "Atlantic/Azores", "Australia/Adelaide", "Europe/Moscow",
];

/** Moments around which clocks change somewhere, or a day ends in Shanghai and begins elsewhere. */
const MOMENTS = ["2026-03-08T09:59:30Z", "2026-03-29T00:59:30Z", "2026-10-25T00:59:30Z", "2026-11-01T05:59:30Z", "2026-12-31T15:59:30Z"];

/** Opens one book on devices in other zones: the days of the book are those of its own zone, wherever it is read. */
export async function elsewhere(engine, zones = ZONES) {
  const found = result();
  const server = await startServer();
  const profile = await newProfile(ENGINES[engine]);
  try {
    const look = async (zone, moment) => {
      // The zone is the browser's: it starts again in the other one, on the same profile.
      await profile.restart({ timezone: zone });
      const { page } = profile;
      await page.clock.setSystemTime(moment);
      await open(page, server.url, "#/today");
      await todayList(page).waitFor();
      const list = await page.getByRole("main").innerText();
      return [list, (await exportBook(page)).toString("base64")];
    };
    await profile.page.clock.setSystemTime(MOMENTS[0]);
    await open(profile.page, server.url);
    await openSample(profile.page);
    const home = new Map();
    for (const moment of MOMENTS) home.set(moment, await look("Asia/Shanghai", moment));
    for (const [nth, zone] of zones.entries()) {
      const moment = MOMENTS[nth % MOMENTS.length];
      const [list, book] = await look(zone, moment);
      const [wantedList, wantedBook] = home.get(moment);
      found.tried += 1;
      if (list === wantedList && book === wantedBook) found.intact += 1;
      else {
        found.lost += 1;
        found.details.push(`${zone} at ${moment}: ${book === wantedBook ? "another list" : "another book"}`);
      }
    }
  } finally {
    await profile.close();
    await server.close();
  }
  return found;
}
