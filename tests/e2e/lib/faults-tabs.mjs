// Several tabs that edit one record at once, as fast as they can, and a tab that goes while it is the one that writes.

import assert from "node:assert/strict";
import { addCustomer, exportBook, go, open, openCustomer, ready, startEmpty } from "./app.mjs";
import { quantile } from "./clock.mjs";
import { lost, within } from "./faults.mjs";

/** The values of a customer's page that are edited where they stand, one for each tab, and how a change names them. */
const FIELDS = { 所属行业: "industry", 关键需求: "key_need", 备注: "remark", 标签: "tags", "企业规模（员工数/营收）": "size" };
const LABELS = Object.keys(FIELDS);

/** Another tab at the address of `page`: in a window of its own, since one that is hidden is drawn once a second. */
async function another(profile, page) {
  const opening = profile.context.waitForEvent("page");
  await page.evaluate(() => void window.open(location.href, "_blank", "popup,noopener,width=1440,height=900"));
  const tab = await opening;
  await ready(tab);
  return tab;
}

/** Notes from now on when each value of each label was first seen on the page. Runs in the page. */
function watch(labels) {
  window.__seen = Object.fromEntries(labels.map((label) => [label, []]));
  const look = () => {
    for (const button of document.querySelectorAll("main button.in-place")) {
      const number = Number(button.textContent.match(/^值-(\d+)$/)?.[1]);
      const label = labels.find((label) => button.ariaLabel.startsWith(`编辑 ${label}：`));
      if (!label || !number) continue;
      const seen = window.__seen[label];
      if (seen.at(-1)?.[0] !== number) seen.push([number, performance.timeOrigin + performance.now()]);
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}

/**
 * Edits one value of the open customer again and again, and returns when each was confirmed: the field is gone then,
 * and the value stands in its place. Runs in the page, which takes it faster than from outside.
 */
export async function edit([label, first, count]) {
  const until = (look) => {
    const now = look();
    if (now) return now;
    return new Promise((done, failed) => {
      const watching = new MutationObserver(() => {
        const found = look();
        if (!found) return;
        watching.disconnect();
        clearTimeout(late);
        done(found);
      });
      const late = setTimeout(() => {
        watching.disconnect();
        failed(new Error(`${label} cannot be edited: ${document.querySelector("[role='alert']")?.textContent ?? "no word why"}`));
      }, 30_000);
      watching.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
  };
  const value = () =>
    [...document.querySelectorAll("main button.in-place")].find((button) => button.ariaLabel.startsWith(`编辑 ${label}：`));
  const field = () => document.querySelector("main .in-place-field :is(input, textarea)");
  const confirmed = [];
  for (let number = first; number < first + count; number += 1) {
    (await until(value)).click();
    const typed = await until(field);
    typed.value = `值-${number}`;
    typed.dispatchEvent(new Event("input", { bubbles: true }));
    typed.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
    await until(() => value()?.textContent === `值-${number}`);
    confirmed.push([number, performance.timeOrigin + performance.now()]);
  }
  return confirmed;
}

/** What each edit of the book's history gave to the fields, in their order. */
async function written(page) {
  const entries = await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open("wellkept").onsuccess = (opened) => {
          const database = opened.target.result;
          database.transaction("log").objectStore("log").getAll().onsuccess = (event) => {
            database.close();
            done(event.target.result);
          };
        };
      }),
  );
  const values = {};
  for (const entry of entries) {
    const change = JSON.parse(entry.slice(entry.indexOf("\n") + 1));
    for (const { field, after } of (change.updated ?? []).flatMap((update) => update.fields)) {
      (values[field] ??= []).push(Number(String(after).match(/^值-(\d+)$/)?.[1]));
    }
  }
  return values;
}

/** Opens a book with one customer, whose page is open. */
export async function oneCustomer({ page, server }) {
  await open(page, server.url);
  await startEmpty(page);
  await go(page, "#/customers");
  await addCustomer(page, { name: "共用客户" });
  await openCustomer(page, "共用客户");
}

/** Compares what was confirmed in each tab with the history, edit by edit. */
function compare(found, confirmed, values) {
  for (const [nth, acknowledged] of confirmed.entries()) {
    const numbers = acknowledged.map(([number]) => number);
    const stored = values[FIELDS[LABELS[nth]]] ?? [];
    const gone = numbers.filter((number) => !stored.includes(number));
    found.tried += numbers.length;
    found.intact += numbers.length - gone.length;
    found.lost += gone.length;
    if (gone.length > 0) found.details.push(`${LABELS[nth]}: ${gone.length} of ${numbers.length} are not in the history`);
    const inOrder = stored.every((number, place) => place === 0 || number > stored[place - 1]);
    if (!inOrder) lost(found, `${LABELS[nth]}: written in another order, or twice`);
  }
}

/** So many tabs edit one customer at once, each a value of its own: nothing is lost, and all show the same in the end. */
export function contended(engine, tabs, edits) {
  return within(engine, async ({ found, profile, server, page }) => {
    await oneCustomer({ page, server });
    const all = [page];
    while (all.length < tabs) all.push(await another(profile, page));
    const labels = LABELS.slice(0, tabs);
    const each = Math.ceil(edits / tabs);
    for (const tab of all) await tab.evaluate(watch, labels);
    const start = performance.now();
    const confirmed = await Promise.all(all.map((tab, nth) => tab.evaluate(edit, [labels[nth], 1, each])));
    const seconds = (performance.now() - start) / 1000;

    // How long after it was confirmed in one tab, each other showed it or what came after it.
    const late = [];
    for (const [nth, tab] of all.entries()) {
      await tab.waitForFunction(
        ([labels, last]) => labels.every((label) => window.__seen[label].at(-1)?.[0] === last),
        [labels, each],
        { timeout: 30_000 },
      );
      const seen = await tab.evaluate(() => window.__seen);
      for (const [other, acknowledged] of confirmed.entries()) {
        if (other === nth) continue;
        let place = 0;
        for (const [number, at] of acknowledged) {
          while (seen[labels[other]][place][0] < number) place += 1;
          late.push(Math.max(0, seen[labels[other]][place][1] - at));
        }
      }
    }
    compare(found, confirmed, await written(page));
    const books = [];
    for (const tab of all) books.push(await exportBook(tab));
    if (!books.every((book) => book.equals(books[0]))) lost(found, "the tabs do not agree in the end");
    await page.reload();
    if (!(await exportBook(page)).equals(books[0])) lost(found, "after a reload it is another book");
    const [half, most] = [0.5, 0.95].map((share) => Math.round(quantile(late, share)));
    found.figures = `${Math.round(confirmed.flat().length / seconds)} edits a second; shown in the others within ${half} ms (median), ${most} ms (p95)`;
  });
}

/** The tab that writes goes while another is entered into, again and again: what is entered is stored all the same. */
export function handedOver(engine, rounds) {
  return within(engine, async ({ found, profile, server, page }) => {
    await oneCustomer({ page, server });
    let writer = page;
    const confirmed = [];
    const took = [];
    for (let round = 1; round <= rounds; round += 1) {
      const heir = await another(profile, writer);
      // It has an edit under way behind it: the writer was found.
      confirmed.push(...(await heir.evaluate(edit, [LABELS[0], 2 * round - 1, 1])));
      const start = Date.now();
      const going = writer.close();
      const [[number, at]] = await heir.evaluate(edit, [LABELS[0], 2 * round, 1]);
      await going;
      confirmed.push([number, at]);
      took.push(at - start);
      writer = heir;
    }
    compare(found, [confirmed], await written(writer));
    await writer.reload();
    await ready(writer);
    const stands = await writer.getByRole("main").getByRole("button", { name: `编辑 ${LABELS[0]}：值-${2 * rounds}` }).count();
    assert.ok(stands, "the last edit is there after a reload");
    const [half, most] = [0.5, 0.95].map((share) => Math.round(quantile(took, share)));
    found.figures = `from the closing of the tab that writes to the other's next edit on the disk: ${half} ms (median), ${most} ms (p95)`;
  });
}
