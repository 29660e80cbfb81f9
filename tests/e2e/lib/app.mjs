// The app as a user meets it: how to open it, where its screens are, how to get data in.
// Everything is found by role and label, in either language; a change of words is mended here only.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { newProfile, watchConsole, watchRequests } from "./browser.mjs";
import { serve } from "./serve.mjs";

export { axe, newProfile, watchBytes, watchConsole, watchRequests } from "./browser.mjs";

/** The folder of the built app, and the one for results. */
export const DIST = process.env.WELLKEPT_DIST ?? path.resolve("dist");
export const TARGET = process.env.WELLKEPT_TARGET ?? path.resolve("target");

/** The routes of the screens; the checks that hold everywhere visit each of them. */
export const SCREENS = ["#/"];

export const THEMES = ["light", "dark"];
export const LANGUAGES = ["zh-CN", "en"];
export const WIDTHS = [1440, 768, 390];

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
 * Options: those of `newProfile`, and `base` for the path under which the app is served.
 */
export async function launch({ base, ...options } = {}) {
  const server = await startServer({ base });
  const profile = await newProfile(options).catch(async (error) => {
    await server.close();
    throw error;
  });
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
  await ready(page);
}

/** Waits until the app shows something and nothing on it says that it is busy. */
export async function ready(page) {
  await page.waitForFunction(
    () => document.body.innerText.trim() !== "" && !document.querySelector('[aria-busy="true"]'),
  );
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

/** Takes pictures of the present screen at every width, in both themes and languages, to target/shots. */
export async function shots(page, name, { widths = WIDTHS, themes = THEMES, languages = LANGUAGES } = {}) {
  const folder = path.join(TARGET, "shots");
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const theme of themes) {
    for (const language of languages) {
      await prefer(page, { theme, language });
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        const file = path.join(folder, `${name}-${width}-${theme}-${language.slice(0, 2)}.png`);
        // Hiding the caret would need a style element, which the page's policy forbids.
        await page.screenshot({ path: file, caret: "initial" });
      }
    }
  }
  if (before) await page.setViewportSize(before);
}

/** Gives files to the file input with that label (a text or a pattern), or to the only one there is. */
export async function importFiles(page, files, label) {
  const input = label ? page.getByLabel(label) : page.locator('input[type="file"]').first();
  await input.setInputFiles(files);
}

/** Where the benchmark looks; the routes and places of the app as it stands. */
export const PLACES = {
  today: "#/",
  customers: "#/customers",
  todayRow: "main tbody tr, main [role='row'] [role='gridcell'], main [role='listitem'], main ol > li",
  customerList: "main",
  status: "[role='status']",
};

/** Reads a whole book into a fresh profile, through the page as a user would, and waits for Today. */
export async function importBook(page, file, timeout = 600_000) {
  await importFiles(page, [file]);
  const confirm = page.getByRole("button", { name: /^(确认导入|导入|Import)/ });
  const row = page.locator(PLACES.todayRow).first();
  await confirm.or(row).first().waitFor({ timeout });
  if (await confirm.first().isVisible()) await confirm.first().click();
  await page.goto(new URL(PLACES.today, page.url()).href);
  await row.waitFor({ timeout });
}

/** Puts the caret into the search field of the present screen. */
export async function focusSearch(page) {
  await page.getByRole("searchbox").first().click();
}

/** Opens the form for a contact from the first row of Today and fills it; Enter then saves it. */
export async function fillRecord(page, note) {
  await page.getByRole("main").getByRole("button", { name: /记录|Record/ }).first().click();
  const form = page.getByRole("dialog").or(page.getByRole("form")).first();
  await form.getByRole("textbox", { name: /内容|摘要|Summary|Content|Notes?/ }).first().fill(note);
  await form.getByRole("textbox").first().focus();
}

/** What the screen says once a change is on disk. */
export const SAVED = /已保存|Saved/;
