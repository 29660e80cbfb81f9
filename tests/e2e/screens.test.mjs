// What holds on every screen: no accessibility violation, the words of the chosen language, no sideways
// scrolling on a phone, an address that can be opened and reloaded anywhere, and silence.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { axe, drawn, go, fill, is, LANGUAGES, launch, openSample, ready, recordContact, save, SCREENS, startEmpty, THEMES, withApp, wordsOf, ZH } from "./lib/app.mjs";
import { closeForm, FORMS, withCustomer } from "./lib/screens.mjs";

/** Chinese that belongs on an English screen: the app's own name, the other language's, an amount's unit. */
const OWN_NAMES = /Wellkept 常顾|中文|120万|1\.2万/g;

/** Fails with each thing found once, and all the places where it was. */
function assertNone(found) {
  const places = new Map();
  for (const { what, where } of found) places.set(what, [...(places.get(what) ?? []), where]);
  const lines = [...places].map(([what, all]) => `${what}\n    on ${all.join(", ")}`);
  assert.ok(lines.length === 0, `\n${lines.join("\n")}`);
}

/** What can be said of any screen as it stands, in both themes; the theme follows the system here. */
async function look(page, where, { language, width }) {
  const found = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await drawn(page);
    // Another theme is the same page in other colours.
    const rules = theme === THEMES[0] ? {} : { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };
    found.push(...(await axe(page, rules)).map((line) => ({ what: line.replace(/\s+/g, " "), where: `${where} at ${width}, ${theme}` })));
  }
  const { scroll, client, spoken } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
    spoken: document.documentElement.lang,
  }));
  if (scroll > client) found.push({ what: `scrolls sideways: ${scroll} px wide`, where: `${where} at ${width}` });
  if (spoken !== language) found.push({ what: `lang is ${spoken}`, where });
  return found;
}

describe("every screen and form is accessible and fits, in both themes", { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    for (const width of [1440, 390]) {
      test(`${language} at ${width}`, () =>
        withApp(
          async ({ open, page, assertClean }) => {
            const found = [];
            await open();
            found.push(...(await look(page, "welcome", { language, width })));
            await openSample(page);
            const customer = await withCustomer(page);
            for (const screen of [...SCREENS, customer, "#/no/such/screen"]) {
              await go(page, screen);
              found.push(...(await look(page, screen.slice(0, 14), { language, width })));
            }
            for (const [name, openForm] of Object.entries(FORMS)) {
              await openForm(page, customer);
              found.push(...(await look(page, `${name} form`, { language, width })));
              await closeForm(page);
            }
            assertNone(found);
            assertClean();
          },
          { locale: language, viewport: { width, height: 900 } },
        ));
    }
  }
});

test("screens of an empty book are accessible too", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const found = [];
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const screen of SCREENS) {
        await go(page, screen);
        found.push(...(await look(page, screen, { language: "zh-CN", width })));
      }
    }
    assertNone(found);
    assertClean();
  }));

