// Several tabs of one book: one writes, all are entered into, none loses what another wrote.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, dialog, fill, go, is, labelled, openCustomer, ready, recordContact, save, saved, section, startEmpty, withApp, ZH,
} from "./lib/app.mjs";
import { read, table, write } from "./lib/tables.mjs";

const main = (page) => page.getByRole("main");
const edit = (page) => main(page).getByRole("button", { name: is("edit") }).first().click();
const messages = (page) => page.getByRole("region", { name: "提示" });

/** Another tab at the address of `page`: in a window of its own, since one that is hidden is drawn once a second. */
async function another(profile, page) {
  const opening = profile.context.waitForEvent("page");
  await page.evaluate(() => window.open(location.href, "_blank", "popup,noopener,width=1440,height=900"));
  const tab = await opening;
  await ready(tab);
  return tab;
}

/** The settings of the book. */
function bookSettings(page) {
  return page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "客户簿", exact: true }) });
}

/** Gives the book a name. */
async function rename(page, name) {
  await go(page, "#/settings");
  const book = bookSettings(page);
  await book.getByRole("textbox", { name: "名称" }).fill(name);
  const save = book.getByRole("button", { name: is("save") });
  await save.click();
  await page.waitForFunction((button) => button.disabled, await save.elementHandle());
}

/** A book with one customer, whose page is open in two tabs; the first one writes. */
async function two({ open, page, profile }) {
  await open();
  await startEmpty(page);
  await addCustomer(page, { name: "共用客户" });
  await openCustomer(page, "共用客户");
  const second = await another(profile, page);
  await second.getByRole("heading", { level: 1, name: "共用客户" }).waitFor();
  return second;
}

test("a second tab follows the first, writes through it, and takes over when it goes", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    const second = await two(app);
    await page.bringToFront();
    await recordContact(page, { channel: "visit", summary: "第一页写的" });
    await section(second, "timeline").getByText("第一页写的").waitFor();

    await second.bringToFront();
    await addOrder(second, { amount: "88", product: "第二页写的" });
    await section(page, "orders").getByText("1 笔，共 ¥88").waitFor();
    await section(second, "orders").getByText("1 笔，共 ¥88").waitFor();

    await page.close();
    await addOrder(second, { amount: "77", product: "独自写的" });
    await second.reload();
    await section(second, "timeline").getByText("第一页写的").waitFor();
    await section(second, "orders").getByText("2 笔，共 ¥165").waitFor();
    assertClean();
  }));

test("a change from the second tab is undone from either", () =>
  withApp(async (app) => {
    const { page } = app;
    const second = await two(app);
    await second.bringToFront();
    await addOrder(second, { amount: "88", product: "第二页写的" });
    await second.getByRole("banner").getByRole("button", { name: /^撤销/ }).click();
    await section(page, "orders").getByText("1 笔，共 ¥88").waitFor({ state: "detached" });
    await page.bringToFront();
    await page.getByRole("banner").getByRole("button", { name: /^重做/ }).click();
    await section(second, "orders").getByText("1 笔，共 ¥88").waitFor();
  }));

test("two tabs that edit different fields of one customer both keep their edits", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    const second = await two(app);
    for (const tab of [page, second]) {
      await edit(tab);
      await labelled(tab, "industry").waitFor();
    }
    await fill(page, { industry: "通信设备" });
    await fill(second, { keyNeed: "缩短交付期" });
    await page.bringToFront();
    await save(page);
    await second.bringToFront();
    await save(second);
    for (const tab of [page, second]) {
      await main(tab).getByText("通信设备").first().waitFor();
      await main(tab).getByText("缩短交付期").first().waitFor();
      assert.equal(await messages(tab).getByText("另一个标签页").count(), 0);
    }
    assertClean();
  }));

for (const first of ["the writing tab", "the other tab"]) {
  test(`the later of the same field stands, and ${first}, which was earlier, can take its own back`, () =>
    withApp(async (app) => {
      const { page } = app;
      const second = await two(app);
      const [early, late] = first === "the writing tab" ? [page, second] : [second, page];
      for (const tab of [early, late]) await edit(tab);
      await fill(early, { industry: "早填的" });
      await fill(late, { industry: "晚填的" });
      await early.bringToFront();
      await save(early);
      await late.bringToFront();
      await save(late);
      await messages(late).getByText("共用客户 的“所属行业”刚在另一个标签页改成“早填的”，现以你填的“晚填的”为准。").waitFor();
      await early.bringToFront();
      await main(early).getByText("晚填的").first().waitFor();
      const lost = messages(early).getByRole("status").filter({ hasText: "你填的“早填的”没有留下" });
      await lost.getByRole("button", { name: "用我填的" }).click();
      for (const tab of [early, late]) await main(tab).getByText("早填的").first().waitFor();
    }));
}

