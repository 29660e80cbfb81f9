// Several files as one import, a choice for each row, a share of some customers, and the book of a colleague that
// is merged: each of them one change that one press takes back.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  addCustomer, chip, dialog, downloaded, exportBook, go, importFiles, is, openCustomer, openSample, section,
  startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";
import { fates, preview, read, refusal, table, write } from "./lib/tables.mjs";
import { zip } from "./lib/zip.mjs";

const CUSTOMERS = "客户编号,客户名称,所属行业\nZ1,压缩公司,机械\nZ2,打包公司,零售\n";
const PEOPLE = "客户名称,联系人,职务,在职状态\n压缩公司,张三,总监,在职\n";
const ORDERS = "客户名称,下单日期,金额\n打包公司,2024-01-02,500\n";
const NEEDS = "客户名称,提出日期,需求内容,需求状态\n打包公司,2024-03-05,交付提前,处理中\n";
const sheets = (page) => page.getByRole("group", { name: is("sheets") }).getByRole("button");

/** The JSON book with its history. */
async function exportWithHistory(page) {
  await go(page, "#/data");
  const box = page.getByRole("checkbox", { name: "附带修改记录（给同事合并用）" });
  if (!(await box.isChecked())) await box.click();
  return (await downloaded(page, () => page.getByRole("button", { name: is("exportBook") }).click())).buffer;
}

/** What the preview holds when all rows have been looked through. */
async function settled(page) {
  await page.getByText("正在逐行核对").waitFor({ state: "detached" });
  return fates(page);
}

test("a zip of files is one import: what one adds the next ones find, and one press takes all of it back", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const before = await exportBook(page);
    const files = { "../../订单.csv": ORDERS, "people/联系人.csv": PEOPLE, "客户.csv": CUSTOMERS, "需求.csv": NEEDS, "说明.txt": "hello" };
    const archive = { name: "全部.zip", mimeType: "application/zip", buffer: zip(files) };
    await read(page, archive);
    assert.deepEqual(await sheets(page).allInnerTexts(), [
      "../../订单.csv（1 行）", "people/联系人.csv（1 行）", "客户.csv（2 行）", "需求.csv（1 行）", "说明.txt",
    ]);
    assert.deepEqual(await settled(page), [1, 0, 0, 0], "the order finds its customer in another file");
    await page.getByRole("button", { name: "写入 5 行（4 张表）" }).waitFor();
    assert.equal(await write(page), 5);
    await openCustomer(page, "打包公司");
    await section(page, "orders").getByText("1 笔，共 ¥500").waitFor();
    await read(page, archive);
    await settled(page);
    assert.ok(await page.getByRole("button", { name: /^写入 0 行/ }).isDisabled(), "the same again changes nothing");
    await page.reload();
    await page.getByLabel(ZH.dropFile).waitFor();
    await undo(page);
    assert.ok((await exportBook(page)).equals(before), "one press took all of it back, also after a reload");
    assertClean();
  }));

test("several files, and a folder of them, come in together; a table can be left out", () =>
  withApp(async ({ open, page, assertClean }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "wellkept-folder-"));
    try {
      await mkdir(path.join(folder, "sub"));
      await writeFile(path.join(folder, "客户.csv"), CUSTOMERS);
      await writeFile(path.join(folder, "sub", "订单.csv"), ORDERS);
      await open();
      await startEmpty(page);
      await go(page, "#/data/import");
      await page.getByLabel("选择一个文件夹").setInputFiles(folder);
      await page.getByRole("grid", { name: ZH.preview }).waitFor();
      const names = await sheets(page).allInnerTexts();
      assert.ok(names.some((name) => /\/sub\/订单\.csv（1 行）$/.test(name)), String(names));
      await settled(page);
      await page.getByRole("button", { name: "写入 3 行（2 张表）" }).waitFor();
      await sheets(page).filter({ hasText: "订单" }).click();
      await page.getByRole("checkbox", { name: "导入这张表" }).click();
      await page.getByRole("button", { name: "写入 2 行", exact: true }).waitFor();
      await go(page, "#/today");
      await go(page, "#/data/import");
      await importFiles(page, [table(CUSTOMERS, "一.csv"), table(ORDERS, "二.csv")]);
      await page.getByRole("grid", { name: ZH.preview }).waitFor();
      await settled(page);
      assert.equal(await write(page), 3);
      assertClean();
    } finally {
      await rm(folder, { recursive: true });
    }
  }));

