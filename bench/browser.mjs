// The browser's part of `cargo xtask bench`: node bench/browser.mjs <report.json> <customers>=<book.json> …
//
// `engines` names the folder of the engines, `long` a book whose customers have 500 interactions. For each other: a fresh profile, the book read in through the page, then the times a user feels.
// The app is served with brotli, as a good host does. Figures are medians unless the name says otherwise.

import { writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as app from "../tests/e2e/lib/app.mjs";
import { files } from "./files.mjs";
import { floor } from "./floor.mjs";
import { locked } from "./locked.mjs";
import { firstPainted, keyToPaint, noteFirst, quantile } from "../tests/e2e/lib/clock.mjs";

const COLD_STARTS = 3;
const RELOADS = 5;
const SEARCHES = 4;
const SORTS = 3;
const RECORDS = 10;
const ENGINE_RUNS = 5;
/** How long the page waits before it keeps the first lines of Today and of the next days, and some more. */
const KEPT_AFTER = 30_000;
const ENGINE_CUSTOMERS = 100_000;

const [reportFile, ...books] = process.argv.slice(2);
const figures = [];
let browser = "";

/** Notes a figure and shows it. */
function note(name, size, value, unit) {
  figures.push({ name: `browser/${name}`, size, value, unit });
  console.log(`  ${name}${size ? ` at ${size}` : ""}: ${value.toFixed(1)} ${unit}`);
}

/** Notes the median, and the 95th percentile where there are enough samples for one. */
function noteAll(name, size, samples) {
  if (samples.length === 0) throw new Error(`${name} at ${size}: nothing could be measured, see tests/e2e/lib/app.mjs`);
  note(name, size, quantile(samples, 0.5), "ms");
  if (samples.length >= 10) note(`${name}_p95`, size, quantile(samples, 0.95), "ms");
}

/** Bytes over the wire of a first visit with nothing kept. */
async function firstVisit(server) {
  const profile = await app.newProfile();
  try {
    browser = profile.context.browser()?.version() ?? (await profile.page.evaluate(() => navigator.userAgent));
    const bytes = await app.watchBytes(profile.page);
    await app.open(profile.page, server.url);
    await profile.page.waitForLoadState("networkidle");
    note("first_visit_transferred", null, bytes.total(), "bytes");
  } finally {
    await profile.close();
  }
}

/**
 * From navigation to the first row of Today and to the whole book worked out: after a start of the browser, as it was
 * left, on the next day, and on one so much later that nothing is kept of it; and after a reload.
 */
async function today(profile, server, size) {
  const start = async (days) => {
    await profile.restart();
    if (days > 0) await profile.context.addInitScript(laterBy, days * 86_400_000);
    await noteFirst(profile.context, app.PLACES.todayRow);
    await profile.page.goto(server.url + app.PLACES.today);
    const first = await firstPainted(profile.page);
    await app.ready(profile.page);
    return [first, await profile.page.evaluate(() => performance.now())];
  };
  const cold = [];
  const morning = [];
  const another = [];
  for (let run = 0; run < COLD_STARTS; run += 1) {
    // The lines of this day and of the next are kept once nothing happens.
    await start(0);
    await profile.page.waitForTimeout(KEPT_AFTER);
    cold.push(await start(0));
    morning.push(await start(1));
    another.push(await start(run + 10));
  }
  noteAll("today_first_row", size, cold.map(([first]) => first));
  noteAll("today_first_row_next_day", size, morning.map(([first]) => first));
  noteAll("today_first_row_another_day", size, another.map(([first]) => first));
  noteAll("book_ready", size, another.map(([, ready]) => ready));
  const warm = [];
  await start(0);
  await profile.page.waitForTimeout(KEPT_AFTER);
  for (let run = 0; run < RELOADS; run += 1) {
    await profile.page.reload();
    warm.push(await firstPainted(profile.page));
    await app.ready(profile.page);
  }
  noteAll("today_first_row_reload", size, warm);
}

/** Makes the clock of a page go so many milliseconds ahead. */
function laterBy(ahead) {
  const Now = Date;
  globalThis.Date = class extends Now {
    constructor(...given) {
      super(...(given.length > 0 ? given : [Now.now() + ahead]));
    }
    static now() {
      return Now.now() + ahead;
    }
  };
}

/** Keeps hold of the memories of WebAssembly that a page makes. */
function holdMemories() {
  window.__memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await make.apply(WebAssembly, given);
      const found = Object.values((made.instance ?? made).exports).filter((each) => each instanceof WebAssembly.Memory);
      found.forEach((each) => window.__memories.add(each));
      return made;
    };
  }
}

