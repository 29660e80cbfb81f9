// The handbooks' tables with their sample rows: entered by file, shown, printed and saved (A0.30, A1.20, A1.23, A3.18),
// and the application for master data, filled and blank (A2.39–A2.47, A3.4, A3.13).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  addCustomer, dialog, downloaded, fill, go, is, labelled, openCustomer, save, saveInVain, section, startEmpty, withApp,
} from "./lib/app.mjs";
import { fates, fixture, read, write } from "./lib/tables.mjs";

/** Opens a table of the handbooks and returns its headings and rows as they are shown. */
async function paper(page, address) {
  await go(page, address);
  const table = page.getByRole("main").getByRole("table");
  await table.waitFor();
  const texts = (role) => table.getByRole(role).allInnerTexts();
  const headings = await texts("columnheader");
  const cells = await texts("cell");
  const rows = [];
  for (let at = 0; at < cells.length; at += headings.length) rows.push(cells.slice(at, at + headings.length));
  return { headings, rows };
}

/** Saves the table that is shown and returns its lines. */
async function savedLines(page) {
  const file = await downloaded(page, () => page.getByRole("button", { name: is("paperSave") }).click());
  return file.buffer.toString("utf8").replace("\ufeff", "").trim().split("\r\n");
}

test("the sample rows of the handbooks' tables come in and go out under the handbooks' own headings", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    for (const file of ["customers-a0.30.csv", "customers-a1.23.csv", "interactions-a3.18-with-customer.csv", "interactions-a1.20.csv"]) {
      await read(page, fixture(file));
      await write(page);
    }
    const heading = async (file) => (await readFile(fixture(file), "utf8")).replace("\ufeff", "").split(/\r?\n/)[0];

    const base = await paper(page, "#/paper/base-info");
    assert.equal(base.headings.join(","), await heading("customers-a0.30.csv"));
    assert.deepEqual(base.rows[0].slice(0, 8), ["TE2024001", "*科技有限公司", "通信设备", "5000万-1亿", "刘总监", "138****5678", "2023-08", "稳定期"]);
    const lines = await savedLines(page);
    assert.equal(lines[0], await heading("customers-a0.30.csv"));
    assert.ok(lines[1].startsWith("TE2024001,*科技有限公司,通信设备"), lines[1]);
    const workbook = await downloaded(page, () => page.getByRole("button", { name: is("paperSaveXlsx") }).click());
    assert.match(workbook.name, /^客户信息基础表-.*\.xlsx$/);
    await read(page, { name: workbook.name, mimeType: "application/octet-stream", buffer: workbook.buffer });
    assert.deepEqual(await fates(page), [0, 0, base.rows.length, 0]);

    const basic = await paper(page, "#/paper/basic-info");
    assert.equal(basic.headings.join(","), await heading("customers-a1.23.csv"));
    const maker = basic.rows.find((row) => row[1] === "*制造有限公司");
    assert.deepEqual(maker.slice(2), ["制造业", "高价值", "续约期", "张*", "采购总监", "139****1234", "产品交付周期优化", "李明", "2024年续约意向待确认"]);

    await go(page, "#/customers");
    await openCustomer(page, "*科技有限公司");
    const id = new URL(page.url()).hash.split("/").pop();
    const talks = await paper(page, `#/paper/follow-up/${id}`);
    assert.equal(`客户名称,${talks.headings.join(",")}`, await heading("interactions-a3.18-with-customer.csv"));
    assert.deepEqual(talks.rows[0].slice(0, 5), ["2024-03-15", "电话", "刘总监", "介绍产品功能，了解核心需求", "对数据分析功能感兴趣，希望看到案例"]);
    assert.equal(talks.rows[0][6], "张三");
    const communication = await paper(page, `#/paper/communication/${id}`);
    assert.equal(`客户编号,${communication.headings.join(",")}`, await heading("interactions-a1.20.csv"));
    const talk = communication.rows.find((row) => row[0] === "2024-05-10");
    assert.deepEqual(talk.slice(1, 5), ["电话", "刘总监、李明", "客户反馈产品交付周期需缩短，希望提供3个备选方案", "价格超出预算10%"]);
    assert.ok(talk[5].includes("2024-05-15") && talk[5].includes("再次沟通"), talk[5]);
    assert.equal((await savedLines(page))[0], communication.headings.join(","));
    const blank = await paper(page, "#/paper/follow-up");
    assert.ok(blank.rows.length > 8 && blank.rows.flat().every((cell) => cell.trim() === ""), "a blank table is blank");

    // On paper there is the table and nothing to press.
    for (const address of ["base-info", "basic-info", `follow-up/${id}`, `communication/${id}`, `master-data/${id}`]) {
      await go(page, `#/paper/${address}`);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.getByRole("button").filter({ visible: true }).count(), 0);
      assert.ok(await page.getByRole("main").getByText(/客户编号|客户名称|跟进日期|沟通时间/).first().isVisible(), address);
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      assert.ok(scroll <= client, `${address} is wider than the paper`);
      await page.emulateMedia({ media: "screen" });
    }
    assertClean();
  }));

test("master data is checked field by field, says what is still to be asked, and fills the application", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
    await fill(page, { name: "北辰科技有限公司", stage: "稳定期" });
    await labelled(page, "industry").fill("rjhxx");
    await dialog(page).getByRole("button", { name: "软件和信息技术服务业" }).click();
    await dialog(page).getByRole("button", { name: is("takeNumber") }).click();
    const number = await labelled(page, "number").inputValue();
    assert.match(number, /^IT\d{4}001$/);
    await save(page);
    await openCustomer(page, "北辰科技有限公司");
    await page.getByRole("button", { name: is("tabData") }).click();
    const data = section(page, "masterData");
    await data.getByText(/^资料完整度 \d+%/).waitFor();
    await data.getByText("缺 4 份资质文件").waitFor();
    await data.getByRole("button", { name: is("editMasterData") }).click();
    await fill(page, { creditCode: "9144030071526726XA", legalPerson: "王\u202e五", headcount: "-3", officePhone: "打给我" });
    await saveInVain(page);
    for (const said of ["最后一位校验不符（应为 G），请核对是否抄错", "含有看不见的书写方向符号，请删去后重新输入", "请填 0 到 10000000 之间的整数", "不像电话号码，请写成 13800001111 或 010-88886666"]) {
      await dialog(page).getByText(said).waitFor();
    }
    assert.equal(await labelled(page, "creditCode").inputValue(), "9144030071526726XA");
    await fill(page, { creditCode: "9144 0300 7152 6726 XG", legalPerson: "王五", headcount: "200", officePhone: "010-88886666", cityTier: "二级城市" });
    await dialog(page).getByRole("combobox", { name: "预算范围：状态" }).selectOption({ label: "待确认" });
    await save(page);
    await data.getByText("9144030071526726XG").waitFor();
    await data.getByText("待确认").waitFor();

    await data.getByRole("link", { name: "客户主数据维护申请单" }).click();
    const form = page.getByRole("main");
    await form.getByText("9144030071526726XG").waitFor();
    await form.getByText("☑ 二级城市").waitFor();
    for (const part of ["客户级别", "□ 一级代理商", "□ 网上商城客户", "业务经办人", "部门经理", "商务部", "财务部"]) await form.getByText(part).first().waitFor();
    await page.getByRole("link", { name: is("paperBlank") }).click();
    await form.getByText("□ 二级城市").waitFor();
    assert.equal(await form.getByText("9144030071526726XG").count(), 0);
    assertClean();
  }));
