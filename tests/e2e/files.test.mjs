// Files that people have, and lists that they want: workbooks, pasted cells, columns told by hand, rows that
// failed and were mended; and every list out of the book and in again without a change.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  addCustomer, chip, downloaded, exportBook, go, is, LANGUAGES, openCustomer, openSample, prefer, row, section, startEmpty,
  withApp, wordsOf, ZH,
} from "./lib/app.mjs";
import { fates, fixture, preview, read, refusal, table, write } from "./lib/tables.mjs";

/** Exports a list by the words of the export page and returns the file. */
async function exported(page, { what, form, ids = false }) {
  await go(page, "#/data/export");
  await page.getByRole("combobox", { name: is("exportWhat") }).selectOption({ label: what });
  await page.getByRole("combobox", { name: is("exportForm") }).selectOption({ label: form });
  const withIds = page.getByRole("checkbox", { name: is("exportIds") });
  if ((await withIds.isVisible()) && (await withIds.isChecked()) !== ids) await withIds.click();
  return downloaded(page, () => page.getByRole("button", { name: is("exportDo") }).click());
}

/** The buttons of the sheets of a workbook on the import page. */
const sheets = (page) => page.getByRole("group", { name: is("sheets") }).getByRole("button");

for (const language of LANGUAGES) {
  test(`a workbook of all lists comes back the same, sheet by sheet: ${language}`, () =>
    withApp(
      async ({ open, page, assertClean }) => {
        await open();
        await prefer(page, { language });
        await openSample(page);
        const words = wordsOf(language);
        const all = language === "en" ? "All lists (one workbook)" : "全部表（一个工作簿）";
        const { name, buffer } = await exported(page, { what: all, form: language === "en" ? "Excel workbook (.xlsx)" : "Excel 工作簿（.xlsx）" });
        assert.match(name, /-\d{4}-\d{2}-\d{2}\.xlsx$/);
        assert.equal(buffer.subarray(0, 2).toString(), "PK");
        await read(page, { name, mimeType: "application/octet-stream", buffer });
        assert.equal(await sheets(page).count(), 7);
        for (let place = 0; place < 7; place += 1) {
          await sheets(page).nth(place).click();
          await page.getByRole("grid", { name: is("preview") }).waitFor();
          await page.getByText(/正在逐行核对|Looking through/).waitFor({ state: "detached" });
          const [fresh, updated, same, wrong] = await fates(page);
          assert.deepEqual([fresh, updated, wrong], [0, 0, 0], `${await sheets(page).nth(place).innerText()}: ${words.fateSame}`);
          assert.ok(same > (place < 5 ? 20 : 0), `${same} rows`);
        }
        assertClean();
      },
      { locale: language },
    ));
}

for (const language of LANGUAGES) {
  test(`the handbooks' tables leave as one workbook and come back the same, sheet by sheet: ${language}`, () =>
    withApp(
      async ({ open, page, assertClean }) => {
        await open();
        await prefer(page, { language });
        await openSample(page);
        const [what, form] = language === "en"
          ? ["All handbook tables (one workbook)", "Excel workbook (.xlsx)"]
          : ["手册的全部表格（一个工作簿）", "Excel 工作簿（.xlsx）"];
        const { name, buffer } = await exported(page, { what, form });
        assert.match(name, language === "en" ? /^handbook tables-.*\.xlsx$/ : /^手册表格-.*\.xlsx$/);
        await read(page, { name, mimeType: "application/octet-stream", buffer });
        assert.equal(await sheets(page).count(), 6);
        if (language !== "en") {
          const names = (await sheets(page).allInnerTexts()).map((text) => text.replace(/（\d+ 行）$/, ""));
          assert.deepEqual(names, ["客户信息基础表", "客户基本信息表", "客户沟通记录表", "客户跟进维护记录表", "客户主数据维护申请单", "客户基本信息表（拜访登记）"]);
        }
        for (let place = 0; place < 6; place += 1) {
          await sheets(page).nth(place).click();
          await page.getByRole("grid", { name: is("preview") }).waitFor();
          await page.getByText(/正在逐行核对|Looking through/).waitFor({ state: "detached" });
          const [fresh, updated, same, wrong] = await fates(page);
          assert.deepEqual([fresh, updated, wrong], [0, 0, 0], await sheets(page).nth(place).innerText());
          assert.ok(same > 100, `${same} rows`);
        }
        assertClean();
      },
      { locale: language },
    ));
}

