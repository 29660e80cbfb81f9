// The page comes in parts: what is needed first comes first, the rest in the background; and what cannot
// be fetched is told, never a blank or dead page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dialog, go, is, openSample, SCREENS, startEmpty, todayList, withApp, ZH } from "./lib/app.mjs";

const PART = (name) => new RegExp(`/split_${name}-\\w+\\.wasm$`);

/** Returns the names of the parts that the page has asked for. */
function watchParts(page) {
  const asked = [];
  page.on("request", (request) => {
    const part = /\/split_(\w+)-\w+\.wasm$/.exec(request.url());
    if (part) asked.push(part[1]);
  });
  return asked;
}

test("once a book is open all parts come, and the page goes on without its server", () =>
  withApp(async (app) => {
    const asked = watchParts(app.page);
    await app.open();
    assert.deepEqual(asked, [], "the first screen needs no part");
    await openSample(app.page);
    const all = ["book", "customers", "data", "forms", "lock", "sample"];
    for (let tries = 0; asked.length < all.length && tries < 100; tries += 1) await app.page.waitForTimeout(50);
    assert.deepEqual([...asked].sort(), all);
    await app.page.waitForLoadState("networkidle");
    await app.page.route("**", (route) => route.abort());
    for (const screen of SCREENS) {
      await go(app.page, screen);
      await app.page.getByRole("heading", { level: 1 }).first().waitFor();
    }
    await app.page.keyboard.press("n");
    await dialog(app.page).waitFor();
  }));

test("a part that cannot be fetched is told, and comes on trying again", () =>
  withApp(async ({ open, page }) => {
    let cut = true;
    for (const part of ["customers", "forms"]) {
      await page.route(PART(part), (route) => (cut ? route.abort() : route.continue()));
    }
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    const told = page.getByRole("alert").filter({ hasText: ZH.partMissing });
    await told.waitFor();
    await told.getByRole("button", { name: ZH.tryAgain }).click();
    await told.waitFor();
    await page.keyboard.press("n");
    await page.getByText(ZH.fetchFailed).nth(1).waitFor();
    assert.equal(await told.count(), 1, "a form that cannot be fetched is told in a message");
    cut = false;
    await told.getByRole("button", { name: ZH.tryAgain }).click();
    await page.getByRole("main").getByRole("heading", { level: 1, name: ZH.customers }).waitFor();
    await page.keyboard.press("n");
    await dialog(page).waitFor();
  }));

test("a book whose part cannot be fetched is not opened as new; it is there once the part is", () =>
  withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    let cut = true;
    await page.route(PART("book"), (route) => (cut ? route.abort() : route.continue()));
    await page.reload();
    await page.getByRole("alert").filter({ hasText: ZH.cannotOpen }).waitFor();
    assert.equal(await page.getByRole("button", { name: is("startEmpty") }).count(), 0);
    cut = false;
    await page.getByRole("button", { name: ZH.reload }).click();
    await todayList(page).waitFor();
  }));

test("the first screen follows when another tab begins a book", () =>
  withApp(async ({ open, page, profile, url }) => {
    await open();
    const other = await profile.context.newPage();
    await other.goto(url);
    await openSample(other);
    await todayList(page).waitFor();
  }));