test("each row can be skipped, taken as new, or given to a customer; unknown words can be told", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技有限公司" });
    await read(page, table("客户名称,所属行业,合作阶段\n北辰科技,机械,热恋期\n云帆商贸,零售,稳定期\n北辰科技有限公司,软件,\n"));
    assert.deepEqual(await settled(page), [1, 1, 0, 1]);
    await page.getByRole("combobox", { name: "当前合作阶段“热恋期”（1 行）" }).selectOption({ label: "稳定期" });
    await page.getByText("没有这个合作阶段").waitFor({ state: "detached" });
    assert.deepEqual(await settled(page), [2, 1, 0, 0]);
    const grid = page.getByRole("grid", { name: ZH.preview });
    const choose = async (title, option) => {
      await grid.getByRole("row").filter({ hasText: title }).first().click();
      await dialog(page).getByRole("radio", { name: option, exact: true }).check({ force: true });
    };
    await choose("云帆商贸", "跳过");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    assert.deepEqual(await settled(page), [1, 1, 0, 0]);
    assert.deepEqual((await preview(page)).map(({ fate }) => fate), ["新增", "跳过", "更新"]);
    await choose("北辰科技 机械", "并入…");
    await dialog(page).getByLabel("客户名称").fill("北辰科技有限公司");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    // The third row means the same customer now: of two rows for one customer, the told one counts.
    assert.deepEqual(await settled(page), [0, 1, 0, 1]);
    await choose("北辰科技有限公司 软件", "作为新的");
    await dialog(page).getByRole("button", { name: "确定" }).click();
    assert.deepEqual(await settled(page), [1, 1, 0, 0]);
    assert.equal(await write(page), 2);
    await go(page, "#/customers");
    assert.match(await page.getByRole("main").getByRole("status").innerText(), /共 2 位/);
    assertClean();
  }));

test("looking through the rows can be cancelled, and leaves the book as it was", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const before = await exportBook(page);
    const rows = Array.from({ length: 60_000 }, (_, place) => `N${place},客户 ${place},机械`).join("\n");
    await go(page, "#/data/import");
    await importFiles(page, table(`客户编号,客户名称,所属行业\n${rows}\n`));
    await page.getByRole("button", { name: ZH.cancel }).click();
    await page.getByLabel(ZH.dropFile).waitFor();
    assert.ok((await exportBook(page)).equals(before));
    assertClean();
  }));

test("a colleague's book is merged by the changes of both; what both altered is asked; merging again changes nothing", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, table(CUSTOMERS));
    await write(page);
    const base = await exportWithHistory(page);
    const json = (buffer, name) => ({ name, mimeType: "application/json", buffer });
    const csv = (industry, remark) => table(`客户编号,所属行业,备注\nZ1,${industry},${remark}\nZ2,,${remark}\n`);
    // The colleague goes on with the book, in another profile.
    const theirs = await withApp(async ({ open: openTheirs, page: other }) => {
      await openTheirs();
      await startEmpty(other);
      await go(other, "#/data/import");
      await importFiles(other, json(base, "base.json"));
      await other.getByRole("button", { name: is("openBook") }).click();
      await other.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
      await read(other, table("客户编号,客户名称,所属行业\nZ1,压缩公司,通信\nZ9,同事的客户,软件\n"));
      await write(other);
      return exportWithHistory(other);
    });
    await read(page, csv("电力", "要发票"));
    await write(page);
    await read(page, table("客户编号,客户名称\nZ9,我的客户\n"));
    await write(page);
    const before = await exportBook(page);
    await go(page, "#/data/import");
    await importFiles(page, json(theirs, "theirs.json"));
    await page.getByRole("button", { name: "看看合并会改什么" }).click();
    await page.getByText(/新增 1 条/).waitFor();
    await page.getByText(/同事的客户|我的客户/).filter({ hasText: "Z9 → Z9-" }).first().waitFor();
    const clash = page.getByRole("listitem").filter({ hasText: "所属行业" });
    await clash.getByText(/这里：电力/).waitFor();
    await clash.getByRole("radio", { name: /对方：通信/ }).check({ force: true });
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
    await openCustomer(page, "压缩公司");
    await section(page, "facts").getByText("通信").waitFor();
    await openCustomer(page, "同事的客户");
    await go(page, "#/data/import");
    await importFiles(page, json(theirs, "theirs.json"));
    await page.getByRole("button", { name: "看看合并会改什么" }).click();
    await page.getByText("没有可合并的：对方有的这里都有。").waitFor();
    await undo(page);
    assert.ok((await exportBook(page)).equals(before), "one press takes the merge back");
    assertClean();
  }));

