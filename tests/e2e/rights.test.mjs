// A person's rights: everything that is held is handed over, and erased so that no byte of it is left.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, axe, dialog, downloaded, exportBook, fill, go, is, openCustomer, openRecord, recordContact, save, startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";
import { setLock } from "./lib/lock.mjs";

const NAME = "欧阳明月";
const WORDS = [NAME, "13912345678", "139-1234-5678", "mingyue@example.com", "欧阳总"];

/** Everything that the browser keeps for the app, as text: databases, files (unpacked), localStorage. */
function kept(page) {
  return page.evaluate(async () => {
    const text = (bytes) => new TextDecoder().decode(bytes);
    const unpacked = async (bytes) =>
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer())
        : bytes;
    const found = { localStorage: JSON.stringify(localStorage) };
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
      for (const store of database.objectStoreNames) {
        const values = await new Promise((done) => {
          database.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result);
        });
        const texts = await Promise.all(
          values.map(async (value) => (value instanceof Uint8Array ? text(await unpacked(value)) : JSON.stringify(value) ?? "")),
        );
        found[`${name}/${store}`] = texts.join("\n");
      }
      database.close();
    }
    const walk = async (folder, path) => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === "directory") await walk(handle, `${path}/${name}`);
        else found[`${path}/${name}`] = text(await unpacked(new Uint8Array(await (await handle.getFile()).arrayBuffer())));
      }
    };
    await walk(await navigator.storage.getDirectory(), "files");
    return found;
  });
}

/** Where any of the words stands. */
async function places(page) {
  const found = [];
  for (const [place, text] of Object.entries(await kept(page))) {
    for (const word of WORDS) if (text.includes(word)) found.push(`${place}: ${word}`);
  }
  return found;
}

/** Opens what is held on the contact of that name. */
async function openRights(page, customer) {
  await openCustomer(page, customer);
  await page.getByRole("button", { name: `编辑 ${NAME}` }).click();
  await dialog(page).getByRole("button", { name: is("rightsOpen") }).click();
  await dialog(page).getByRole("textbox", { name: "还被称作" }).fill("欧阳总、老欧阳");
  await dialog(page).getByRole("heading", { name: is("rightsPreview") }).waitFor();
}

test("what is held on a person is handed over, then erased everywhere: no byte is left, and the history still verifies", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await openCustomer(page, "云帆商贸");
    await page.getByRole("button", { name: ZH.addContact }).click();
    await fill(page, { contactName: NAME, phone: "139-1234-5678", email: "mingyue@example.com" });
    await save(page);
    await openRecord(page, { channel: "call", summary: `${NAME}说交付期要缩短，回电 13912345678`, fieldNeeds: "欧阳总要三份样品" });
    const card = { name: "名片.txt", mimeType: "text/plain", buffer: Buffer.from(`${NAME} 139-1234-5678`) };
    await dialog(page).locator('input[type="file"]').setInputFiles(card);
    await dialog(page).getByText("名片.txt").waitFor();
    await save(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "无关客户" });
    await go(page, "#/data/snapshots");
    await page.getByRole("button", { name: "现在存一份快照" }).click();
    await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
    const before = await places(page);
    for (const place of ["wellkept/log", "wellkept/files", "files/contents", "files/snapshots"]) assert.ok(before.some((each) => each.startsWith(place)), `${place} in ${before}`);

    await openRights(page, "云帆商贸");
    await dialog(page).getByText(/1 个附件会一并删除/).waitFor();
    await dialog(page).getByText(/■■■说交付期要缩短，回电 ■■■/).waitFor();
    assert.deepEqual(await axe(page), []);
    const file = await downloaded(page, () => dialog(page).getByRole("button", { name: "导出全部信息" }).click());
    assert.match(file.name, /^个人信息-\d{4}-\d\d-\d\d\.json$/);
    const held = JSON.parse(file.buffer.toString());
    const told = JSON.stringify(held);
    for (const word of [NAME, "139-1234-5678", "mingyue@example.com", "欧阳总要三份样品", "交付期要缩短"]) assert.ok(told.includes(word), word);
    assert.ok(!told.includes("无关客户"));
    assert.ok(held["修改记录"].length >= 2);

    await dialog(page).getByRole("button", { name: "抹除…" }).click();
    await dialog(page).getByRole("button", { name: "永久抹除" }).click();
    await dialog(page).getByText("已抹除", { exact: true }).waitFor();
    assert.deepEqual(await axe(page), []);
    const certificate = await downloaded(page, () => dialog(page).getByRole("button", { name: "保存证明" }).click());
    assert.match(certificate.buffer.toString(), /快照：1 份已重写，0 份无法读取已删除/);
    assert.match(certificate.buffer.toString(), /删除 1 个可能含有此人信息的文件/);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });

    assert.deepEqual(await places(page), []);
    const book = (await exportBook(page)).toString();
    for (const word of WORDS) assert.ok(!book.includes(word), word);
    assert.ok(book.includes("■■■说交付期要缩短，回电 ■■■"));
    await go(page, "#/data/history");
    await page.getByRole("button", { name: ZH.historyCheck }).click();
    await page.getByText(/^5 次修改都在/).waitFor();
    await page.getByText(/抹除一位联系人：涉及 \d+ 条记录、\d+ 次修改/).first().waitFor();
    await page.reload();
    assert.deepEqual(await places(page), []);
    await go(page, "#/customers");
    for (const name of ["云帆商贸", "无关客户"]) await openCustomer(page, name);

    // The snapshot is whole, and can be gone back to.
    await go(page, "#/data/snapshots");
    await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "替换现在的客户簿" }).waitFor();
    // What is done from here on can be taken back as ever.
    await go(page, "#/customers");
    await addCustomer(page, { name: "之后的客户" });
    await undo(page);
    assertClean();
  }));

test("whoever is erased while the disk refuses stays, whole", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await openCustomer(page, "云帆商贸");
    await page.getByRole("button", { name: ZH.addContact }).click();
    await fill(page, { contactName: NAME, phone: "139-1234-5678" });
    await save(page);
    const before = await exportBook(page);
    await openRights(page, "云帆商贸");
    await page.evaluate(() => {
      IDBObjectStore.prototype.clear = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await dialog(page).getByRole("button", { name: "抹除…" }).click();
    await dialog(page).getByRole("button", { name: "永久抹除" }).click();
    await dialog(page).getByRole("alert").filter({ hasText: /空间/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await go(page, "#/customers");
    await openCustomer(page, "云帆商贸");
    await page.getByText(NAME).first().waitFor();
    assert.deepEqual(await exportBook(page), before);
  }));

test("the file for the person leaves a locked book in the open, and says so on the screen and in its name", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await openCustomer(page, "云帆商贸");
    await page.getByRole("button", { name: ZH.addContact }).click();
    await fill(page, { contactName: NAME });
    await save(page);
    const warning = dialog(page).getByText(/导出的这个文件不加密/);
    await openRights(page, "云帆商贸");
    assert.equal(await warning.count(), 0);
    await page.keyboard.press("Escape");
    await setLock(page, "常顾 correct horse");
    await openRights(page, "云帆商贸");
    await warning.waitFor();
    const file = await downloaded(page, () => dialog(page).getByRole("button", { name: "导出全部信息" }).click());
    assert.match(file.name, /^个人信息-未加密-\d{4}-\d\d-\d\d\.json$/);
    assert.ok(file.buffer.toString().includes(NAME));
    assertClean();
  }));
