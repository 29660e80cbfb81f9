// The mouse is unplugged: every screen and form is walked through by keys, and the work of a day is done with them alone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertKept, unplugged, watchMouse } from "./lib/keyboard.mjs";
import {
  begins, chip, dialog, downloaded, drawn, go, is, labelled, LANGUAGES, launch, openSample, row, SAVE_KEY, saved, SCREENS, startEmpty, todayList,
  wordsOf,
} from "./lib/app.mjs";
import { setLock, unlock } from "./lib/lock.mjs";
import { FORMS, withCustomer } from "./lib/screens.mjs";
import { lookOut, walk } from "./lib/tabbing.mjs";

/** Runs `work` with an app that has no mouse; its page is driven by keys alone, `seen` is the same page to look at. */
async function withoutMouse(work, options) {
  const app = await launch(options);
  try {
    await watchMouse(app.profile.context);
    await app.open();
    await work({ ...app, seen: app.page, page: unplugged(app.page) });
    app.assertClean();
  } finally {
    await app.close();
  }
}

/** Fails with each thing found once, and where it was. */
function assertNone(found) {
  assert.ok(found.length === 0, `\n${found.join("\n")}`);
}

describe("without a mouse", { concurrency: 2 }, () => {
  for (const [language, width] of [["zh-CN", 1440], ["en", 390]]) {
    test(`Tab comes to all that can be pressed on every screen, and around, ${language} at ${width}`, () =>
      withoutMouse(
        async ({ page, seen }) => {
          await openSample(page);
          const customer = await withCustomer(page);
          const found = [];
          for (const screen of [...SCREENS, customer]) {
            await go(page, screen);
            const walked = await walk(seen);
            found.push(...walked.map((what) => `${screen.slice(0, 14)}: ${what}`));
          }
          assertNone(found);
        },
        { locale: language, viewport: { width, height: 900 } },
      ));
  }

  test("Tab goes around inside of each form, Escape leaves it, and the keyboard goes on where it was", () =>
    withoutMouse(async ({ page, seen }) => {
      await openSample(page);
      const customer = await withCustomer(page);
      const found = [];
      await lookOut(seen);
      for (const [name, openForm] of Object.entries(FORMS)) {
        await openForm(page, customer);
        const walked = await walk(seen, "dialog[open]", true);
        found.push(...walked.map((what) => `${name}: ${what}`));
        await page.keyboard.press("Escape");
        await dialog(page).waitFor({ state: "detached" });
        // The button that opened it, if that has not gone with a dialog before.
        await assertKept(page, `the ${name} form`);
        const isThere = await page.evaluate(() => !window.lookout.outside?.isConnected || window.lookout.outside === document.activeElement);
        if (!isThere && name !== "rights") found.push(`${name}: the keyboard goes on from ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))}`);
      }
      assertNone(found);
    }));

  test("nothing fires while Chinese is being composed, wherever the keyboard is", () =>
    withoutMouse(async ({ page, seen }) => {
      await openSample(page);
      const customer = await withCustomer(page);
      const keys = [
        ..."nq/?jkoresxpbfcvdm ".split("").map((key) => ({ key })),
        ..."kzy".split("").map((key) => ({ key, ctrlKey: true })),
        { key: "a", ctrlKey: true }, { key: "J", shiftKey: true }, { key: "Enter" }, { key: "Enter", ctrlKey: true },
        ...["Escape", "F2", "Home", "End", "ArrowDown", "ArrowUp", "PageDown"].map((key) => ({ key })),
      ];
      const looks = () => page.evaluate(() => [location.hash, document.querySelectorAll("dialog[open]").length, document.body.innerText,
        [...document.querySelectorAll("input, select, textarea")].map((one) => (one.type === "checkbox" ? one.checked : one.value)).join("|"),
        document.querySelector(".row.is-selected")?.id]);
      const found = [];
      const tryAll = async (where) => {
        // What is still being looked up is waited for: the palette begins with what was said 120 ms after the last letter.
        let before = [];
        for (let same = 0; same < 30; same += 1) {
          await drawn(page);
          const now = await looks();
          if (`${now}` !== `${before}`) same = 0;
          before = now;
        }
        for (const key of keys) {
          await page.evaluate((key) => {
            // Some browsers say it of the key that ends a composition with its code alone.
            for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
              document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { ...key, ...how, bubbles: true, cancelable: true }));
            }
          }, key);
          await drawn(page);
          const after = await looks();
          const changed = after.findIndex((each, place) => each !== before[place]);
          if (changed < 0) continue;
          found.push(`${where}: ${JSON.stringify(key)} changes ${["the address", "the dialogs", "the words", "the fields", "the row"][changed]}`);
          return;
        }
      };
      for (const screen of ["#/today", "#/customers", "#/lists/actions", "#/lists/contacts", "#/work", "#/cadence", customer]) {
        await go(page, screen);
        const list = page.getByRole("main").getByRole("grid");
        if (await list.count()) await list.focus();
        await tryAll(screen.slice(0, 14));
      }
      await go(page, "#/customers");
      await page.getByRole("searchbox").fill("科");
      await tryAll("the search");
      await page.getByRole("searchbox").fill("");
      await page.getByRole("main").getByRole("grid").focus();
      await page.keyboard.press("F2");
      const cell = page.getByRole("main").getByRole("grid");
      await cell.getByRole("textbox").or(cell.getByRole("combobox")).waitFor();
      await page.keyboard.type("科");
      await tryAll("a cell");
      await page.keyboard.press("Escape");
      await go(page, customer);
      for (const [key, field] of [["Control+k", "combobox"], ["q", "textbox"], ["r", "textbox"], ["e", "textbox"]]) {
        await page.keyboard.press(key);
        await dialog(page).waitFor();
        await dialog(page).getByRole(field).first().focus();
        await page.keyboard.type("科");
        await tryAll(`the panel of ${key}`);
        await page.keyboard.press("Escape");
        // What was typed is asked for first.
        const discard = dialog(page).getByRole("button", { name: is("discard") });
        if (await dialog(page).count()) await discard.click();
        await dialog(page).waitFor({ state: "detached" });
      }
      assertNone(found);
    }));

  for (const language of LANGUAGES) {
    test(`a book is begun and worked in with keys alone, ${language}`, () =>
      withoutMouse(
        async ({ page }) => {
          const press = async (...keys) => {
            for (const key of keys) await page.keyboard.press(key);
          };
          const main = page.getByRole("main");
          const list = main.getByRole("grid");
          const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true });
          const chosen = () => page.evaluate(() => document.querySelector(".row.is-selected a")?.textContent);
          const closed = () => dialog(page).waitFor({ state: "detached" });
          const typeAndSave = async (text) => {
            await page.keyboard.type(text);
            await press(SAVE_KEY);
            await closed();
            await saved(page);
          };
          const palette = async (words) => {
            await press("Control+k");
            await dialog(page).getByRole("combobox").and(page.locator(":focus")).waitFor();
            await page.keyboard.type(words);
            await dialog(page).getByRole("option").filter({ hasText: words }).first().waitFor();
            await press("Enter");
          };

          // Three customers: two of them are one.
          await startEmpty(page);
          for (const name of ["远航商贸", "远航商贸（集团）", "北岭科技"]) {
            await press("n");
            await labelled(page, "name").and(page.locator(":focus")).waitFor();
            await typeAndSave(name);
            await assertKept(page, `${name} was added`);
          }

          // What was said, by the form and in one line.
          await go(page, "#/customers");
          await list.waitFor();
          await list.focus();
          await press("Home", "r");
          await labelled(page, "summary").focus();
          await typeAndSave("确认了样品规格");
          await assertKept(page, "a contact was recorded");
          await press("q");
          await page.locator("#capture:focus").waitFor();
          await page.keyboard.type("@北岭科技 电话 价格已谈好");
          await press("Enter");
          await closed();
          await saved(page);
          await assertKept(page, "a line was recorded");

          // Found, opened, left, and the next one.
          await press("/");
          await page.keyboard.type("beiling");
          await page.waitForFunction(() => document.querySelectorAll("main .row").length === 1);
          await press("Enter", "Enter");
          await heading("北岭科技").waitFor();
          await page.getByText("价格已谈好").first().waitFor();
          await assertKept(page, "a customer was opened");
          await press("Escape");
          await list.waitFor();
          // The keys of the list work at once.
          await list.and(page.locator(":focus")).waitFor();
          await press("/", "Escape");
          await page.waitForFunction(() => document.querySelectorAll("main .row").length === 3);
          await press("Enter", "Home", "j");
          const second = await chosen();
          await press("Enter");
          await heading(second).waitFor();
          await press("j");
          await heading(second).waitFor({ state: "detached" });
          await press("k");
          await heading(second).waitFor();
          await press("Escape");
          await list.waitFor();
          await page.waitForFunction((name) => document.querySelector(".row.is-selected a")?.textContent === name, second);
          await list.and(page.locator(":focus")).waitFor();

          // A cell, several rows at once, an order, a view.
          await press("F2");
          const cell = () => list.getByRole("textbox").or(list.getByRole("combobox")).and(page.locator(":focus"));
          const industry = cell().and(list.getByLabel(/^(行业|Industry)$/));
          await cell().waitFor();
          for (let columns = 0; columns < 6 && !(await industry.count()); columns += 1) {
            const before = await cell().getAttribute("id");
            await press("Tab");
            await page.waitForFunction((id) => document.activeElement.matches("input, select") && document.activeElement.id !== id, before);
          }
          await page.keyboard.type("航天");
          await press("Enter");
          await list.getByText("航天").waitFor();
          await saved(page);
          await assertKept(page, "a cell was edited");
          await press("Home", "x", "Shift+J", "b");
          await dialog(page).getByRole("textbox", { name: is("bulkAddTags") }).fill("年会名单");
          await dialog(page).getByRole("cell", { name: /年会名单/ }).nth(1).waitFor();
          await press(SAVE_KEY);
          await closed();
          await saved(page);
          const tagged = async (wanted) => {
            await press("/");
            await page.keyboard.type("年会名单");
            await page.waitForFunction((count) => document.querySelectorAll("main .row").length === count, wanted);
            await press("Escape");
            await page.waitForFunction(() => document.querySelectorAll("main .row").length === 3);
            await press("Enter");
          };
          await tagged(2);
          await press("Control+z");
          await saved(page);
          await tagged(0);
          await press("Escape");
          const before = await chosen();
          await main.getByTitle(is("sortByName")).click();
          await page.waitForFunction(() => document.querySelector(".rows-head")?.textContent.includes("↑"));
          await assertKept(page, "sorting");
          await list.focus();
          await press("Home", "v");
          await dialog(page).getByRole("textbox", { name: is("viewName") }).fill("按名称");
          await press("Enter");
          await dialog(page).getByRole("button", { name: "按名称", exact: true }).click();
          await closed();
          await assertKept(page, `a view was opened, from ${before}`);

          // What is missing: one key fills it in, the next one stands there. Two become one.
          await palette(wordsOf(language).work);
          await page.waitForURL(/#\/work$/);
          const queue = chip(page, "queueRequired");
          await queue.filter({ hasText: "3" }).waitFor();
          await queue.click();
          const work = page.getByRole("grid", { name: is("workList") });
          await work.focus();
          await press("Home", "Enter");
          // The form begins at what is missing.
          await labelled(page, "industry").and(page.locator(":focus")).or(labelled(page, "stage").and(page.locator(":focus"))).waitFor();
          await press("Escape");
          await closed();
          await assertKept(page, "a form of the queue was left");
          await chip(page, "queueDoubles").filter({ hasText: "1" }).click();
          await work.focus();
          await press("Home", "Enter");
          await dialog(page).getByRole("heading", { name: is("mergeTitle") }).waitFor();
          await press(SAVE_KEY);
          await closed();
          await chip(page, "queueDoubles").filter({ hasText: "0" }).waitFor();
          await saved(page);
          await assertKept(page, "two became one");

          // The book as a file, and the lock.
          await go(page, "#/data");
          const file = await downloaded(page, () => page.getByRole("button", { name: is("exportBook") }).click());
          assert.ok(file.buffer.includes("北岭科技"));
          await setLock(page, "九月的雨 17");
          await assertKept(page, "the book was locked");
          await page.getByRole("banner").getByRole("button", { name: is("lockNow") }).click();
          await unlock(page, "九月的雨 17");
          await go(page, "#/customers");
          await row(page, "北岭科技").waitFor();
        },
        { locale: language },
      ));
  }

  test("a day of calls, missing facts and the calendar by keys alone", () =>
    withoutMouse(async ({ page }) => {
      await openSample(page);
      const name = await row(page, 0).getByRole("link").first().innerText();
      await page.keyboard.press("Enter");
      await dialog(page).getByRole("heading", { name: new RegExp(name) }).waitFor();
      await labelled(page, "summary").fill("确认了明年的采购计划");
      await page.keyboard.press(SAVE_KEY);
      await dialog(page).waitFor({ state: "detached" });
      await saved(page);
      await row(page, name).waitFor({ state: "detached" });
      await assertKept(page, "a contact was recorded");
      // What the row's buttons do is beside it: Tab comes to those of the chosen row only.
      await page.keyboard.press("j");
      const next = await row(page, 1).getByRole("link").first().innerText();
      await row(page, 1).getByRole("link").first().click();
      await page.getByRole("heading", { level: 1, name: next }).waitFor();
      await page.keyboard.press("Escape");
      await todayList(page).waitFor();
      await page.waitForFunction((name) => document.querySelector(".row.is-selected a")?.textContent === name, next);

      // What is missing: the form begins at it, one key saves it, and the next one stands there.
      await go(page, "#/work");
      const work = page.getByRole("grid", { name: is("workList") });
      const orphans = chip(page, "queueOrphan");
      await work.and(page.locator(":focus")).waitFor();
      await orphans.filter({ hasText: /[1-9]/ }).click();
      const left = Number((await orphans.innerText()).match(/\d+/)[0]);
      await work.focus();
      const asked = await row(page, 0).getByRole("link").first().innerText();
      await page.keyboard.press("Enter");
      await labelled(page, "owner").and(page.locator(":focus")).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press(SAVE_KEY);
      await dialog(page).waitFor({ state: "detached" });
      await orphans.filter({ hasText: String(left - 1) }).waitFor();
      await work.and(page.locator(":focus")).waitFor();
      assert.notEqual(await row(page, 0).getByRole("link").first().innerText(), asked);
      assert.equal(await row(page, 0).getAttribute("aria-selected"), "true");

      // A role that nobody covers: the form begins at who has none yet, or with somebody new; Escape leaves it.
      const gaps = chip(page, "queueRoleGaps");
      await gaps.filter({ hasText: /[1-9]/ }).click();
      await work.focus();
      await page.keyboard.press("Home");
      await page.keyboard.press("Enter");
      const person = labelled(page, "contactName").or(labelled(page, "decisionRole"));
      await person.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      await assertKept(page, "a form of the role map was left");

      // A day of its window: taken up, put down; and typed.
      await go(page, "#/cadence");
      const month = page.getByRole("table", { name: is("month") });
      await month.waitFor();
      const take = page.getByRole("button", { name: begins("calendarTake") });
      const days = await month.getByRole("button", { name: /计划 \d+ 项/ }).all();
      for (const day of days) {
        await day.click();
        if (await take.count()) break;
      }
      const put = month.getByRole("button", { name: begins("calendarPutHere") });
      await take.first().click();
      await put.last().click();
      await saved(page);
      await assertKept(page, "a contact was moved");
      await page.getByRole("banner").getByRole("button", { name: /^撤销：/ }).waitFor();
      const field = page.getByLabel(begins("calendarMove")).first();
      const label = await field.getAttribute("aria-label");
      const last = await field.getAttribute("max");
      await field.fill(last);
      await page.keyboard.press("Enter");
      await saved(page);
      await assertKept(page, `${label} was typed`);
    }));
});
