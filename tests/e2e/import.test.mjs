// Tables in the handbooks' layouts: a preview that says what becomes of each row, one change, and no surprise
// when the same file comes again; and every sort of file that is not one.

import assert from "node:assert/strict";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  addCustomer, chip, exportBook, go, importFiles, openCustomer, row, section, startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";
import { fates, fixture, nameCustomer, preview, read, refusal, table, write } from "./lib/tables.mjs";

/** The layouts, in an order in which each finds its customers: file, rows, and whose they are if it does not say. */
const LAYOUTS = [
  { file: "customers-a0.30.csv", rows: 2 },
  { file: "customers-a1.23.csv", rows: 2 },
  { file: "customers-a0.6-a0.13.csv", rows: 1 },
  { file: "orders.csv", rows: 3 },
  { file: "interactions-a1.20.csv", rows: 2 },
  { file: "interactions-a1.20-one-column.csv", rows: 1, whose: "*科技有限公司" },
  { file: "interactions-a3.18.csv", rows: 2, whose: "*科技有限公司" },
];
/** The same tables in other clothes: GB18030, UTF-16, tabs, another way to name the customer. */
const TWINS = [
  { file: "customers-a0.30-gb18030.csv", rows: 2 },
  { file: "customers-a0.30-utf16.tsv", rows: 2 },
  { file: "customers-a1.23-gb18030.tsv", rows: 2 },
  { file: "orders-gb18030.tsv", rows: 3 },
  { file: "interactions-a1.20-gb18030.tsv", rows: 2 },
  { file: "interactions-a3.18-gb18030.tsv", rows: 2, whose: "*科技有限公司" },
  { file: "interactions-a3.18-with-customer.csv", rows: 2 },
];
const CUSTOMER_COUNT = (page) => page.getByRole("main").getByRole("status").innerText();

async function readWhose(page, { file, whose }) {
  await read(page, fixture(file));
  assert.equal(await refusal(page).count(), 0, file);
  if (whose) await nameCustomer(page, whose);
  await page.getByRole("grid", { name: ZH.preview }).waitFor();
}

test("each layout of the handbooks is read; the same again changes nothing; undo takes it back", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    let before = await exportBook(page);
    for (const layout of LAYOUTS) {
      const { file, rows } = layout;
      await readWhose(page, layout);
      assert.deepEqual(await fates(page), [rows, 0, 0, 0], file);
      assert.deepEqual((await preview(page)).map(({ fate }) => fate), Array(rows).fill(ZH.fateNew), file);
      assert.ok((await exportBook(page)).equals(before), `${file} was written before it was confirmed`);
      await readWhose(page, layout);
      assert.equal(await write(page), rows, file);
      before = await exportBook(page);
      await readWhose(page, layout);
      assert.deepEqual(await fates(page), [0, 0, rows, 0], `${file} again`);
      assert.ok(await page.getByRole("button", { name: "写入 0 行" }).isDisabled(), file);
    }
    for (const twin of TWINS) {
      await readWhose(page, twin);
      assert.deepEqual(await fates(page), [0, 0, twin.rows, 0], `${twin.file} after its twin`);
    }

    await openCustomer(page, "*科技有限公司");
    await section(page, "peopleAndRoles").getByText("刘总监").waitFor();
    await section(page, "orders").getByText("2 笔，共 ¥12,300.50").waitFor();
    const meeting = section(page, "timeline").getByRole("listitem").filter({ hasText: "交付周期需缩短" }).first();
    await meeting.getByText("14:30").waitFor();
    await meeting.getByRole("checkbox", { name: /定制方案/ }).waitFor();
    await section(page, "timeline").getByText("介绍产品功能，了解核心需求").waitFor();
    await openCustomer(page, "*制造有限公司");
    await section(page, "facts").getByText("高价值").waitFor();
    await section(page, "facts").getByText("李明").waitFor();

    await page.reload();
    assert.ok((await exportBook(page)).equals(before), "a reload lost something");
    assertClean();
  }));

test("a GB18030 file comes first, without a book: the welcome leads to it, and undo empties it again", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await page.getByRole("button", { name: ZH.importFile }).click();
    await importFiles(page, fixture("customers-a1.23-gb18030.tsv"));
    await page.getByRole("grid", { name: ZH.preview }).waitFor();
    assert.deepEqual(await fates(page), [2, 0, 0, 0]);
    await page.reload();
    await page.getByLabel(ZH.dropFile).waitFor();
    await importFiles(page, fixture("customers-a1.23-gb18030.tsv"));
    await page.getByRole("button", { name: "写入 2 行" }).click();
    await page.getByRole("banner").waitFor();
    await go(page, "#/today");
    await chip(page, "firstContact").click();
    await row(page, "*制造有限公司").waitFor();
    await undo(page);
    await page.getByText(ZH.noCustomers).waitFor();
    await page.reload();
    await page.getByText(ZH.noCustomers).waitFor();
    assertClean();
  }));

