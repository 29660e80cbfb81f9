// The history: it outlives the page, shows who changed what, takes back what nothing builds on, and notices
// when it was tampered with.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, exportBook, fill, go, is, openCustomer, openSample, recordContact, save, saved, section, startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";
import { read, table, write } from "./lib/tables.mjs";

const undoButton = (page) => page.getByRole("banner").getByRole("button", { name: /^(撤销|Undo)/ });
const redoButton = (page) => page.getByRole("banner").getByRole("button", { name: /^(重做|Redo)/ });
const main = (page) => page.getByRole("main");
const line = (page, text) => main(page).getByRole("button", { expanded: false }).filter({ hasText: text }).first();
const opened = (page, text) => main(page).getByRole("listitem").filter({ has: page.getByRole("button", { name: text, expanded: true }) });

/** Edits the open customer. */
async function edit(page, values) {
  await main(page).getByRole("button", { name: is("edit") }).first().click();
  await fill(page, values);
  await save(page);
}

/** Opens a change of the history by its words and returns its place. */
async function show(page, text) {
  await line(page, text).click();
  return opened(page, text).first();
}

/** Looks into the stored database, and alters it: `alter` runs in the page and gets `get` and `put`. */
async function tamper(page, alter) {
  const work = async (alter) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("wellkept");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(["meta", "log"], "readwrite");
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    const get = (store, key) =>
      new Promise((resolve) => (transaction.objectStore(store).get(key).onsuccess = (event) => resolve(event.target.result)));
    const found = await alter(get, (store, key, value) => transaction.objectStore(store).put(value, key));
    await done;
    database.close();
    return found;
  };
  // As text, because a function cannot be handed over, and the page's policy lets it make none.
  return page.evaluate(`(${work})(${alter})`);
}

test("undo and redo go on after a reload, with the words of what they do", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸", industry: "软件" });
    await openCustomer(page, "云帆商贸");
    await edit(page, { industry: "通信设备" });
    await page.reload();
    await page.getByText("通信设备").first().waitFor();
    await page.getByRole("banner").getByRole("button", { name: "撤销：编辑客户 云帆商贸" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("软件").first().waitFor();
    await saved(page);
    await page.reload();
    await page.getByText("软件").first().waitFor();
    await page.getByRole("banner").getByRole("button", { name: "重做：编辑客户 云帆商贸" }).click();
    await page.getByText("通信设备").first().waitFor();
    await saved(page);
    await page.reload();
    await page.getByText("通信设备").first().waitFor();
    await page.getByRole("banner").getByRole("button", { name: "撤销：编辑客户 云帆商贸" }).waitFor();
    assert.ok(await redoButton(page).isDisabled());
    assertClean();
  }));

test("an import is taken back after a reload, its updates too", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    for (const rows of ["A1,云帆商贸,软件\n", "A1,云帆商贸,通信设备\nA2,北辰科技,零售\n"]) {
      await read(page, table(`客户编号,客户名称,所属行业\n${rows}`));
      await write(page);
    }
    await go(page, "#/customers");
    await page.reload();
    await undoButton(page).click();
    await page.getByText("北辰科技").waitFor({ state: "detached" });
    await openCustomer(page, "云帆商贸");
    await page.getByText("软件").first().waitFor();
  }));

test("packing a long log loses no history: a large import is taken back after two reloads", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    const rows = Array.from({ length: 1_000 }, (_, nth) => `客户${nth},${"很长的备注".repeat(400)}\n`);
    await read(page, table(`客户名称,备注\n${rows.join("")}`), 60_000);
    await write(page, 60_000);
    await page.reload();
    await page.getByRole("banner").waitFor();
    const unpacked = () =>
      tamper(page, async (get) => {
        const manifest = JSON.parse(await get("meta", "manifest"));
        return manifest.last_change + 1 - manifest.log_from;
      });
    for (let tries = 0; (await unpacked()) > 0; tries += 1) {
      assert.ok(tries < 100, "the log was not packed");
      await page.waitForTimeout(100);
    }
    await page.reload();
    await go(page, "#/today");
    await undoButton(page).click();
    await page.getByText(ZH.noCustomers).waitFor({ timeout: 60_000 });
    await go(page, "#/data/history");
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText("2 次修改都在，且未被改动。").waitFor();
  }));

