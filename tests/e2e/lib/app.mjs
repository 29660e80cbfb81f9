// The app as a user meets it: how to open it, where its screens are, how to get data in.
// Everything is found by role and label, in either language; a change of words is mended here only.

import assert from "node:assert/strict";
import path from "node:path";
import { newContext, watchConsole, watchRequests } from "./browser.mjs";
import { serve } from "./serve.mjs";
import { begins, holds, is } from "./words.mjs";

export { axe, newProfile, watchBytes, watchConsole, watchRequests } from "./browser.mjs";
export { begins, holds, is, wordsOf, ZH } from "./words.mjs";

/** The folder of the built app, and the one for results. */
export const DIST = process.env.WELLKEPT_DIST ?? path.resolve("dist");
export const TARGET = process.env.WELLKEPT_TARGET ?? path.resolve("target");

/** The routes of the screens; the checks that hold everywhere visit each of them. */
export const SCREENS = [
  "#/today", "#/customers", "#/needs", "#/work", "#/lists/contacts", "#/lists/orders", "#/lists/records", "#/lists/actions", "#/lists/needs", "#/tiers", "#/cadence", "#/data", "#/data/import", "#/data/export", "#/data/history", "#/data/snapshots", "#/paper/base-info", "#/paper/master-data", "#/settings",
];

export const THEMES = ["light", "dark"];
export const LANGUAGES = ["zh-CN", "en"];
export const WIDTHS = [1440, 768, 390];

/** How long a test waits for what must come, in milliseconds. */
const WAITS_FOR = 12_000;

const PREFERENCES = "wellkept.preferences";

/** Serves the built app; options as for `serve`. */
export function startServer(options) {
  return serve(DIST, options);
}

/**
 * Serves the app, starts a browser with a fresh profile, watches both.
 *
 * Returns { server, url, profile, page, foreign, problems, open, assertClean, close }: `foreign` lists
 * requests that left the origin, `problems` what the console and the policy complained about.
 * Options: those of `newProfile`, `base` for the path under which the app is served, and `outlives` for a
 * profile that can be restarted.
 */
export async function launch({ base, ...options } = {}) {
  const server = await startServer({ base });
  const profile = await newContext(options).catch(async (error) => {
    await server.close();
    throw error;
  });
  profile.context.setDefaultTimeout(WAITS_FOR);
  const foreign = watchRequests(profile.context, server.origin);
  const problems = await watchConsole(profile.context);
  return {
    server,
    url: server.url,
    profile,
    page: profile.page,
    foreign,
    problems,
    open: (hash) => open(profile.page, server.url, hash),
    assertClean() {
      const found = [...problems, ...foreign.map((address) => `foreign request: ${address}`)];
      if (found.length > 0) throw new Error(`the page is not clean:\n${found.join("\n")}`);
    },
    async close() {
      await profile.close();
      await server.close();
    },
  };
}

/** Runs `work` with a launched app and closes it whatever happens. */
export async function withApp(work, options) {
  const app = await launch(options);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Opens a screen by its route and waits until it stands. */
export async function open(page, url, hash = "") {
  await page.goto(url + hash);
  await drawn(page);
  await ready(page);
}

/** Waits until what was just asked for has been drawn and moves no more: a change behind `#` loads nothing. */
export async function drawn(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    // Looked at again and again: an animation that is taken over by another never says that it has finished.
    const isMoving = (each) => each.playState === "running" && each.effect.getComputedTiming().endTime !== Infinity;
    do await frame();
    while (document.getAnimations().some(isMoving));
  });
}

/** Waits until a screen stands: the frame of an open book, the welcome, or why there is neither. */
export async function ready(page) {
  const main = page.getByRole("main");
  const stands = main.getByRole("heading").or(main.getByRole("alert")).or(main.getByRole("link", { name: is("goToday") }));
  await stands.first().waitFor();
  // Its first lines may be shown before the book is read.
  await page.locator('main[aria-busy="true"]').waitFor({ state: "detached" });
}