/** What the page takes, as browsers measure it themselves, and the memory of WebAssembly that they leave out. */
async function memory(page, size) {
  await page.addInitScript(holdMemories);
  await page.reload();
  await app.ready(page);
  await page.waitForTimeout(KEPT_AFTER);
  const own = await page.evaluate(() => [...window.__memories].reduce((sum, each) => sum + each.buffer.byteLength, 0));
  note("memory_of_webassembly", size, own, "bytes");
  const bytes = await page.evaluate(() => performance.measureUserAgentSpecificMemory().then((found) => found.bytes));
  note("memory", size, bytes, "bytes");
}

/** From the press on the button to the JSON book, made with its checksum; and to its lying among the user's files. */
async function exported(page, server, size) {
  await app.open(page, server.url, "#/data");
  const start = performance.now();
  const coming = page.waitForEvent("download", { timeout: 600_000 });
  await page.getByRole("button", { name: app.is("exportBook") }).click();
  const download = await coming;
  note("export_book", size, performance.now() - start, "ms");
  await download.path();
  note("export_book_on_disk", size, performance.now() - start, "ms");
}

/** From a keystroke in the search field of Customers to the list painted. */
async function search(page, server, size) {
  await app.open(page, server.url, app.PLACES.customers);
  await app.focusSearch(page);
  const samples = [];
  for (let run = 0; run < SEARCHES; run += 1) {
    for (const key of ["1", "0", "2", "Backspace", "Backspace", "Backspace"]) {
      const time = await keyToPaint(page, key, app.PLACES.customerList);
      // A letter that changes nothing on the screen has no time.
      if (time !== null) samples.push(time);
    }
  }
  noteAll("search_keystroke", size, samples);
}

/** From a press on a heading to the list painted in another order. */
async function sort(page, server, size) {
  await app.open(page, server.url, app.PLACES.customers);
  const samples = [];
  for (let run = 0; run < SORTS; run += 1) {
    for (const place of [3, 6, 9]) {
      await page.locator(".rows-head button").nth(place - 1).focus();
      const time = await keyToPaint(page, "Enter", app.PLACES.customerList);
      if (time !== null) samples.push(time);
    }
  }
  noteAll("list_sorted", size, samples);
}

/** From a keystroke in the palette to what it finds painted, and from the last one to the first words that were said. */
async function palette(page, server, size) {
  await app.open(page, server.url, app.PLACES.today);
  const samples = [];
  const said = [];
  for (let run = 0; run < SEARCHES; run += 1) {
    await page.keyboard.press("Control+k");
    await app.dialog(page).getByRole("option").first().waitFor();
    for (const key of ["k", "e", "j", "i"]) {
      // What was said is looked for after that, in steps.
      const time = await keyToPaint(page, key, "[role=listbox]", /./);
      if (time !== null) samples.push(time);
    }
    const field = app.dialog(page).getByRole("combobox");
    await field.fill("");
    const start = performance.now();
    await field.fill("交付");
    await app.dialog(page).getByText(/说过的话|What was said/).first().waitFor();
    said.push(performance.now() - start);
    await page.keyboard.press("Escape");
    await app.dialog(page).waitFor({ state: "detached" });
  }
  noteAll("palette_keystroke", size, samples);
  noteAll("said_first", size, said);
}

/** Frames while a list is scrolled: the 95th percentile of their length, and how many rows it has. */
async function scroll(page, server, size, place, name) {
  await app.open(page, server.url, place);
  const list = page.locator(".rows");
  await list.locator(".row").first().waitFor();
  note(`${name}_rows`, size, Number(await list.getAttribute("aria-rowcount")), "rows");
  // A quick turn of the wheel, and a list that is thrown.
  for (const [how, step] of [["scroll", 120], ["throw", 400]]) {
    const frames = await page.evaluate(async (step) => {
      const list = document.querySelector(".rows");
      list.scrollTop = 0;
      const times = [];
      let before = await new Promise(requestAnimationFrame);
      for (let count = 0; count < 120; count += 1) {
        list.scrollTop += step;
        const now = await new Promise(requestAnimationFrame);
        times.push(now - before);
        before = now;
      }
      return times;
    }, step);
    note(`${name}_${how}_frame_p95`, size, quantile(frames, 0.95), "ms");
  }
}

