// Risks with their plans, contracts, types of buyer, letters of numbers (A0.9, A0.28, A1.7, A2.2, A2.13).

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, axe, dayFromNow, dialog, errorAt, exportBook, fill, go, importFiles, is, labelled, openCustomer, row, save, saved, saveInVain, section,
  startEmpty, undo, unfold, withApp, ZH,
} from "./lib/app.mjs";

/** Opens a tab of the open customer's page. */
const tab = (page, key) => page.getByRole("button", { name: is(key) }).click();

async function addContact(page, values) {
  await page.getByRole("button", { name: is("addContact") }).click();
  await fill(page, values);
}

test("a contact who leaves opens a risk, one plan is made for it, and its outcome settles it", async () => {
  const book = await withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await addContact(page, { contactName: "王建国" });
    await save(page);
    await page.getByRole("button", { name: "编辑 王建国", exact: true }).click();
    await dialog(page).getByRole("checkbox", { name: is("hasLeft") }).check();
    await save(page);
    await tab(page, "tabPlans");
    const plans = section(page, "plansTitle");
    await plans.getByText("王建国 已离职，角色无人接替").waitFor();
    await page.getByRole("heading", { level: 1 }).locator("..").getByText("重点关注").waitFor();
    await plans.getByRole("button", { name: /^为“王建国/ }).click();
    assert.equal(await dialog(page).getByRole("textbox", { name: /^第 1 步$/ }).inputValue(), "拜访接任者，确认决策角色");
    await dialog(page).getByRole("textbox", { name: /^第 2 步$/ }).fill("王\u202e五");
    await saveInVain(page);
    await dialog(page).getByText("含有看不见的书写方向符号，请删去后重新输入").waitFor();
    await dialog(page).getByRole("textbox", { name: /^第 2 步$/ }).fill("交接合作历史");
    await save(page);
    await plans.getByText("0/3 步").waitFor();
    assert.equal(await plans.getByRole("button", { name: /^为“王建国/ }).count(), 0);
    await plans.getByRole("checkbox", { name: "完成：交接合作历史" }).check();
    await plans.getByText("1/3 步").waitFor();
    await undo(page);
    await plans.getByText("0/3 步").waitFor();
    await plans.getByRole("button", { name: /^编辑挽留预案/ }).click();
    await fill(page, { planOutcome: "已挽留" });
    await save(page);
    await plans.getByText("没有发现风险。").waitFor();
    await plans.getByText("已挽留").waitFor();
    // By hand there is another, with the reason of the mark.
    await plans.getByRole("button", { name: is("watchEdit") }).click();
    await fill(page, { watchReason: "续约谈判停滞" });
    await save(page);
    await plans.getByRole("button", { name: is("planByHand") }).click();
    assert.equal(await dialog(page).getByRole("textbox", { name: /^风险说明/ }).inputValue(), "续约谈判停滞");
    await save(page);
    await plans.getByText("手工标记").waitFor();
    await plans.getByRole("button", { name: is("planByHand") }).click();
    await saveInVain(page);
    await dialog(page).getByText("同一风险已有预案，请打开原来的继续。").waitFor();
    await page.keyboard.press("Escape");
    assertClean();
    return exportBook(page);
  });
  await withApp(async ({ open, page, assertClean }) => {
    await open("#/data/import");
    await importFiles(page, { name: "book.json", mimeType: "application/json", buffer: book });
    await page.getByRole("button", { name: ZH.openBook }).click();
    await page.getByRole("heading", { level: 1, name: ZH.today }).waitFor();
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技");
    await tab(page, "tabPlans");
    await section(page, "plansTitle").getByText("0/3 步").first().waitFor();
    await section(page, "plansTitle").getByText("已挽留").first().waitFor();
    assertClean();
  });
});

test("a contract says when its renewal is due, and one that ends soon is a risk", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技" });
    await addCustomer(page, { name: "云帆商贸", referredBy: "北辰科技" });
    await openCustomer(page, "北辰科技");
    await tab(page, "tabPlans");
    await section(page, "referrals").getByRole("link", { name: "云帆商贸" }).waitFor();
    await page.getByRole("button", { name: is("contractAdd") }).click();
    await fill(page, { contractTitle: "年度服务", contractFrom: dayFromNow(2), contractUntil: dayFromNow(1), contractAmount: "12万" });
    await saveInVain(page);
    assert.equal(await labelled(page, "contractTitle").inputValue(), "年度服务");
    await fill(page, { contractFrom: dayFromNow(-300), contractUntil: dayFromNow(20) });
    await save(page);
    await section(page, "contracts").getByText("还有 20 天到期").waitFor();
    await section(page, "contracts").getByText("12万").or(section(page, "contracts").getByText("¥120,000")).first().waitFor();
    await section(page, "plansTitle").getByText(/^续约意向未确认/).first().waitFor();
    await go(page, "#/work");
    await page.getByRole("button", { name: /^有风险无预案/ }).click();
    await page.getByRole("grid").getByText(/续约意向未确认/).waitFor();
    await page.getByRole("grid").getByRole("button", { name: "补上" }).click();
    await dialog(page).getByRole("textbox", { name: /^第 1 步$/ }).waitFor();
    await save(page);
    await page.getByRole("button", { name: /^有风险无预案 ?0/ }).waitFor();
    assertClean();
  }));