test("papers, birthdays and days without a year are read, and the preview says which year was taken", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, table("客户名称,合作阶段,统一社会信用代码,注册资本(万元),营业执照复印件,联系人,生日\n甲公司,稳定期,9144030071526726XG,500,2024-03-05,王芳,农历八月十五\n乙公司,,9144030071526726XA,,,,\n"));
    assert.deepEqual(await fates(page), [1, 0, 0, 1]);
    assert.match((await preview(page))[1].notes, /最后一位校验不符/);
    assert.equal(await write(page), 1);
    const give = page.getByRole("button", { name: "给没有编号的 1 位客户编号" });
    await give.click();
    await give.waitFor({ state: "detached" });
    await read(page, table("客户名称,沟通时间,方式,内容摘要\n甲公司,2024-01-02,电话,开头\n甲公司,12月30日,电话,之前\n甲公司,1/5 14:30,拜访,之后\n"));
    const notes = (await preview(page)).map(({ notes }) => notes);
    assert.equal(notes[0], "");
    assert.match(notes[1], /“沟通时间”没有写年份，按 2023-12-30 读取/);
    assert.match(notes[2], /按 2024-01-05 读取/);
    assert.equal(await write(page), 3);
    await openCustomer(page, "甲公司");
    await page.getByText(/KH\d{4}001/).first().waitFor();
    await section(page, "peopleAndRoles").getByText(/农历 8 月 15 日/).waitFor();
    await page.getByRole("button", { name: is("tabData") }).click();
    const data = section(page, "masterData");
    for (const said of ["9144030071526726XG", "缺 3 份资质文件"]) await data.getByText(said).waitFor();
    await data.getByText(/500\s?万|5,000,000/).waitFor();
    assertClean();
  }));

test("a folder that is dropped is read with all that is in it; a book among it is said to stay apart", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const book = await exportBook(page);
    const folder = await mkdtemp(path.join(tmpdir(), "wellkept-dropped-"));
    try {
      await mkdir(path.join(folder, "里层"));
      await writeFile(path.join(folder, "客户.csv"), "客户名称,所属行业\n甲公司,机械\n");
      await writeFile(path.join(folder, "里层", "订单.csv"), "客户名称,下单日期,金额\n甲公司,2024-01-02,500\n");
      await writeFile(path.join(folder, "里层", "我的.json"), book);
      await writeFile(path.join(folder, ".隐藏.csv"), "客户名称\n不该读到\n");
      await go(page, "#/data/import");
      const { x, y, width, height } = await page.locator("label.drop").boundingBox();
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [folder], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"]) {
        await session.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + height / 2, data });
      }
      await page.getByRole("button", { name: "写入 2 行（2 张表）" }).waitFor();
      const names = await sheets(page).allInnerTexts();
      assert.equal(names.length, 3);
      assert.ok(names.some((name) => name.includes("里层/订单.csv")), String(names));
      await page.getByText(/其中有客户簿（.*我的\.json），不随这些表写入/).waitFor();
      assert.equal(await write(page), 2);
      await openCustomer(page, "甲公司");
      await section(page, "orders").getByText(/1 笔/).waitFor();
      assertClean();
    } finally {
      await rm(folder, { recursive: true });
    }
  }));

test("an import that is being written says how far it is, and is given up without a trace", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "原来就有" });
    const before = await exportBook(page);
    const rows = Array.from({ length: 20_000 }, (_, place) => `批量客户${place},行业${place % 9}`);
    await read(page, table(`客户名称,所属行业\n${rows.join("\n")}\n`), 60_000);
    const button = page.getByRole("button", { name: "写入 20000 行" });
    await button.waitFor();
    // Slow enough for a hand to press: every pause between two steps is longer.
    await page.evaluate(() => {
      const post = MessagePort.prototype.postMessage;
      window.__post = post;
      MessagePort.prototype.postMessage = function (...given) {
        setTimeout(() => post.apply(this, given), 150);
      };
    });
    await button.click();
    await page.getByRole("status").filter({ hasText: /^正在写入… \d+%$/ }).waitFor();
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("main").getByRole("button", { name: "取消" }).click();
    await button.waitFor();
    await page.evaluate(() => (MessagePort.prototype.postMessage = window.__post));
    assert.ok((await exportBook(page)).equals(before), "what was given up left something behind");
    await page.reload();
    assert.ok((await exportBook(page)).equals(before));
    await read(page, table(`客户名称,所属行业\n${rows.slice(0, 5).join("\n")}\n`));
    assert.equal(await write(page), 5);
    assertClean();
  }));

test("the customer list leaves as it is shown, as CSV that Excel opens, and comes back the same", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await chip(page, "all").waitFor();
    await page.getByRole("main").locator("button[aria-pressed]").filter({ hasText: /^S$/ }).click();
    const shown = Number((await page.getByRole("main").getByRole("status").innerText()).match(/\d+/)[0]);
    const first = await row(page, 0).getByRole("link").innerText();
    await page.getByRole("main").getByRole("link", { name: is("exportDo") }).click();
    await page.getByRole("heading", { level: 1, name: is("exportLists") }).waitFor();
    await page.getByText(`共 ${shown} 位客户`).waitFor();
    const { name, buffer } = await exported(page, { what: "客户表", form: "CSV（.csv）" });
    assert.match(name, /^客户表-.*\.csv$/);
    const text = buffer.toString("utf8");
    assert.ok(text.startsWith("\ufeff客户编号,客户名称,"), text.slice(0, 60));
    const lines = text.trimEnd().split("\r\n");
    assert.equal(lines.length - 1, shown);
    assert.ok(lines[1].includes(first), `${lines[1]} is not ${first}`);
    await read(page, { name, mimeType: "text/csv", buffer });
    assert.deepEqual(await fates(page), [0, 0, shown, 0]);
    assertClean();
  }));