test("the first import of all says what it did, as every other does", () =>
  withApp(async ({ open, page }) => {
    await open();
    await page.getByRole("button", { name: ZH.importFile }).click();
    await importFiles(page, fixture("customers-a0.30.csv"));
    assert.equal(await write(page), 2);
    await page.getByRole("link", { name: ZH.goToday }).click();
    await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
  }));

test("a changed row updates, and says which columns it changes", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    const heads = "客户编号,客户名称,所属行业,客户标签";
    await read(page, table(`${heads}\nU1,甲公司,制造业,重点\nU2,乙公司,零售,\n`));
    await write(page);
    await read(page, table(`${heads}\nU1,甲公司,通信,重点\nU2,乙公司,零售,\nU3,丙公司,零售,\n`));
    assert.deepEqual(await fates(page), [1, 1, 1, 0]);
    const [first] = await preview(page);
    assert.equal(first.fate, ZH.fateUpdate);
    assert.match(first.notes, /所属行业/);
    await chip(page, "fateNew").click();
    assert.deepEqual((await preview(page)).map(({ what }) => what.slice(0, 6)), ["U3 丙公司".slice(0, 6)]);
    assert.equal(await write(page), 2);
    await openCustomer(page, "甲公司");
    await section(page, "facts").getByText("通信").waitFor();
  }));

test("bad rows are reported with their place and reason, left out, and never half written", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, fixture("customers-a0.30.csv"));
    await write(page);
    const expected = {
      "bad-customers.csv": [[4, 0, 0, 12], {
        3: /客户编号“B1”：与第 2 行的客户编号重复/, 4: /与第 2 行的客户名称重复/, 5: /客户名称不能为空/, 6: /合作起始时间“2024-13-40”：日历上没有/,
        8: /合作阶段“暂停合作”/, 9: /累计交易金额“5000万-1亿”：是一个范围/, 10: /累计交易金额“-3”：金额不能为负/, 11: /复购率“1”/,
        14: /客户名称.*最多 200 个字符/, 15: /备注.*最多 4000 个字符/, 16: /控制字符/, 17: /有 8 格，表头只有 7 列/,
      }],
      "bad-orders.csv": [[1, 0, 0, 9], {
        2: /下单日期“2024-13-40”/, 3: /“2023-08”：需要具体到日/, 4: /是一个范围/, 5: /不能为负/, 6: /没有这个客户/, 7: /还没到/, 8: /“昨天”：不是日期/,
        10: /与第 9 行的订单编号重复/, 11: /金额不能为空/,
      }],
      "bad-interactions.csv": [[1, 0, 0, 7], {
        2: /跟进日期“2024-02-30”/, 3: /没有这种方式/, 4: /跟进日期不能为空/, 5: /没有这个客户/, 6: /不能为空/, 7: /时间读不出来/, 8: /还没到/,
      }],
    };
    for (const [file, [counted, problems]] of Object.entries(expected)) {
      await read(page, fixture(file));
      assert.deepEqual(await fates(page), counted, file);
      await page.getByText(`有误的 ${counted[3]} 行不会写入，其余照常。`).waitFor();
      await chip(page, "fateError").click();
      const wrong = await preview(page);
      assert.deepEqual(wrong.map(({ line }) => String(line)), Object.keys(problems), file);
      for (const { line, fate, notes } of wrong) {
        assert.equal(fate, ZH.fateError);
        assert.match(notes, problems[line], `${file} line ${line}`);
      }
      assert.equal(await write(page), counted[0], file);
    }
    await go(page, "#/customers");
    assert.match(await CUSTOMER_COUNT(page), /共 6 位/);
    await page.getByRole("link", { name: "<script>alert(1)</script>", exact: true }).waitFor();
    await page.getByRole("link", { name: "😀👩‍👩‍👧‍👦", exact: true }).waitFor();
    await openCustomer(page, "*科技有限公司");
    await section(page, "orders").getByText("1 笔，共 ¥12,000").waitFor();
    await section(page, "timeline").getByText("<script>😀").waitFor();
    assertClean();
  }));

test("what is no table is refused with its reason, and the next file works", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "不受影响" });
    const before = await exportBook(page);
    const zip = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from(Array.from({ length: 4000 }, (_, place) => (place * 37) % 256))]);
    const refused = [
      [table(""), /文件是空的/],
      [table("\ufeff"), /文件是空的/],
      [table("\n\n  \n"), /文件是空的|表头/],
      [fixture("header-only.csv"), /只有表头（客户编号、客户名称）/],
      [fixture("unknown-headings.csv"), /认不出这张表的表头：foo、bar/],
      [fixture("latin1.csv"), /认不出文件的编码/],
      [table(zip, "客户.xlsx"), /工作簿已损坏/],
      [table(zip, "客户.csv"), /工作簿已损坏/],
      [table(Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 9, 0, 0, 1])), /不是文本文件|认不出/],
    ];
    for (const [file, word] of refused) {
      await read(page, file);
      assert.match(await refusal(page).innerText(), word, file.name ?? file);
      assert.equal(await page.getByRole("button", { name: /^写入/ }).count(), 0);
      await page.getByRole("button", { name: ZH.anotherFile }).click();
      await page.getByLabel(ZH.dropFile).waitFor();
    }
    // The wrong encoding chosen, and the right one again.
    await read(page, fixture("customers-a0.30-gb18030.csv"));
    const encoding = page.getByRole("combobox", { name: ZH.encoding });
    await encoding.selectOption({ label: "UTF-8" });
    await refusal(page).waitFor();
    assert.match(await refusal(page).innerText(), /不是 UTF-8 编码/);
    await encoding.selectOption({ label: "GB18030" });
    await page.getByRole("grid", { name: ZH.preview }).waitFor();
    assert.deepEqual(await fates(page), [2, 0, 0, 0]);
    assert.ok((await exportBook(page)).equals(before));
    assertClean();
  }));

