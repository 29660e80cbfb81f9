// Snapshots: made by themselves, gone back to after a look at what that changes, and what mends a damaged book.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, dialog, exportBook, go, openCustomer, startEmpty, withApp, ZH } from "./lib/app.mjs";

const list = (page) => page.getByRole("table", { name: "快照列表" });
const rows = (page) => list(page).getByRole("row").filter({ has: page.getByRole("button") });
const take = (page) => page.getByRole("button", { name: "现在存一份快照" }).click();

/** Goes to the snapshots and takes one. */
async function takeOne(page) {
  await go(page, "#/data/snapshots");
  const before = await rows(page).count();
  await take(page);
  await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
  await rows(page).nth(before).waitFor();
}

/** Replaces the book by the snapshot that is shown, and waits until that is done. */
async function replace(page) {
  await page.getByRole("button", { name: "替换现在的客户簿" }).click();
  await page.waitForURL(/#\/today$/);
}

/** Does something to the files of the snapshots. `work` runs in the page. */
function onFiles(page, work) {
  return page.evaluate(`(${work})()`);
}

/** Deletes the database from outside, and what says that there was one. */
async function wipe(page, url) {
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(`${url}theme.js`);
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        localStorage.clear();
        const request = indexedDB.deleteDatabase("wellkept");
        request.onsuccess = () => done();
        request.onerror = request.onblocked = failed;
      }),
  );
}

/** Flips a byte of the stored chunk that holds the customers. */
async function damageChunks(page, url) {
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto(`${url}theme.js`);
  await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open("wellkept").onsuccess = (opened) => {
          const transaction = opened.target.result.transaction("chunks", "readwrite");
          transaction.objectStore("chunks").openCursor().onsuccess = (event) => {
            const cursor = event.target.result;
            if (!cursor) return;
            cursor.value[Math.floor(cursor.value.length / 2)] ^= 4;
            cursor.update(cursor.value);
            cursor.continue();
          };
          transaction.oncomplete = () => done(opened.target.result.close());
        };
      }),
  );
}

test("a snapshot is made by itself once a book is open, and told in the list", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await page.reload();
    await openCustomer(page, "云帆商贸");
    await go(page, "#/data/snapshots");
    await rows(page).filter({ hasText: "自动" }).filter({ hasText: "1 位客户，1 条记录" }).waitFor();
    await assertClean();
  }));

test("going back to a snapshot says first what that changes, and can itself be taken back", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸", industry: "软件" });
    const before = await exportBook(page);
    await takeOne(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "北辰科技" });
    const after = await exportBook(page);
    await go(page, "#/data/snapshots");
    await rows(page).filter({ hasText: "手动" }).getByRole("button").click();
    const changes = page.getByRole("table", { name: "替换后会有什么不同" });
    await changes.getByRole("row").filter({ hasText: "客户" }).waitFor();
    const cells = await changes.getByRole("row").filter({ hasText: "客户" }).getByRole("cell").allTextContents();
    assert.deepEqual(cells, ["2", "1", "1", "0", "0"]);
    await replace(page);
    await openCustomer(page, "云帆商贸");
    assert.ok((await exportBook(page)).equals(before), "the book is what it was");
    await go(page, "#/data/snapshots");
    await rows(page).filter({ hasText: "替换客户簿之前" }).getByRole("button").click();
    await replace(page);
    await openCustomer(page, "北辰科技");
    assert.ok((await exportBook(page)).equals(after), "and what it was before that");
    await assertClean();
  }));

test("a database that is gone without a trace is mended from its snapshot, never greeted as new", () =>
  withApp(async ({ open, page, url }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    const before = await exportBook(page);
    await takeOne(page);
    await wipe(page, url);
    await page.goto(url);
    await page.getByRole("alert").filter({ hasText: ZH.cannotOpen }).waitFor();
    await page.getByRole("button", { name: "从快照恢复" }).click();
    await rows(page).filter({ hasText: "手动" }).getByRole("button").click();
    await page.getByRole("button", { name: "打开这本客户簿" }).click();
    await openCustomer(page, "云帆商贸");
    assert.ok((await exportBook(page)).equals(before));
    await page.reload();
    await openCustomer(page, "云帆商贸");
  }));

test("damaged chunks are mended from a snapshot and the changes since, which the log still has", () =>
  withApp(async ({ open, page, url, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    // Replacing the book packs it.
    await takeOne(page);
    await rows(page).filter({ hasText: "手动" }).getByRole("button").click();
    await replace(page);
    await openCustomer(page, "云帆商贸");
    await takeOne(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "北辰科技" });
    await addCustomer(page, { name: "远山软件" });
    const before = await exportBook(page);
    await damageChunks(page, url);
    await page.goto(url);
    await page.getByRole("alert").getByText(/not as they were written/).waitFor();
    await page.getByRole("button", { name: "从快照恢复" }).click();
    await rows(page).filter({ hasText: "手动" }).first().getByRole("button").click();
    await page.getByText("快照之后仍能读出的 2 次修改也一并找回。").waitFor();
    await page.getByRole("button", { name: "打开这本客户簿" }).click();
    await openCustomer(page, "远山软件");
    assert.ok((await exportBook(page)).equals(before), "nothing is lost");
    await assertClean();
  }));

test("a snapshot that is not as it was written is refused", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await takeOne(page);
    await onFiles(page, async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("snapshots");
      for await (const handle of folder.values()) {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        bytes[Math.floor(bytes.length / 2)] ^= 1;
        const target = await handle.createWritable();
        await target.write(bytes);
        await target.close();
      }
    });
    await rows(page).first().getByRole("button").click();
    await page.getByRole("alert").filter({ hasText: "本机数据不完整" }).waitFor();
    await openCustomer(page, "云帆商贸");
  }));

test("a snapshot that was being made when the browser was closed is none, and another one is made", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await takeOne(page);
    const sizes = () =>
      onFiles(page, async () => {
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("snapshots");
        const found = [];
        for await (const handle of folder.values()) found.push((await handle.getFile()).size);
        return found;
      });
    await onFiles(page, async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("snapshots");
      for await (const handle of folder.values()) await (await handle.createWritable()).close();
    });
    assert.deepEqual(new Set(await sizes()), new Set([0]));
    await page.reload();
    await openCustomer(page, "云帆商贸");
    await go(page, "#/data/snapshots");
    await rows(page).filter({ hasText: "自动" }).filter({ hasText: "1 位客户，1 条记录" }).waitFor();
    assert.equal(await rows(page).count(), 1);
    const left = await sizes();
    assert.ok(left.length === 1 && left[0] > 0, `files of ${left} bytes`);
    await assertClean();
  }));

test("erasing the book erases its snapshots", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await takeOne(page);
    await go(page, "#/data");
    await page.getByRole("button", { name: ZH.erase }).click();
    await dialog(page).getByRole("textbox").fill(ZH.eraseWord);
    await dialog(page).getByRole("button", { name: ZH.eraseConfirm }).click();
    await page.getByRole("heading", { level: 1, name: ZH.welcome }).waitFor();
    const left = await onFiles(page, async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("snapshots");
      const names = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    });
    assert.deepEqual(left, []);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: ZH.welcome }).waitFor();
  }));
