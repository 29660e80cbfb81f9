// Pictures, PDFs and documents beside the tables of a zip or a folder: each to its customer, once, and back in one step.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  dialog, downloaded, exportBook, go, is, openCustomer, section, startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";
import { fates, preview, read, refusal, write } from "./lib/tables.mjs";
import { zip } from "./lib/zip.mjs";

const PDF = Buffer.from("%PDF-1.7\n合同全文");
const CUSTOMERS = "客户编号,客户名称\nKH01,北辰科技\nKH02,云帆商贸\n";
const files = (page) => section(page, "filesTitle");
const openTab = (page) => page.getByRole("button", { name: is("tabFiles"), exact: true }).click();
const sheets = (page) => page.getByRole("group", { name: /^(读到的表|Tables that were read)$/ }).getByRole("button");
const zipped = (content) => ({ name: "资料.zip", mimeType: "application/zip", buffer: zip(content) });

/** What the documents of a customer are called. */
async function namesOf(page, customer) {
  await openCustomer(page, customer);
  await openTab(page);
  const rows = files(page).getByRole("row").filter({ has: page.getByRole("button", { name: /^保存 / }) });
  await rows.first().waitFor();
  return (await rows.getByRole("button", { name: /^保存 / }).allInnerTexts()).length;
}

test("files beside tables go to their customers, come once, and are taken back with the tables", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const before = await exportBook(page);
    const all = zipped({
      "客户.csv": CUSTOMERS,
      "附件表.csv": "客户名称,文件,资质文件\n云帆商贸,扫描/1.pdf,营业执照\n云帆商贸,没有.pdf,\n",
      "扫描/1.pdf": "%PDF-1.7\n执照",
      "北辰科技/合同.pdf": PDF,
      "../../KH02 名片.pdf": "%PDF-1.7\n名片",
      "无主.pdf": "%PDF-1.7\n谁的",
      "北辰科技/空.png": "",
      "北辰科技/工具.exe": "MZ",
    });
    await read(page, all);
    await page.getByRole("button", { name: /^写入 5 行（3 张表）/ }).waitFor();
    await sheets(page).filter({ hasText: /^附件（/ }).click();
    await page.getByRole("grid", { name: ZH.preview }).getByRole("row").filter({ hasText: "无主.pdf" }).waitFor();
    assert.deepEqual(await fates(page), [2, 0, 0, 3]);
    const rows = await preview(page);
    const note = (name) => rows.find(({ what }) => what.includes(name)).notes;
    assert.match(note("合同.pdf"), /按“北辰科技”归入/);
    assert.match(note("扫描/1.pdf"), /表里已写明归属/);
    assert.match(note("无主.pdf"), /未归入/);
    assert.match(note("空.png"), /空文件/);
    assert.match(note("工具.exe"), /程序文件/);
    assert.equal(await write(page), 5);
    assert.equal(await namesOf(page, "北辰科技"), 1);
    const given = await downloaded(page, () => files(page).getByRole("button", { name: "保存 合同.pdf 到电脑" }).click());
    assert.ok(given.buffer.equals(PDF));
    await page.reload();
    assert.equal(await namesOf(page, "云帆商贸"), 2);
    await files(page).getByRole("row").filter({ hasText: "营业执照" }).waitFor();

    // The same again changes nothing; whose the last one is, the user says.
    await read(page, all);
    await page.getByRole("button", { name: /^写入 0 行/ }).waitFor();
    await sheets(page).filter({ hasText: /^附件（/ }).click();
    await page.getByRole("grid", { name: ZH.preview }).getByRole("row").filter({ hasText: "无主.pdf" }).click();
    await dialog(page).getByRole("radio", { name: "归入客户…" }).check();
    await dialog(page).getByLabel("客户名称").fill("北辰科技");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    assert.equal(await write(page), 1);
    assert.equal(await namesOf(page, "北辰科技"), 2);
    await undo(page);
    await undo(page);
    await page.reload();
    await go(page, "#/customers");
    await page.getByText(is("noCustomers")).first().waitFor();
    assert.ok((await exportBook(page)).equals(before), "one step took back all of it");
    assertClean();
  }));

