// The backup folder: picked once, written by itself, never in the way of other files. The folder here is one of the
// origin's own, which the browser hands out with the same kind of handle as one on the user's disk.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, go, importFiles, startEmpty, withApp } from "./lib/app.mjs";

const card = (page) => page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "备份文件夹" }) });

/** Makes the browser's picker give a folder of the origin, and its permission `permission`. */
function givePicker(page, permission = "granted") {
  return page.addInitScript((permission) => {
    window.showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle("我的备份", { create: true });
    const state = { now: sessionStorage.getItem("permission") ?? permission };
    FileSystemDirectoryHandle.prototype.queryPermission = async () => state.now;
    FileSystemDirectoryHandle.prototype.requestPermission = async () => {
      sessionStorage.setItem("permission", "granted");
      return (state.now = "granted");
    };
  }, permission);
}

/** The names of the files in the folder, in order, each with its text. */
function files(page) {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("我的备份", { create: true });
    const found = [];
    for await (const [name, handle] of folder.entries()) found.push([name, await (await handle.getFile()).text()]);
    return found.sort();
  });
}

async function put(page, name, text) {
  await page.evaluate(
    async ([name, text]) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("我的备份", { create: true });
      const target = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await target.write(text);
      await target.close();
    },
    [name, text],
  );
}

test("a folder that was picked once gets a file a day, which opens as a book elsewhere", () =>
  withApp(async ({ open, page, assertClean }) => {
    await givePicker(page);
    const start = new Date("2026-11-20T02:00:00Z").getTime();
    await page.clock.install({ time: start });
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data");
    await put(page, "年终总结.json", "不归常顾管");
    await card(page).getByRole("button", { name: "选择文件夹" }).click();
    await card(page).getByText("自动存到“我的备份”。").waitFor();
    await page.getByText("上次备份：今天，之后有 0 次修改。").waitFor();
    const [first, other, ...none] = await files(page);
    assert.equal(none.length, 0);
    assert.match(first[0], /^wellkept-2026-11-20-[0-9a-f]{4}\.json$/);
    assert.deepEqual(other, ["年终总结.json", "不归常顾管"]);

    // The next day it is written by itself.
    await go(page, "#/customers");
    await addCustomer(page, { name: "北辰科技" });
    await page.clock.setSystemTime(start + 24 * 60 * 60 * 1000);
    await page.reload();
    await go(page, "#/data");
    await page.getByText("上次备份：今天，之后有 0 次修改。").waitFor();
    const [, second] = await files(page);
    assert.match(second[0], /^wellkept-2026-11-21-/);

    // And it opens.
    await go(page, "#/data/import");
    await importFiles(page, { name: second[0], mimeType: "application/json", buffer: Buffer.from(second[1]) });
    await page.getByText("文件完整，校验通过：2 位客户，共 2 条记录。").waitFor();
    assertClean();
  }));

test("where the permission has lapsed it is asked for, and nothing is written before", () =>
  withApp(async ({ open, page }) => {
    await givePicker(page, "prompt");
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data");
    await card(page).getByRole("button", { name: "选择文件夹" }).click();
    await card(page).getByText("自动存到“我的备份”。").waitFor();
    await page.evaluate(() => sessionStorage.setItem("permission", "prompt"));
    await go(page, "#/customers");
    await addCustomer(page, { name: "北辰科技" });
    await page.reload();
    await go(page, "#/data");
    await card(page).getByText("在此之前不会自动备份").waitFor();
    const before = await files(page);
    await card(page).getByRole("button", { name: "允许写入" }).click();
    await card(page).getByRole("button", { name: "现在存一份" }).click();
    await card(page).getByText(`已存为 ${before[0][0]}`).waitFor();
    const [after] = await files(page);
    assert.notEqual(after[1], before[0][1]);
    await card(page).getByRole("button", { name: "停用" }).click();
    await card(page).getByRole("button", { name: "选择文件夹" }).waitFor();
    await page.reload();
    await card(page).getByRole("button", { name: "选择文件夹" }).waitFor();
    assert.deepEqual(await files(page), [after]);
  }));

test("a folder that cannot be written keeps its earlier file and says so", () =>
  withApp(async ({ open, page }) => {
    await givePicker(page);
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data");
    await card(page).getByRole("button", { name: "选择文件夹" }).click();
    await page.getByText("上次备份：今天，之后有 0 次修改。").waitFor();
    const before = await files(page);
    await page.evaluate(() => {
      const { pipeTo } = ReadableStream.prototype;
      ReadableStream.prototype.pipeTo = async function (...given) {
        const [target] = given;
        if (!(target instanceof FileSystemWritableFileStream)) return pipeTo.apply(this, given);
        await target.abort();
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await card(page).getByRole("button", { name: "现在存一份" }).click();
    await page.getByRole("alert").filter({ hasText: "本机存储空间已满" }).waitFor();
    assert.deepEqual(await files(page), before);
  }));

test("a browser without such folders says so", () =>
  withApp(async ({ open, page }) => {
    await page.addInitScript(() => delete window.showDirectoryPicker);
    await open();
    await startEmpty(page);
    await go(page, "#/data");
    await card(page).getByText("这个浏览器不能写入文件夹").waitFor();
    assert.equal(await card(page).getByRole("button").count(), 0);
  }));
