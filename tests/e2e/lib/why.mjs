// Reads the table that explains a tier, as numbers.

import { section } from "./app.mjs";

/** The row of the weighted score on the open customer's board. */
export function scoreOf(page) {
  return section(page, "tierAndWhy").getByRole("group", { name: /^(价值评分|Weighted score)$/ });
}

/** The rows of the open customer's table: each criterion, each group's sum, and the total. */
export async function whyTable(page) {
  const rows = await scoreOf(page)
    .getByRole("table")
    .evaluate((table) =>
      [...table.rows].map((row) => {
        const header = row.cells[0];
        return {
          scope: header.scope,
          part: row.parentElement.tagName,
          // The source stands below the name, in an element of its own.
          criterion: header.firstChild.textContent.trim(),
          cells: [...row.cells].slice(1).map((cell) => cell.textContent.trim()),
        };
      }),
    );
  const body = rows.filter(({ part }) => part === "TBODY");
  const criteria = body
    .filter(({ scope }) => scope === "row")
    .map(({ criterion, cells: [value, points, weight, contribution] }) => ({ criterion, value, points, weight, contribution }));
  const groups = body.filter(({ scope }) => scope === "rowgroup").map(({ cells }) => ({ contribution: cells.at(-1) }));
  const total = rows.find(({ part }) => part === "TFOOT").cells.at(-1);
  return { criteria, groups, total };
}

/** Reads "12.0" or "0.0–10.0" as the least and the most. */
export function range(text) {
  const [least, most = least] = text.split("–").map(Number);
  return [least, most];
}

/** Adds contributions up, without the dust of floating point. */
export function sum(rows) {
  const tenths = (which) => Math.round(rows.reduce((all, { contribution }) => all + range(contribution)[which], 0) * 10) / 10;
  return [tenths(0), tenths(1)];
}