test("the language changes in place, on every screen, and nothing of the other is left", () =>
  withApp(
    async ({ open, page, assertClean }) => {
      await open();
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.getByRole("button", { name: wordsOf("en").startEmpty }).click();
      await page.getByText(wordsOf("en").noCustomers).waitFor();
      await page.getByRole("main").getByRole("button", { name: wordsOf("en").addCustomer }).first().click();
      await page.getByRole("dialog").getByRole("textbox", { name: /^Customer name/ }).fill("Acme Ltd");
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const customer = await withCustomer(page);
      await go(page, customer);
      // Something to summarise, and somebody with rights.
      await recordContact(page, { channel: "visit", summary: "Delivery within two weeks" });
      await page.getByRole("button", { name: is("addContact") }).click();
      await fill(page, { contactName: "John Doe" });
      await save(page);
      const left = async (where) => {
        const text = await page.evaluate(() => {
          const named = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((element) =>
            ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
          );
          return [document.body.innerText, ...named].join("\n");
        });
        const lines = text.split("\n").filter((line) => line.trim() !== "中" && /\p{Script=Han}/u.test(line.replace(OWN_NAMES, "")));
        return [...new Set(lines)].map((line) => `${where}: ${line}`);
      };
      const found = [];
      for (const screen of [...SCREENS, customer, "#/no/such/screen"]) {
        await go(page, screen);
        // The import page names the handbooks' own headings, which are Chinese.
        const lines = await left(screen);
        found.push(...(screen === "#/data/import" ? lines.filter((line) => !/客户名称/.test(line)) : lines));
      }
      for (const [name, openForm] of Object.entries(FORMS)) {
        await openForm(page, customer);
        found.push(...(await left(`${name} form`)));
        await closeForm(page);
      }
      assert.deepEqual(found, []);

      // To Chinese and back by the switch, without losing the place.
      await go(page, "#/tiers");
      const title = await page.title();
      for (const language of ["zh-CN", "en"]) {
        await page.getByRole("banner").getByRole("button", { name: /^(语言|Language)/ }).click();
        await page.getByRole("heading", { level: 1, name: wordsOf(language).tiers, exact: true }).waitFor();
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        await page.getByRole("navigation", { name: wordsOf(language).navigation }).getByRole("link", { name: wordsOf(language).today }).waitFor();
        assert.match(page.url(), /#\/tiers$/);
      }
      assert.equal(await page.title(), title);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Tiers", exact: true }).waitFor();
      assertClean();
    },
    { locale: "en" },
  ));

test("an English user gets an English sample", () =>
  withApp(
    async ({ open, page }) => {
      await open();
      await openSample(page);
      const text = await page.getByRole("main").innerText();
      assert.doesNotMatch(text, /\p{Script=Han}/u);
    },
    { locale: "en" },
  ));

test("the theme changes in place: light, dark, as the system is", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    /** Whether the page is dark, and its colours, once they have come to rest. */
    const colours = async () => {
      await drawn(page);
      return page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        for (const element of [document.documentElement, document.body]) {
          canvas.fillStyle = getComputedStyle(element).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
        }
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        return { back: [red, green, blue].join(), front: getComputedStyle(document.body).color, dark: red + green + blue < 384 };
      });
    };
    const dark = async () => (await colours()).dark;
    const choose = async (name) => {
      await page.getByRole("main").getByRole("group", { name: ZH.theme }).getByRole("radio", { name }).check({ force: true });
      await page.getByRole("banner").getByRole("button", { name: `${ZH.theme}: ${name}` }).waitFor();
    };
    await go(page, "#/settings");
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await dark(), false);
    await choose(ZH.themeDark);
    assert.equal(await dark(), true);
    await page.reload();
    await ready(page);
    assert.equal(await dark(), true, "the choice is gone after a reload");
    await page.emulateMedia({ colorScheme: "dark" });
    await choose(ZH.themeLight);
    assert.equal(await dark(), false);
    const light = await colours();
    await choose(ZH.themeSystem);
    assert.equal(await dark(), true);
    const darkBySystem = await colours();
    await page.emulateMedia({ colorScheme: "light" });
    assert.deepEqual(await colours(), light, "light by choice and by the system differ");
    await choose(ZH.themeDark);
    assert.deepEqual(await colours(), darkBySystem, "dark by choice and by the system differ");
    await choose(ZH.themeSystem);
    // The button at the top goes round.
    const button = page.getByRole("banner").getByRole("button", { name: new RegExp(`^${ZH.theme}`) });
    for (const expected of [ZH.themeLight, ZH.themeDark, ZH.themeSystem]) {
      await button.click();
      await page.getByRole("banner").getByRole("button", { name: `${ZH.theme}: ${expected}` }).waitFor();
      assert.ok(await page.getByRole("main").getByRole("radio", { name: expected }).isChecked());
    }
    assertClean();
  }));

for (const base of ["/", "/some/where/"]) {
  test(`every screen opens by its address and reloads under ${base}`, () =>
    withApp(
      async ({ open, page, url, assertClean }) => {
        await open();
        await openSample(page);
        const customer = await withCustomer(page);
        const heading = { "#/today": ZH.today, "#/customers": ZH.customers, "#/needs": "客户需求清单", "#/cadence": "节奏", "#/work": "待补", "#/lists/contacts": "联系人", "#/lists/orders": "订单", "#/lists/records": "沟通记录", "#/lists/actions": "下一步", "#/lists/needs": "需求", "#/tiers": ZH.tiers, "#/data": ZH.data, "#/data/import": "导入", "#/data/export": "导出表格", "#/data/history": "修改记录", "#/data/snapshots": "快照", "#/paper/base-info": "手册表格", "#/paper/master-data": "手册表格", "#/settings": ZH.settings };
        const name = await page.getByRole("heading", { level: 1 }).innerText();
        for (const screen of base === "/" ? ["#/today", customer] : [...SCREENS, customer]) {
          await page.goto("about:blank");
          await page.goto(url + screen);
          const wanted = page.getByRole("heading", { level: 1, name: heading[screen] ?? name, exact: true });
          await wanted.waitFor();
          await page.reload();
          await wanted.waitFor();
        }
        for (const unknown of ["#/no/such/screen", "#/customers/not-an-id", "#/customers/018f0000-0000-7000-8000-000000000000"]) {
          await page.goto("about:blank");
          await page.goto(url + unknown);
          await page.getByText(ZH.notFound).waitFor();
          await page.reload();
          await page.getByText(ZH.notFound).waitFor();
        }
        await page.getByRole("link", { name: ZH.goToday }).click();
        await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
        assertClean();
      },
      { base },
    ));
}

test("an address with a lost or doubled slash leads to its screen", async () => {
  const app = await launch();
  try {
    await app.open();
    await startEmpty(app.page);
    for (const [address, heading] of [["", ZH.today], ["#", ZH.today], ["#/", ZH.today], ["#/tiers/", ZH.tiers], ["?x=1#/data", ZH.data]]) {
      await app.page.goto("about:blank");
      await app.page.goto(app.url + address);
      await app.page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
    }
    app.assertClean();
  } finally {
    await app.close();
  }
});