test("the history shows each change before and after, and takes back one in the middle", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸", industry: "软件" });
    await openCustomer(page, "云帆商贸");
    await edit(page, { industry: "通信设备" });
    await recordContact(page, { channel: "call", summary: "回访" });
    await page.getByRole("link", { name: is("historyOf") }).click();
    await page.getByRole("heading", { level: 1, name: "云帆商贸 的修改记录" }).waitFor();

    const added = await show(page, "添加客户 云帆商贸");
    await added.getByText(ZH.historyBuildsOn).waitFor();
    assert.equal(await added.getByRole("button", { name: ZH.historyUndo }).count(), 0);
    assert.deepEqual(await added.getByRole("list").getByRole("listitem").allInnerTexts(), ["记录与 云帆商贸 的沟通", "编辑客户 云帆商贸"]);

    const edited = await show(page, "编辑客户 云帆商贸");
    const row = edited.getByRole("row", { name: /所属行业/ });
    assert.deepEqual(await row.getByRole("cell").allInnerTexts(), ["软件", "通信设备"]);
    await edited.getByRole("button", { name: ZH.historyUndo }).click();
    await edited.getByText(ZH.historyTakenBack, { exact: true }).waitFor();
    await saved(page);
    await page.getByRole("link", { name: "返回" }).click();
    await page.getByText("软件").first().waitFor();
    await section(page, "timeline").getByText("回访").waitFor();
    assertClean();
  }));

test("the history is narrowed by person and kind", () =>
  withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    await addCustomer(page, { name: "云帆商贸" });
    await openCustomer(page, "云帆商贸");
    await addOrder(page, { orderDay: "2026-01-05", amount: "1200" });
    await go(page, "#/data/history");
    await line(page, "添加客户 云帆商贸").waitFor();
    await page.getByLabel(ZH.historyKind).selectOption({ label: "订单" });
    await line(page, "添加客户 云帆商贸").waitFor({ state: "detached" });
    await line(page, "添加 云帆商贸 的订单").waitFor();
    await page.getByLabel(ZH.historyBy).selectOption({ index: 2 });
    await page.getByText("看过的修改里没有符合条件的").waitFor();
  }));

test("a history that was altered, shortened or lengthened is noticed", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    for (const name of ["云帆商贸", "北辰科技", "远山软件"]) await addCustomer(page, { name });
    await go(page, "#/data/history");
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText("3 次修改都在，且未被改动。").waitFor();
    await tamper(page, async (get, put) => {
      const text = await get("log", 3);
      put("log", 3, text.replace("北辰科技", "北辰集团"));
    });
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText(/change 3: it is not as it was written/).waitFor();
    await page.reload();
    await page.getByRole("alert").filter({ hasText: ZH.cannotOpen }).waitFor();
  }));

test("old history is let go by choice: the book stays, and what is left of the chain verifies", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    // A log of this size is packed at the next opening; only what is packed can go.
    const rows = Array.from({ length: 1_500 }, (_, nth) => `客户 ${nth},${"很长的备注".repeat(220)}`);
    await read(page, table(`客户名称,备注\n${rows.join("\n")}\n`));
    assert.equal(await write(page), 1_500);
    await go(page, "#/data/history");
    const fold = page.getByText("精简较早的修改记录");
    await fold.click();
    await page.getByText(/之前没有可以精简的修改记录/).waitFor();
    const before = await exportBook(page);
    await page.clock.setSystemTime(Date.now() + 3 * 366 * 86_400_000);
    await page.reload();
    await go(page, "#/customers");
    await addCustomer(page, { name: "之后的客户" });
    await undo(page);
    await go(page, "#/data/history");
    await fold.click();
    await page.getByText(/之前有 1 次修改/).waitFor();
    await page.getByRole("button", { name: "删去这些记录" }).click();
    await page.getByText("已精简 1 次修改").waitFor();
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText(/^2 次修改都在，且未被改动/).waitFor();
    const content = (book) => JSON.parse(book).content.customer;
    assert.equal(content(before).length, 1_500);
    assert.deepEqual(content(await exportBook(page)), content(before));
    await page.reload();
    await go(page, "#/data/history");
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText(/^2 次修改都在，且未被改动/).waitFor();
    assert.equal(await page.getByText(/导入 1500 行/).count(), 0);
    assertClean();
  }));