test("some customers leave as a book without amounts and with masked names, which opens like any other", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/data/export");
    await page.getByRole("combobox", { name: is("exportWhat") }).selectOption({ label: "全部表（一个工作簿）" });
    await page.getByRole("combobox", { name: is("exportForm") }).selectOption({ label: "常顾客户簿（.json）：只含这些客户" });
    await page.getByRole("combobox", { name: "负责人" }).selectOption({ index: 1 });
    const said = await page.getByText(/^共 \d+ 位客户/).innerText();
    await page.getByRole("checkbox", { name: "不含金额和订单" }).click();
    await page.getByRole("checkbox", { name: "姓名、电话、邮箱打码" }).click();
    const { name, buffer } = await downloaded(page, () => page.getByRole("button", { name: is("exportDo") }).click());
    assert.match(name, /^部分客户-.*\.json$/);
    const text = buffer.toString("utf8");
    assert.ok(!/"fen"/.test(text) && !/(?<![\w-])1[3-9]\d{9}(?![\w-])/.test(text));
    const chosen = Number(said.match(/\d+/)[0]);
    assert.ok(chosen > 0 && chosen < 120, said);
    await go(page, "#/data/import");
    await importFiles(page, { name, mimeType: "application/json", buffer });
    await page.getByRole("button", { name: is("replaceBook") }).click();
    await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
    await go(page, "#/customers");
    assert.match(await page.getByRole("main").getByRole("status").innerText(), new RegExp(`共 ${chosen} 位`));
    assertClean();
  }));

test("a zip that swells, and one that holds nothing to read, are refused in words", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, { name: "空.zip", mimeType: "application/zip", buffer: zip({ "__MACOSX/x": "1" }) });
    await refusal(page).filter({ hasText: "文件是空的" }).waitFor();
    await read(page, { name: "内.zip", mimeType: "application/zip", buffer: zip({ "内.zip": zip({ "客户.csv": CUSTOMERS }) }) });
    await refusal(page).filter({ hasText: "压缩包里的压缩包" }).waitFor();
    assert.equal(await chip(page, "fateNew").count(), 0);
    assertClean();
  }));

test("a file of 2 GB is refused before more than its head is read", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await page.evaluate(() => {
      const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size");
      const read = Blob.prototype.arrayBuffer;
      window.__read = 0;
      Object.defineProperty(File.prototype, "size", { get: () => 2 ** 31 });
      Blob.prototype.arrayBuffer = function () {
        window.__read += size.get.call(this);
        return read.call(this);
      };
    });
    for (const file of [table(`${CUSTOMERS}${"Z3,更多公司,机械\n".repeat(100)}`), { name: "书.json", mimeType: "application/json", buffer: Buffer.from(`{${" ".repeat(500)}}`) }]) {
      await read(page, file);
      assert.match(await refusal(page).innerText(), /文件有 2147 MB，最多能读/);
    }
    assert.ok((await page.evaluate(() => window.__read)) <= 128);
    assertClean();
  }));