test("an import that cannot be saved leaves nothing behind, and the preview stands", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    const before = await exportBook(page);
    await read(page, fixture("customers-a0.30.csv"));
    await page.evaluate(() => {
      window.__add = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
    });
    await page.getByRole("button", { name: "写入 2 行" }).click();
    await page.getByRole("alert").filter({ hasText: "本机存储空间已满" }).waitFor();
    await page.evaluate(() => (IDBObjectStore.prototype.add = window.__add));
    assert.deepEqual(await fates(page), [2, 0, 0, 0], "the preview is gone: the file must be chosen again");
    assert.ok((await exportBook(page)).equals(before));
  }));

test("a CSV of 50 MB is read while the page stays alive", { timeout: 150_000 }, async (context) => {
  const folder = await mkdtemp(path.join(tmpdir(), "wellkept-large-"));
  const file = path.join(folder, "large.csv");
  const rows = await writeLarge(file, 50_000_000);
  try {
    await withApp(async ({ open, page, assertClean }) => {
      await open();
      await startEmpty(page);
      await go(page, "#/data/import");
      await page.evaluate(() => {
        window.__frames = { count: 0, longest: 0, last: performance.now() };
        const tick = () => {
          const now = performance.now();
          window.__frames = { count: window.__frames.count + 1, longest: Math.max(window.__frames.longest, now - window.__frames.last), last: now };
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      });
      const start = performance.now();
      await importFiles(page, file);
      await page.getByText(/^正在读取 large\.csv/).waitFor();
      await chip(page, "all").or(refusal(page)).first().waitFor({ timeout: 60_000 });
      const answered = performance.now() - start;
      const { count, longest } = await page.evaluate(() => window.__frames);
      assert.deepEqual(await fates(page), [rows, 0, 0, 0]);
      context.diagnostic(`50 MB, ${rows} rows: answer after ${answered.toFixed(0)} ms, ${count} frames, longest pause ${longest.toFixed(0)} ms`);
      assert.ok(answered < 60_000, `${answered} ms`);
      assert.ok(count > answered / 200, `only ${count} frames in ${answered} ms`);
      // Planned in one go it was two to three seconds; how short it really is, the diagnostic says.
      assert.ok(longest < 1_000, `the page stood still for ${longest} ms`);
      await go(page, "#/today");
      assertClean();
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Writes a table of customers of at least so many bytes and returns its number of rows. */
async function writeLarge(file, bytes) {
  const out = createWriteStream(file);
  out.write("客户编号,客户名称,所属行业,企业规模(营收),联系人及职务,联系方式(电话),合作起始时间,当前合作阶段,客户标签,备注\n");
  let rows = 0;
  for (let written = 0; written < bytes; ) {
    const lines = Array.from({ length: 1_000 }, () => {
      rows += 1;
      return `N${rows},第${rows}号客户有限公司,通信设备,5000万-1亿,刘总监,010-8888 ${rows},2023-08,稳定期,制造业、高复购,${"备注".repeat(25)}\n`;
    }).join("");
    written += Buffer.byteLength(lines);
    if (!out.write(lines)) await new Promise((drained) => out.once("drain", drained));
  }
  await new Promise((closed) => out.end(closed));
  return rows;
}

test("days without a year are of the year that is chosen, and the rows show it at once", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "云帆商贸" });
    await read(page, table("客户名称,沟通时间,方式,内容摘要\n云帆商贸,3月5日,电话,一\n云帆商贸,12/30,电话,二\n"));
    const year = page.getByRole("combobox", { name: "没写年份的日期是哪一年" });
    await year.selectOption("2022");
    await page.getByRole("listitem").filter({ hasText: "“沟通时间”没有写年份，按 2022-03-05 读取" }).waitFor();
    assert.match((await preview(page))[1].notes, /按 2022-12-30 读取/);
    // A year in which they are still to come makes them mistakes; another can be chosen all the same.
    await year.selectOption(String(new Date().getFullYear() + 1));
    await page.waitForFunction(() => document.body.innerText.includes("这一天还没到"));
    assert.deepEqual(await fates(page), [0, 0, 0, 2]);
    await year.selectOption("2022");
    await page.getByRole("listitem").filter({ hasText: "2022-03-05" }).waitFor();
    assert.equal(await write(page), 2);
    await openCustomer(page, "云帆商贸");
    await section(page, "timeline").getByText(/2022年12月30日/).first().waitFor();
    await assertClean();
  }));
