// Nothing is lost and nothing is pretended: writes that fail, two tabs, a database that is gone, a browser that ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, dialog, exportBook, fill, go, holds, importFiles, labelled, openCustomer, openRecord, openSample, ready,
  recordContact, save, saved, section, startEmpty, withApp, ZH,
} from "./lib/app.mjs";

/** Ways in which a write fails: what the browser does, and what the user must read. */
const FAILURES = {
  "the disk throws": ["throw", "UnknownError", /保存失败.*表单内容还在/],
  "there is no room": ["throw", "QuotaExceededError", /本机存储空间已满/],
  "the transaction is given up": ["abort", "", /保存失败|没有保存/],
};

/** Makes every write of the page fail; `mend` lets them through again. */
async function breakDisk(page, how, name) {
  await page.evaluate(
    ([how, name]) => {
      const kept = { add: IDBObjectStore.prototype.add, put: IDBObjectStore.prototype.put };
      window.__mend = () => Object.assign(IDBObjectStore.prototype, kept);
      for (const method of ["add", "put"]) {
        IDBObjectStore.prototype[method] = function (...given) {
          if (how === "throw") throw new DOMException("made to fail by a test", name);
          const request = kept[method].apply(this, given);
          this.transaction.abort();
          return request;
        };
      }
    },
    [how, name],
  );
  return () => page.evaluate(() => window.__mend());
}

/** Goes to a file of the same origin that is not the app. */
async function leave(page, url) {
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(`${url}theme.js`);
}

for (const [what, [how, name, words]] of Object.entries(FAILURES)) {
  test(`a failed write is told, keeps the form, shows nothing as saved: ${what}`, () =>
    withApp(async ({ open, page }) => {
      await open();
      await startEmpty(page);
      await addCustomer(page, { name: "先有的客户" });
      await openCustomer(page, "先有的客户");
      const before = await exportBook(page);
      await openCustomer(page, "先有的客户");
      await openRecord(page, { channel: "visit", summary: "这一次没有存上", action1: "下一步" });
      const mend = await breakDisk(page, how, name);
      await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
      await dialog(page).getByRole("alert").filter({ hasText: words }).waitFor();
      assert.equal(await labelled(page, "summary").inputValue(), "这一次没有存上");
      assert.equal(await labelled(page, "action1").inputValue(), "下一步");
      assert.equal(await section(page, "timeline").getByText("这一次没有存上").count(), 0);
      await page.getByRole("status").filter({ hasText: holds("notSaved") }).waitFor();
      await mend();
      await save(page);
      await section(page, "timeline").getByText("这一次没有存上").waitFor();
      await page.reload();
      await section(page, "timeline").getByText("这一次没有存上").waitFor();
      assert.ok(!(await exportBook(page)).equals(before));
    }));
}

test("removing and undoing that fail say so and change nothing", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "不该消失" });
    await openCustomer(page, "不该消失");
    const mend = await breakDisk(page, "throw", "QuotaExceededError");
    await page.getByRole("button", { name: ZH.removeCustomer }).click();
    const told = page.getByRole("region", { name: ZH.messages }).getByRole("alert").filter({ hasText: "本机存储空间已满" });
    await told.waitFor();
    await told.getByRole("button", { name: ZH.close }).click();
    await page.getByRole("banner").getByRole("button", { name: new RegExp(`^${ZH.undo}`) }).click();
    await told.waitFor();
    await go(page, "#/customers");
    await page.getByRole("link", { name: "不该消失" }).waitFor();
    await mend();
    await page.reload();
    await page.getByRole("link", { name: "不该消失" }).waitFor();
  }));

test("a sample that cannot be saved leads nowhere half way", () =>
  withApp(async ({ open, page }) => {
    await open();
    const mend = await breakDisk(page, "throw", "QuotaExceededError");
    await page.getByRole("button", { name: ZH.openSample }).click();
    await page.getByText("本机存储空间已满").waitFor();
    assert.ok(await page.getByRole("button", { name: ZH.openSample }).isVisible());
    await mend();
    await openSample(page);
    await page.reload();
    await page.getByText(ZH.sampleNotice).waitFor();
  }));

test("what is saved survives the end of the browser", () =>
  withApp(async (app) => {
    await app.open();
    await startEmpty(app.page);
    await addCustomer(app.page, { name: "还在" });
    const { profile, url } = app;
    await profile.restart();
    await profile.page.goto(`${url}#/customers`);
    await profile.page.getByRole("link", { name: "还在" }).waitFor();
  }, { outlives: true }));

test("a lost database shows how to restore, never an empty book", () =>
  withApp(async ({ open, page, url, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "救得回来" });
    const book = await exportBook(page);
    await leave(page, url);
    await page.evaluate(
      () =>
        new Promise((gone, stuck) => {
          const request = indexedDB.deleteDatabase("wellkept");
          request.onsuccess = gone;
          request.onblocked = request.onerror = () => stuck(new Error("the database is still in use"));
        }),
    );
    await page.goto(url);
    await page.getByText(ZH.cannotOpen).waitFor();
    assert.equal(await page.getByRole("button", { name: ZH.startEmpty }).count(), 0);
    await page.reload();
    await page.getByText(ZH.cannotOpen).waitFor();
    await page.getByRole("button", { name: ZH.restore }).click();
    await importFiles(page, { name: "book.json", mimeType: "application/json", buffer: book });
    await page.getByRole("button", { name: ZH.openBook }).click();
    await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
    assert.ok((await exportBook(page)).equals(book));
    assertClean();
  }));

for (const [what, harm] of Object.entries({
  "a missing change": (stores) => stores.log.clear(),
  "a missing manifest": (stores) => stores.meta.delete("manifest"),
  "an unreadable change": (stores) => stores.log.openCursor().addEventListener("success", (event) => event.target.result?.update("{not json")),
})) {
  test(`a damaged database is told, not opened as if it were whole: ${what}`, () =>
    withApp(async ({ open, page, url }) => {
      await open();
      await startEmpty(page);
      await addCustomer(page, { name: "受损" });
      await leave(page, url);
      await page.evaluate(
        (harm) =>
          new Promise((done, failed) => {
            const request = indexedDB.open("wellkept");
            request.onerror = failed;
            request.onsuccess = () => {
              const transaction = request.result.transaction(["meta", "chunks", "log"], "readwrite");
              const [meta, chunks, log] = ["meta", "chunks", "log"].map((name) => transaction.objectStore(name));
              // A function cannot be handed over, its text can: this page has no policy against it.
              new Function("stores", `(${harm})(stores)`)({ meta, chunks, log });
              transaction.oncomplete = () => done(request.result.close());
              transaction.onerror = failed;
            };
          }),
        harm.toString(),
      );
      await page.goto(url);
      await page.getByText(ZH.cannotOpen).waitFor();
      await page.getByRole("alert").getByText(/本机数据不完整/).waitFor();
      assert.ok(await page.getByRole("button", { name: ZH.restore }).isVisible());
    }));
}

test("erasing asks for a word, leads to the welcome, and stays erased", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/data");
    await page.getByRole("button", { name: ZH.erase }).click();
    const confirm = dialog(page).getByRole("button", { name: ZH.eraseConfirm });
    assert.ok(await confirm.isDisabled());
    await dialog(page).getByRole("textbox").fill("删");
    assert.ok(await confirm.isDisabled());
    await dialog(page).getByRole("textbox").fill(ZH.eraseWord);
    await confirm.click();
    await page.getByRole("heading", { level: 1, name: ZH.welcome }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: ZH.welcome }).waitFor();
    await startEmpty(page);
    await saved(page);
    assertClean();
  }));