/** Sets theme or language as a returning user has them, and loads the page again. */
export async function prefer(page, preferences) {
  await page.evaluate(
    ([key, wanted]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
      localStorage.setItem(key, JSON.stringify({ ...kept, ...wanted }));
    },
    [PREFERENCES, preferences],
  );
  await page.reload();
  await ready(page);
}

/** Gives a file to the import page: a path, or { name, mimeType, buffer }. */
export async function importFiles(page, files) {
  await page.getByLabel(is("dropFile")).setInputFiles(files);
}

/** Goes to a screen of the open app by its address, without loading the page again. */
export async function go(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await drawn(page);
  await ready(page);
}

/** Begins with the invented customers, from the welcome. */
export async function openSample(page) {
  await page.getByRole("button", { name: is("openSample") }).click();
  await todayList(page).waitFor();
  await saved(page);
}

/** Begins with nothing, from the welcome. */
export async function startEmpty(page) {
  await page.getByRole("button", { name: is("startEmpty") }).click();
  await page.getByText(is("noCustomers")).waitFor();
}

/** The list of Today. */
export function todayList(page) {
  return page.getByRole("grid", { name: is("todayList") });
}

/** The row with that text in the list of Today or of customers, or the row at that place. */
export function row(page, which) {
  const rows = page.getByRole("main").getByRole("grid").getByRole("row").filter({ has: page.getByRole("gridcell") });
  return typeof which === "number" ? rows.nth(which) : rows.filter({ hasText: which });
}

/** A button above a list that chooses what the list shows: a group of Today, a tier, a fate. */
export function chip(page, key) {
  return page.getByRole("main").locator("button[aria-pressed]").filter({ hasText: begins(key) }).first();
}

/** The numbers on those buttons, by key. */
export async function counts(page, keys) {
  const found = {};
  for (const key of keys) found[key] = Number((await chip(page, key).innerText()).match(/\d+$/)?.[0]);
  return found;
}

/** The groups of Today, in their order. */
export const GROUPS = ["toDo", "overdue", "due", "firstContact", "openEarly", "notYet"];
/** What can become of a row, in its order. */
export const FATES = ["fateNew", "fateUpdate", "fateSame", "fateError"];

/** The open form or question. */
export function dialog(page) {
  return page.getByRole("dialog");
}

/** Opens the parts of the form that are folded away. */
export async function unfold(page) {
  await dialog(page)
    .locator("details:not([open]) > summary")
    .evaluateAll((lines) => lines.forEach((line) => line.click()));
}

/** Fills fields of the open form by the keys of their labels; a number for a rating chooses it. */
export async function fill(page, values) {
  await dialog(page).waitFor();
  await unfold(page);
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "number") {
      const rating = dialog(page).getByRole("group", { name: is(key) }).getByRole("radio", { name: new RegExp(`^${value}`) });
      await rating.check({ force: true });
      continue;
    }
    const field = labelled(page, key);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** The field with that label in the open form. */
export function labelled(page, key) {
  return dialog(page)
    .getByRole("textbox", { name: begins(key) })
    .or(dialog(page).getByRole("combobox", { name: begins(key) }))
    .or(dialog(page).getByLabel(begins(key)).and(page.locator('input[type="date"], input[type="time"]')))
    .first();
}

/** Saves the open form and waits until it is gone and on the disk. */
export async function save(page) {
  await dialog(page).getByRole("button", { name: is("save") }).click();
  await dialog(page).waitFor({ state: "detached" });
  await saved(page);
}

/** Presses save in a form that must not go away. */
export async function saveInVain(page) {
  await dialog(page).getByRole("button", { name: is("save") }).click();
  await dialog(page).getByRole("alert").first().waitFor();
}

/** The words of the error at a field, through the link that a reader follows. */
export async function errorAt(page, key) {
  const field = labelled(page, key);
  assert.equal(await field.getAttribute("aria-invalid"), "true", `${key} is not marked`);
  const [error] = (await field.getAttribute("aria-describedby")).split(" ");
  return page.locator(`id=${error}`).innerText();
}

