// Pictures of every screen and form, at every width, in both themes and languages: node tests/e2e/lib/gallery.mjs
// They go to target/shots/<name>-<width>-<theme>-<language>.png. This is for the eye, not a test.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  addCustomer, drawn, go, importFiles, LANGUAGES, launch, openSample, prefer, saved, SCREENS, startEmpty, TARGET, THEMES, WIDTHS,
} from "./app.mjs";
import { closeForm, FORMS, withCustomer } from "./screens.mjs";
import { fixture, read } from "./tables.mjs";

const folder = path.join(TARGET, "shots");
const wanted = process.argv.slice(2);
let taken = 0;

/** Takes the picture of the screen as it stands, at every width. */
async function take(page, name, theme, language) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    await drawn(page);
    const file = path.join(folder, `${name}-${width}-${theme}-${language.slice(0, 2)}.png`);
    // Hiding the caret would need a style element, which the page's policy forbids.
    await page.screenshot({ path: file, caret: "initial" });
    taken += 1;
  }
}

/** All pictures of one theme and language, in a fresh profile. */
async function round(theme, language) {
  const app = await launch({ locale: language });
  const { page } = app;
  const shot = (name) => (wanted.length === 0 || wanted.includes(name) ? take(page, name, theme, language) : null);
  try {
    await app.open();
    await prefer(page, { theme, language });
    await shot("welcome");
    await app.open("#/data/import");
    await importFiles(page, fixture("bad-customers.csv"));
    await page.getByRole("grid").waitFor();
    await shot("import-preview");
    await app.open("#/");
    await openSample(page);
    for (const screen of SCREENS) {
      await go(page, screen);
      await shot(screen.slice(2).replace("/", "-"));
    }
    const customer = await withCustomer(page);
    await shot("customer");
    await go(page, "#/no/such/screen");
    await shot("not-found");
    for (const [name, openForm] of Object.entries(FORMS)) {
      await openForm(page, customer);
      await shot(`form-${name}`);
      await closeForm(page);
    }
    await read(page, fixture("unknown-headings.csv"));
    await shot("import-refused");
  } finally {
    await app.close();
  }
  const empty = await launch({ locale: language });
  try {
    await empty.open();
    await prefer(empty.page, { theme, language });
    await startEmpty(empty.page);
    await take(empty.page, "today-empty", theme, language);
    await addCustomer(empty.page, { name: language === "en" ? "Acme Ltd" : "澄江机械有限公司" });
    await saved(empty.page);
    await withCustomer(empty.page);
    await take(empty.page, "customer-new", theme, language);
  } finally {
    await empty.close();
  }
}

await mkdir(folder, { recursive: true });
for (const theme of THEMES) {
  for (const language of LANGUAGES) await round(theme, language);
}
console.log(`${taken} pictures in ${folder}`);