test("columns that nobody knows are told by hand once, and known from then on", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const strange = table("单位,老板,打给他,行当\n甲公司,王总,138 0000,机械\n乙公司,李总,+86 139,零售\n", "老系统.csv");
    await read(page, strange);
    assert.match(await refusal(page).innerText(), /认不出这张表的表头：单位、老板/);
    await page.getByRole("button", { name: ZH.mapByHand }).click();
    await page.getByRole("combobox", { name: ZH.mapTable }).selectOption({ label: "客户表" });
    await page.getByRole("list", { name: "前几格" }).first().getByText("乙公司").waitFor();
    for (const [heading, field] of [["单位", "客户名称"], ["老板", "联系人"], ["打给他", "联系方式(电话)"], ["行当", "所属行业"]]) {
      await page.getByRole("combobox", { name: heading, exact: true }).selectOption({ label: field });
    }
    await page.getByRole("textbox", { name: ZH.mapName }).fill("老系统");
    await page.getByRole("button", { name: ZH.mapSave }).click();
    await page.getByRole("grid", { name: ZH.preview }).waitFor();
    assert.deepEqual(await fates(page), [2, 0, 0, 0]);
    assert.equal(await write(page), 2);
    await page.reload();
    await read(page, strange);
    await page.getByText("按已存的对应“老系统”读取。").waitFor();
    assert.deepEqual(await fates(page), [0, 0, 2, 0]);
    await page.getByRole("button", { name: ZH.mapChange }).click();
    await page.getByRole("combobox", { name: "行当", exact: true }).selectOption({ label: "不导入" });
    await page.getByRole("button", { name: ZH.mapApply }).click();
    await page.getByText("以下列没有读取：行当").waitFor();
    assertClean();
  }));

test("rows that failed are downloaded with the reason, mended, and imported", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await read(page, fixture("bad-customers.csv"));
    const [, , , wrong] = await fates(page);
    const { name, buffer } = await downloaded(page, () => page.getByRole("button", { name: ZH.downloadFailed }).click());
    assert.match(name, /^未导入的行-.*\.csv$/);
    const text = buffer.toString("utf8");
    assert.match(text.split("\r\n")[0], /,未导入原因$/);
    assert.match(text, /日历上没有这一天/);
    await read(page, { name, mimeType: "text/csv", buffer });
    assert.equal((await fates(page)).reduce((sum, count) => sum + count), wrong, "every failed row is there");
    await page.getByText("以下列没有读取：未导入原因").waitFor();
    const mended = text.replace("2024-13-40", "2024-03-05").replace("暂停合作", "稳定期");
    await read(page, table(mended, name));
    assert.ok((await fates(page))[0] >= 2, String(await fates(page)));
    assertClean();
  }));

test("cells are pasted, with tabs between them as spreadsheets give them", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/data/import");
    await page.getByText(is("pasteCells")).first().click();
    await page.getByRole("textbox", { name: is("pasteCells") }).fill("客户名称\t所属行业\n粘贴公司\t=机械\n");
    await page.getByRole("button", { name: is("pasteDo") }).click();
    await page.getByRole("grid", { name: ZH.preview }).waitFor();
    assert.deepEqual((await preview(page)).map(({ what }) => what), ["粘贴公司 =机械"]);
    assert.equal(await write(page), 1);
    assertClean();
  }));

test("people leave as vCards and come in as such; what is due leaves as a calendar with ids that stay", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    for (const form of ["vCard 3.0（手机、Outlook）", "vCard 4.0"]) {
      const { name, buffer } = await exported(page, { what: "联系人表", form });
      assert.match(name, /\.vcf$/);
      const cards = buffer.toString("utf8").match(/BEGIN:VCARD/g).length;
      assert.ok(cards > 100, `${cards} cards`);
      await read(page, { name, mimeType: "text/vcard", buffer });
      assert.deepEqual(await fates(page), [0, 0, cards, 0]);
    }
    const calendar = { what: "待办事项表", form: "日历（.ics）：待办与应联系" };
    const first = (await exported(page, calendar)).buffer.toString("utf8");
    const uids = (text) => text.match(/^UID:.*$/gm);
    assert.ok(uids(first).length > 100 && new Set(uids(first)).size === uids(first).length);
    await page.reload();
    assert.deepEqual(uids((await exported(page, calendar)).buffer.toString("utf8")), uids(first));

    await go(page, "#/today");
    await read(page, { name: "新人.vcf", mimeType: "text/vcard", buffer: Buffer.from("BEGIN:VCARD\nVERSION:3.0\nFN:钱七\nORG:新来的公司\nTEL:+86 1\nEND:VCARD\n") });
    assert.deepEqual(await fates(page), [1, 0, 0, 0]);
    await page.getByText("将新增客户“新来的公司”").waitFor();
    assert.equal(await write(page), 1);
    assertClean();
  }));