/** Waits until everything is on the disk. */
export async function saved(page) {
  await page.getByRole("status").and(page.locator(":not([aria-busy=true])")).filter({ hasText: holds("saved") }).first().waitFor();
}

/** Adds a customer by the form; values as for `fill`. */
export async function addCustomer(page, values) {
  await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
  await fill(page, values);
  await save(page);
}

/** Opens the page of a customer, found by the search. */
export async function openCustomer(page, name) {
  const search = page.getByRole("searchbox");
  await search.fill(name);
  const link = page.getByRole("grid", { name: is("customerList") }).getByRole("link", { name, exact: true }).first();
  const address = await link.getAttribute("href");
  await search.fill("");
  await go(page, address);
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** Adds an order on the open customer's page. */
export async function addOrder(page, values) {
  await page.getByRole("button", { name: is("addOrder") }).click();
  await fill(page, values);
  await save(page);
}

/** Records a contact on the open customer's page; `channel` is the key of one. */
export async function recordContact(page, { channel, ...values }) {
  await openRecord(page, { channel, ...values });
  await save(page);
}

/** Opens the record form of the open customer's page and fills it. */
export async function openRecord(page, { channel, ...values }) {
  await page.getByRole("main").getByRole("button", { name: is("record") }).click();
  if (channel) await dialog(page).getByRole("radio", { name: is(channel) }).check({ force: true });
  await fill(page, values);
}

/** Takes the last change back by the button at the top. */
export async function undo(page) {
  const button = page.getByRole("banner").getByRole("button", { name: begins("undo") });
  // The button says what it takes back: once that is done, it says something else.
  const says = (await button.getAttribute("aria-label")) ?? (await button.innerText());
  await button.click();
  await page.getByRole("banner").getByRole("button", { name: says, exact: true }).waitFor({ state: "detached" });
  await saved(page);
}

/** The section of a page with that heading. */
export function section(page, key) {
  return page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: is(key) }) });
}

/** Exports the book as JSON and returns its bytes. */
export async function exportBook(page) {
  await go(page, "#/data");
  return (await downloaded(page, () => page.getByRole("button", { name: is("exportBook") }).click())).buffer;
}

/** Does something that gives the user a file, and returns its name and bytes. */
export async function downloaded(page, work, timeout) {
  const coming = page.waitForEvent("download", { timeout });
  // Where the work itself fails, that is what is told.
  coming.catch(() => {});
  await work();
  const download = await coming;
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return { name: download.suggestedFilename(), buffer: Buffer.concat(parts) };
}

/** A day of the book's zone, so many days from today, as 2026-11-21. */
export function dayFromNow(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return day.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/** Where the benchmark looks; the routes and places of the app as it stands. */
export const PLACES = {
  today: "#/today",
  customers: "#/customers",
  todayRow: "main [role='grid'] [role='row'] [role='gridcell']",
  customerList: "main",
  status: "header [role='status']",
};

/** Reads a whole book into a fresh profile, through the page as a user would, and waits for Today. */
export async function importBook(page, file, timeout = 600_000) {
  await go(page, "#/data/import");
  await importFiles(page, file);
  const confirm = page.getByRole("button", { name: is("openBook") }).or(page.getByRole("button", { name: is("replaceBook") }));
  await confirm.first().waitFor({ timeout });
  await confirm.first().click();
  await todayList(page).waitFor({ timeout });
}

/** Puts the caret into the search field. */
export async function focusSearch(page) {
  await page.getByRole("searchbox").click();
}

/** Opens the record form of the first row of Today and fills it; Ctrl+Enter then saves it. */
export async function fillRecord(page, note) {
  await row(page, 0).getByRole("button", { name: begins("recordShort") }).click();
  await labelled(page, "summary").fill(note);
  const reason = dialog(page).getByRole("combobox", { name: begins("capReason") });
  if (await reason.isVisible()) await reason.selectOption({ index: 1 });
  await labelled(page, "summary").focus();
}

/** The key that saves a form. */
export const SAVE_KEY = "Control+Enter";

/** What the screen says once a change is on disk. */
export const SAVED = holds("saved");