/** Records contacts right after the start. */
async function record(page, server, size) {
  await page.addInitScript(noteCommits);
  await app.open(page, server.url, app.PLACES.today);
  await page.reload();
  await app.ready(page);
  await saved(page, size, "record");
}

/** From Ctrl+Enter in the form to the word that the record is on disk. */
async function saved(page, size, name) {
  const samples = [];
  for (let run = 0; run < RECORDS; run += 1) {
    await app.fillRecord(page, `benchmark ${run}`);
    // Nobody presses the key while the form is still sliding in.
    await app.drawn(page);
    const time = await keyToPaint(page, app.SAVE_KEY, app.PLACES.status, app.SAVED);
    if (time !== null) samples.push(time);
    await app.dialog(page).waitFor({ state: "detached" });
  }
  noteAll(`${name}_saved`, size, samples);
  noteAll(`${name}_commit`, size, await page.evaluate(() => window.__commits));
}

/** One edit of a tenth of the customers, from Ctrl+Enter to the word that it is on disk; then taken back by one key. */
async function bulk(page, server, size) {
  await app.open(page, server.url, app.PLACES.customers);
  await app.focusSearch(page);
  await page.keyboard.type("物流");
  await app.drawn(page);
  await page.locator(".rows-head").getByRole("checkbox").check();
  await page.getByRole("button", { name: app.is("bulkEdit") }).click();
  const title = await app.dialog(page).getByRole("heading").first().innerText();
  note("bulk_edit_customers", size, Number(title.match(/\d+/)[0]), "customers");
  await app.dialog(page).getByRole("textbox").first().fill("年会名单");
  await app.dialog(page).getByRole("status").first().waitFor();
  note("bulk_edit", size, await keyToPaint(page, app.SAVE_KEY, app.PLACES.status, app.SAVED), "ms");
  await app.dialog(page).waitFor({ state: "detached" });
  note("bulk_edit_undone", size, await keyToPaint(page, "Control+z", app.PLACES.status, app.SAVED), "ms");
}

/** Notes how long each writing of the log takes, from the beginning of its transaction to its end. */
function noteCommits() {
  window.__commits = [];
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    const start = performance.now();
    const transaction = begin.call(this, stores, mode, ...rest);
    if (mode === "readwrite" && [...stores].includes("log")) {
      transaction.addEventListener("complete", () => window.__commits.push(performance.now() - start));
    }
    return transaction;
  };
}

/**
 * 分级: from the key that completes a draft to its rehearsal painted, and from the choice of a past day to everybody's
 * tiers on it beside today's; with the longest that either kept the page from answering.
 */
async function tiers(page, server, size) {
  await app.open(page, server.url, "#/tiers");
  const longest = () => page.evaluate(() => Math.max(0, ...window.__long.splice(0)));
  await page.evaluate(() => {
    window.__long = [];
    new PerformanceObserver((list) => window.__long.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: "longtask" });
  });
  const past = [];
  for (const name of [/^3 个月前|^Three months ago/, /^1 年前|^A year ago/, /^1 个月前|^A month ago/]) {
    await page.getByRole("button", { name }).focus();
    past.push(await keyToPaint(page, "Enter", '[role="status"]', /在册|were there/));
  }
  noteAll("past_day", size, past.filter((time) => time !== null));
  note("past_day_longest_task", size, await longest(), "ms");
  await page.getByRole("button", { name: /^编辑方案|^Edit schemes/ }).click();
  const told = page.getByRole("status").filter({ hasText: /次等级变动|moves in all/ });
  await told.waitFor();
  const weights = page.getByRole("textbox", { name: /的权重（%）|^Weight of/ });
  const rehearsed = [];
  await longest();
  for (const [one, other] of [["20", "20"], ["30", "10"], ["25", "15"]]) {
    await weights.nth(0).fill(one);
    await weights.nth(0).blur();
    await weights.nth(1).fill(other);
    rehearsed.push(await keyToPaint(page, "Tab", '[role="status"]', /次等级变动|moves in all/));
  }
  noteAll("rehearsal", size, rehearsed.filter((time) => time !== null));
  note("rehearsal_longest_task", size, await longest(), "ms");
}

