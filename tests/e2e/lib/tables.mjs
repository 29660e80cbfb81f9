// The import page, as tests use it: give it a table, read the preview, write.

import path from "node:path";
import { chip, counts, FATES, go, importFiles, is } from "./app.mjs";

/** The tables that come with the project. */
export const fixture = (name) => path.resolve(import.meta.dirname, "../../fixtures", name);

/** A table as the browser's chooser hands it over. */
export const table = (content, name = "table.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** Gives a file to the import page, wherever the app stands, and waits for the preview or the refusal. */
export async function read(page, file, timeout) {
  await go(page, "#/today");
  await go(page, "#/data/import");
  await importFiles(page, file);
  await chip(page, "all").or(refusal(page)).first().waitFor({ timeout });
}

/** What the page says of a file that it cannot read. */
export function refusal(page) {
  return page.getByRole("main").getByRole("alert");
}

/** The rows of the preview that are drawn: { line, fate, what, notes }. */
export function preview(page) {
  return page
    .getByRole("grid", { name: is("preview") })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") })
    .evaluateAll((rows) =>
      rows.map((row) => {
        const [line, fate, what, notes] = [...row.querySelector('[role="gridcell"]').children].map((cell) => cell.textContent.trim());
        return { line: Number(line), fate, what, notes };
      }),
    );
}

/** How many rows have each fate. */
export async function fates(page) {
  return Object.values(await counts(page, FATES));
}

/** Says whose records they are, in a table that does not. */
export async function nameCustomer(page, name) {
  await page.getByRole("main").getByLabel(is("whichCustomer")).fill(name);
}

/** Writes the rows of the preview and returns how many there were. */
export async function write(page, timeout) {
  await page.getByRole("button", { name: /^(写入 \d+ 行|Write \d+ rows)/ }).click();
  const done = page.getByText(/^(已写入 \d+ 行|\d+ rows are written)/);
  await done.waitFor({ timeout });
  return Number((await done.innerText()).match(/\d+/)[0]);
}