test("a source is added, picked, filtered by, renamed and put away; who has it keeps it (A0.3)", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技", source: "展会对接" });
    await go(page, "#/settings");
    await page.getByRole("button", { name: is("sourceAdd") }).click();
    await fill(page, { sourceName: "客户转介绍" });
    await saveInVain(page);
    assert.match(await errorAt(page, "sourceName"), /已有同名的来源/);
    await fill(page, { sourceName: "抖音直播" });
    await save(page);
    assert.deepEqual(await axe(page), []);

    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸", source: "抖音直播" });
    await row(page, "云帆商贸").waitFor();
    await page.getByRole("main").getByRole("button", { name: /^筛选/ }).click();
    await dialog(page).getByRole("button", { name: "添加条件" }).click();
    await dialog(page).getByLabel("指标").selectOption({ label: "客户来源" });
    await dialog(page).getByLabel("数值").selectOption({ label: "抖音直播" });
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await row(page, "北辰科技").waitFor({ state: "detached" });
    await row(page, "云帆商贸").waitFor();
    await page.reload();

    // Renamed and put away, the customer keeps it, and nobody else is offered it.
    await go(page, "#/settings");
    const line = page.getByRole("listitem").filter({ hasText: "抖音直播" });
    assert.match(await line.innerText(), /1/);
    await line.getByRole("button").click();
    await fill(page, { sourceName: "直播间" });
    await save(page);
    await page.getByRole("button", { name: "编辑来源 直播间" }).click();
    await dialog(page).getByRole("button", { name: "移除" }).click();
    await saved(page);
    await page.getByRole("listitem").filter({ hasText: "直播间" }).filter({ hasText: "不再提供选择" }).waitFor();
    await go(page, "#/customers");
    await openCustomer(page, "云帆商贸");
    await page.getByRole("main").getByText("直播间").first().waitFor();
    await go(page, "#/customers");
    await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
    await dialog(page).waitFor();
    await unfold(page);
    const offered = await labelled(page, "source").locator("option").allInnerTexts();
    assert.ok(offered.includes("展会对接") && !offered.includes("直播间"), offered.join());
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    // One step takes it back.
    await page.getByRole("banner").getByRole("button", { name: /^撤销/ }).click();
    await saved(page);
    await go(page, "#/settings");
    await page.getByRole("listitem").filter({ hasText: "直播间" }).filter({ hasNotText: "不再提供选择" }).waitFor();
    assertClean();
  }));

test("types of buyer have tip cards, and the letters of numbers can be set", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技", industry: "通信设备" });
    await go(page, "#/settings");
    await page.getByRole("button", { name: "编辑类型 从容不迫型" }).click();
    await fill(page, { typeHandling: "先寄资料，再约面谈" });
    await save(page);
    await page.getByRole("button", { name: is("typeAdd") }).click();
    await fill(page, { typeName: "沉默寡言型" });
    await save(page);
    await page.getByText(/^下一个 TE\d{4}002$/).waitFor();
    await page.getByRole("button", { name: "通信设备：编号字母" }).click();
    await dialog(page).getByRole("textbox").fill("T9");
    await saveInVain(page);
    await dialog(page).getByText("请填 1 到 4 个英文字母").waitFor();
    await dialog(page).getByRole("textbox").fill("tx");
    await save(page);
    await page.getByText(/^下一个 TX\d{4}001$/).waitFor();
    await go(page, "#/customers");
    await openCustomer(page, "北辰科技");
    await addContact(page, { contactName: "刘洋", buyerType: "从容不迫型", birthday: "8-32" });
    await saveInVain(page);
    await dialog(page).getByText("不像生日，请写成 5-10 或 1980-5-10").waitFor();
    await fill(page, { birthday: "8-15" });
    await dialog(page).getByRole("checkbox", { name: is("lunar") }).check();
    await save(page);
    await page.getByText("农历 8 月 15 日").waitFor();
    await page.getByText("从容不迫型", { exact: true }).click();
    await page.getByText("先寄资料，再约面谈").waitFor();
    assertClean();
  }));