/**
 * The engines by themselves, without the app around them (examples/engines.rs, in `folder`): the tiers of every
 * customer in every scheme, and every obligation.
 */
async function engines(server, size, folder) {
  const profile = await app.newProfile();
  try {
    await app.open(profile.page, server.url);
    await profile.page.route("**/engines/*", (route) => {
      const name = path.basename(new URL(route.request().url()).pathname);
      return route.fulfill({ path: path.join(folder, name), contentType: name.endsWith(".js") ? "text/javascript" : "application/wasm" });
    });
    const times = await profile.page.evaluate(async ({ size, runs }) => {
      const module = await import(new URL("engines/engines.js", location.href).href);
      await module.default();
      const engines = module.Engines.of(size);
      const took = (work) => {
        const start = performance.now();
        if (work() === 0) throw new Error("nobody has a tier, or nothing is due");
        return performance.now() - start;
      };
      const names = ["all_schemes", "all_schemes_ranked", "obligations", "obligations_of_one"];
      return names.map((name) => [name, Array.from({ length: runs }, () => took(() => engines[name]()))]);
    }, { size, runs: ENGINE_RUNS });
    for (const [name, samples] of times) noteAll(`engines_${name}`, size, samples);
  } finally {
    await profile.close();
  }
}

/** From a press on a customer of 500 interactions to its page painted, and the frames while that page is scrolled. */
async function longCustomers(server, file) {
  const profile = await app.newProfile();
  try {
    const { page } = profile;
    await app.open(page, server.url);
    await app.importBook(page, file);
    const samples = [];
    for (let run = 0; run < RECORDS; run += 1) {
      await app.go(page, app.PLACES.customers);
      await app.row(page, run).getByRole("link").first().focus();
      const time = await keyToPaint(page, "Enter", "main");
      if (time !== null) samples.push(time);
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
    noteAll("customer_of_500_opened", null, samples);
    const frames = await page.evaluate(async () => {
      const times = [];
      let before = await new Promise(requestAnimationFrame);
      for (let step = 0; step < 60; step += 1) {
        scrollBy(0, 120);
        document.querySelector("main").scrollBy(0, 120);
        const now = await new Promise(requestAnimationFrame);
        times.push(now - before);
        before = now;
      }
      return times;
    });
    note("customer_of_500_scroll_frame_p95", null, quantile(frames, 0.95), "ms");
  } finally {
    await profile.close();
  }
}

async function measure(server, size, file) {
  const profile = await app.newProfile();
  try {
    await app.open(profile.page, server.url);
    const start = performance.now();
    await app.importBook(profile.page, file);
    note("import_book", size, performance.now() - start, "ms");
    await floor(note, size, file);
    await today(profile, server, size);
    await memory(profile.page, size);
    await search(profile.page, server, size);
    await sort(profile.page, server, size);
    await scroll(profile.page, server, size, app.PLACES.customers, "list");
    await scroll(profile.page, server, size, app.PLACES.today, "today");
    await palette(profile.page, server, size);
    await record(profile.page, server, size);
    await bulk(profile.page, server, size);
    await tiers(profile.page, server, size);
    await exported(profile.page, server, size);
    await locked(profile.page, server, size, note);
    await app.go(profile.page, app.PLACES.today);
    await saved(profile.page, size, "locked_record");
  } finally {
    await profile.close();
  }
}

/** Writes what was measured so far, with the machine it was measured on. */
async function report() {
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    processor: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.cpus().length,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    browser,
    node: process.version,
  };
  await writeFile(reportFile, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}

const server = await app.startServer({ compress: true, isolated: true });
try {
  await firstVisit(server);
  for (const book of books) {
    const [size, ...file] = book.split("=");
    if (size === "engines") await engines(server, ENGINE_CUSTOMERS, file.join("="));
    else if (size === "long") await longCustomers(server, file.join("="));
    else await measure(server, Number(size), file.join("="));
  }
  await files(server, note);
} finally {
  await report();
  await server.close();
}