test("a folder of scans alone is placed by its folders, with the customers of the book", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, { name: "客户.csv", mimeType: "text/csv", buffer: Buffer.from(CUSTOMERS) });
    assert.equal(await write(page), 2);
    const folder = await mkdtemp(path.join(tmpdir(), "wellkept-beside-"));
    try {
      await mkdir(path.join(folder, "KH02 云帆商贸"));
      await writeFile(path.join(folder, "KH02 云帆商贸", "合同.pdf"), PDF);
      await writeFile(path.join(folder, "KH02 云帆商贸", "太大.pdf"), Buffer.concat([PDF, Buffer.alloc(10_000_000)]));
      await go(page, "#/today");
      await go(page, "#/data/import");
      await page.getByLabel("选择一个文件夹").setInputFiles(folder);
      await page.getByRole("button", { name: "写入 1 行" }).waitFor();
      assert.deepEqual(await fates(page), [1, 0, 0, 1]);
      const rows = await preview(page);
      assert.match(rows.find(({ what }) => what.includes("太大.pdf")).notes, /上限 10 MB/);
      assert.equal(await write(page), 1);
    } finally {
      await rm(folder, { recursive: true });
    }
    assert.equal(await namesOf(page, "云帆商贸"), 1);
    assert.equal(await refusal(page).count(), 0);
    assertClean();
  }));

test("a file chosen alone goes to the customer whom its name names; else the user says whose it is", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, { name: "客户.csv", mimeType: "text/csv", buffer: Buffer.from(CUSTOMERS) });
    assert.equal(await write(page), 2);
    await read(page, { name: "KH02 合同.pdf", mimeType: "application/pdf", buffer: PDF });
    assert.deepEqual(await fates(page), [1, 0, 0, 0]);
    assert.match((await preview(page))[0].notes, /按“KH02 合同.pdf”归入/);
    assert.equal(await write(page), 1);
    assert.equal(await namesOf(page, "云帆商贸"), 1);
    await read(page, { name: "IMG_2034.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]) });
    assert.deepEqual(await fates(page), [0, 0, 0, 1]);
    assert.match((await preview(page))[0].notes, /未归入。请点这一行选择客户/);
    await page.getByRole("grid", { name: ZH.preview }).getByRole("row").filter({ hasText: "IMG_2034" }).click();
    await dialog(page).getByRole("radio", { name: "归入客户…" }).check();
    await dialog(page).getByLabel("客户名称").fill("北辰科技");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    assert.equal(await write(page), 1);
    assert.equal(await namesOf(page, "北辰科技"), 1);
    assertClean();
  }));

test("in English the list of files has English headings", () =>
  withApp(
    async ({ open, page, assertClean }) => {
      await open();
      await startEmpty(page);
      await read(page, zipped({ "customers.csv": "Customer name\nAnn Ltd\n", "scan.pdf": PDF }));
      await sheets(page).filter({ hasText: /^Files \(/ }).click();
      const lost = page.getByRole("grid", { name: is("preview") }).getByRole("row").filter({ hasText: "scan.pdf" });
      await lost.click();
      await dialog(page).getByText("File", { exact: true }).waitFor();
      assert.doesNotMatch(await dialog(page).innerText(), /\p{Script=Han}/u);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Change the columns" }).click();
      await page.getByLabel("File", { exact: true }).waitFor();
      assertClean();
    },
    { locale: "en" },
  ));

test("a customer who has a new name in one of several tables is asked about, and is one customer then", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, { name: "客户.csv", mimeType: "text/csv", buffer: Buffer.from("客户名称\n甲公司\n乙公司\n丙公司\n") });
    assert.equal(await write(page), 3);
    await read(page, zipped({
      "一.csv": "客户名称,所属行业\n甲公司,机械\n乙公司,零售\n丙公司,软件\n",
      "二.csv": "客户名称,关键需求\n甲公司,交付\n乙科技,价格\n丙公司,质量\n",
      "三.csv": "客户名称,备注\n甲公司,a\n乙公司,b\n丙公司,c\n",
    }));
    await page.getByText("可能改了名的客户").waitFor();
    await page.getByLabel("二.csv 第 3 行“乙科技”").selectOption({ label: "就是“乙公司”，改名" });
    await page.getByRole("button", { name: "写入 9 行（3 张表）" }).waitFor();
    assert.equal(await write(page), 9);
    await go(page, "#/customers");
    await page.getByRole("main").getByText("乙科技").first().waitFor();
    assert.equal(await page.getByRole("main").getByText("乙公司").count(), 0);
    await openCustomer(page, "乙科技");
    await section(page, "facts").getByText("价格").waitFor();
    assertClean();
  }));
