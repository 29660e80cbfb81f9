// The JSON book: out of one browser, into another, the same bytes; and what is not whole is refused.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  addCustomer, counts, exportBook, go, GROUPS, importBook, importFiles, openSample, row, startEmpty, todayList, withApp, ZH,
} from "./lib/app.mjs";

/** A file as the browser's chooser hands it over. */
const file = (buffer, name = "book.json") => ({ name, mimeType: "application/json", buffer });

/** Puts a new content into a book, with the checksum that it then has. */
function sealed(book, change) {
  const text = book.toString("utf8");
  const start = text.indexOf('"content":') + '"content":'.length;
  const content = change(text.slice(start, -2));
  const sum = createHash("sha256").update(content).digest("hex");
  return Buffer.from(`${text.slice(0, start).replace(/[0-9a-f]{64}/, sum)}${content}}\n`);
}

test("a book exported, imported into a fresh profile and exported again is the same, byte for byte", async () => {
  const { book, before } = await withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await addCustomer(page, { name: "<b>常顾</b> & “引号” 😀", keyNeed: "a\\b\"c", tags: "甲、乙", statedAmount: "1.2万", needFit: 3 });
    const before = await counts(page, GROUPS);
    const book = await exportBook(page);
    assert.deepEqual(await exportBook(page), book, "two exports of one book differ");
    assertClean();
    return { book, before };
  });
  assert.match(book.toString("utf8", 0, 40), /^\{"wellkept_book":1,"sha256":"/);

  await withApp(async ({ open, page, assertClean }) => {
    await open();
    await page.getByRole("button", { name: ZH.importFile }).click();
    await importFiles(page, file(book));
    await page.getByText(/文件完整，校验通过：\d+ 位客户/).waitFor();
    assert.equal(await page.getByText(/会替换现在的客户簿/).count(), 0, "there is nothing to replace");
    await page.getByRole("button", { name: ZH.openBook }).click();
    await todayList(page).waitFor();
    assert.deepEqual(await counts(page, GROUPS), before);
    assert.ok((await exportBook(page)).equals(book), "the second export differs");
    await page.reload();
    assert.ok((await exportBook(page)).equals(book), "after a reload the export differs");
    assertClean();
  });
});

test("a book from an English profile opens in a Chinese one unchanged", async () => {
  const book = await withApp(
    async ({ open, page }) => {
      await open();
      await openSample(page);
      return exportBook(page);
    },
    { locale: "en-GB", timezone: "Europe/London" },
  );
  await withApp(async ({ open, page }) => {
    await open();
    await importBook(page, file(book));
    assert.ok((await exportBook(page)).equals(book));
  });
});

test("what is not a whole, unaltered book of this version is refused, and nothing is touched", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await addCustomer(page, { name: "还在这里" });
    const book = await exportBook(page);
    const text = book.toString("utf8");
    const middle = Math.floor(book.length / 2);
    const flipped = Buffer.from(book);
    flipped[flipped.indexOf("还在这里") + 1] ^= 1;
    const refused = [
      ["empty", Buffer.alloc(0), /空/],
      ["cut in the middle", book.subarray(0, middle), /不完整|读到第/],
      ["cut at the last line feed", book.subarray(0, book.length - 1), /不完整|读到第|改动/],
      ["cut within the head", book.subarray(0, 30), /不完整|读到第/],
      ["one bit changed", flipped, /改动过/],
      ["one name changed", Buffer.from(text.replace("还在这里", "不在这里")), /改动过/],
      ["a record left out", Buffer.from(text.replace(/\n\{"id":[^\n]*还在这里[^\n]*/, "")), /改动过/],
      ["more behind the end", Buffer.concat([book, Buffer.from("{}\n")]), /改动过|不是/],
      ["laid out anew", Buffer.from(JSON.stringify(JSON.parse(text), null, 2)), /重新排版/],
      ["a newer version", Buffer.from(text.replace('"wellkept_book":1', '"wellkept_book":2')), /更新版本.*格式 2.*现有数据未改动/],
      ["another JSON", Buffer.from('{"hello":"world"}'), /不是常顾的客户簿/],
      ["a JSON list", Buffer.from("[]"), /不是常顾的客户簿/],
      ["not JSON at all", Buffer.from("这不是 JSON"), /不是常顾的客户簿/],
      ["a wrong count under a right checksum", sealed(book, (content) => content.replace(/"customer":(\d+)/, (_, n) => `"customer":${+n + 1}`)), /应有 \d+ 条/],
      ["a record without a name under a right checksum", sealed(book, (content) => content.replace('"name":"还在这里",', "")), /读不出来/],
    ];
    for (const [what, bytes, word] of refused) {
      await go(page, "#/data/import");
      await page.getByLabel(ZH.dropFile).or(page.getByRole("button", { name: ZH.anotherFile })).first().waitFor();
      if (!(await page.getByLabel(ZH.dropFile).isVisible())) await page.getByRole("button", { name: ZH.anotherFile }).click();
      await importFiles(page, file(bytes));
      const alert = page.getByRole("main").getByRole("alert");
      await alert.waitFor();
      assert.match(await alert.innerText(), word, what);
      assert.equal(await page.getByRole("button", { name: ZH.replaceBook }).count(), 0, what);
    }
    assert.ok((await exportBook(page)).equals(book), "the book is not what it was");
    await page.reload();
    assert.ok((await exportBook(page)).equals(book), "the book on the disk is not what it was");
    assertClean();
  }));

test("replacing the present book says what it replaces, and asks first", async () => {
  const book = await withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    return exportBook(page);
  });
  await withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "会被替换" });
    await go(page, "#/data/import");
    await importFiles(page, file(book));
    await page.getByText(/打开它会替换现在的客户簿（1 位客户、1 条记录）/).waitFor();
    await go(page, "#/today");
    assert.equal(await row(page, "会被替换").count(), 0, "nobody is due yet");
    await page.getByRole("button", { name: new RegExp(`^${ZH.firstContact}`) }).click();
    await row(page, "会被替换").waitFor();
    await go(page, "#/data/import");
    await importFiles(page, file(book));
    await page.getByRole("button", { name: ZH.replaceBook }).click();
    await todayList(page).waitFor();
    assert.ok((await exportBook(page)).equals(book));
    await go(page, "#/customers");
    await page.getByRole("searchbox").fill("会被替换");
    await page.getByText(ZH.nothingFound).waitFor();
    assertClean();
  });
});