test("what a second tab enters into a customer that is gone by then stays in its form", () =>
  withApp(async (app) => {
    const { page } = app;
    const second = await two(app);
    await second.getByRole("button", { name: ZH.addOrder }).click();
    await fill(second, { amount: "88", product: "来不及的" });
    await page.bringToFront();
    await page.getByRole("banner").getByRole("button", { name: /^撤销/ }).click();
    await saved(page);
    await second.bringToFront();
    await dialog(second).getByRole("button", { name: is("save") }).click();
    await dialog(second).getByText("这条记录已不存在").waitFor();
    assert.equal(await labelled(second, "product").inputValue(), "来不及的");
  }));

test("a form half filled stays, whatever another tab stores: the name of the book, a large import", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    const second = await two(app);
    await second.getByRole("button", { name: ZH.addOrder }).click();
    await fill(second, { amount: "88", product: "填到一半的" });
    await page.bringToFront();
    await rename(page, "华东客户簿");
    // Too large to be sent to other tabs: they find it in the log.
    const rows = Array.from({ length: 3_000 }, (_, nth) => `客户 ${nth},${"很长的备注".repeat(40)}`);
    await read(page, table(`客户名称,备注\n${rows.join("\n")}\n`));
    assert.equal(await write(page), 3_000);
    await second.bringToFront();
    assert.equal(await labelled(second, "product").inputValue(), "填到一半的");
    await save(second);
    await section(second, "orders").getByText("1 笔，共 ¥88").waitFor();
    for (const tab of [page, second]) {
      await go(tab, "#/data");
      await tab.getByText("3001 位客户、").waitFor();
      await go(tab, "#/settings");
      assert.equal(await bookSettings(tab).getByRole("textbox", { name: "名称" }).inputValue(), "华东客户簿");
    }
    assertClean();
  }));

test("the second tab names the book, and what it prefers holds in the first", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    const second = await two(app);
    await second.bringToFront();
    await rename(second, "第二页起的名字");
    await second.getByRole("radio", { name: "深色" }).check({ force: true });
    await page.bringToFront();
    await page.locator("html[data-theme='dark']").waitFor();
    await go(page, "#/settings");
    assert.equal(await bookSettings(page).getByRole("textbox", { name: "名称" }).inputValue(), "第二页起的名字");
    // A preference of this tab does not put the other's back.
    await page.getByRole("radio", { name: "English" }).check({ force: true });
    await second.bringToFront();
    await second.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    assert.equal(await second.locator("html").getAttribute("data-theme"), "dark");
    assertClean();
  }));

for (const tabs of [2, 5]) {
  test(`${tabs} tabs that write at once lose nothing`, () =>
    withApp(async ({ open, page, profile, assertClean }) => {
      const EACH = 6;
      await open();
      await startEmpty(page);
      await go(page, "#/customers");
      const all = [page];
      while (all.length < tabs) all.push(await another(profile, page));
      const write = async (tab, number) => {
        for (let nth = 0; nth < EACH; nth += 1) await addCustomer(tab, { name: `客户 ${number}-${nth}` });
      };
      await Promise.all(all.map(write));
      await go(page, "#/data/history");
      await page.getByRole("button", { name: ZH.historyCheck }).click();
      await page.getByText(new RegExp(`^${tabs * EACH} 次修改都在`)).waitFor();
      for (const tab of all) {
        for (let number = 0; number < tabs; number += 1) {
          for (let nth = 0; nth < EACH; nth += 1) await openCustomer(tab, `客户 ${number}-${nth}`);
        }
      }
      await page.reload();
      await go(page, "#/data");
      await page.getByText(`${tabs * EACH} 位客户、`).waitFor();
      assertClean();
    }));
}

test("the tab that writes goes while others ask it: what was confirmed is there, and only that", () =>
  withApp(async ({ open, page, profile }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    const [second, third] = [await another(profile, page), await another(profile, page)];
    const confirmed = [];
    const write = async (tab, name) => {
      for (let nth = 0; nth < 8; nth += 1) {
        await addCustomer(tab, { name: `${name} ${nth}` });
        confirmed.push(`${name} ${nth}`);
        if (confirmed.length === 4) await page.close();
      }
    };
    await Promise.all([write(second, "乙"), write(third, "丙")]);
    await second.reload();
    for (const name of confirmed) await second.getByRole("link", { name, exact: true }).first().waitFor();
    await go(second, "#/data");
    await second.getByText("16 位客户、").waitFor();
  }));
