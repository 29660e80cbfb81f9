// An own book from nothing: the first customer by the form, what the form refuses, orders and a tier, editing.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, addOrder, chip, counts, dayFromNow, dialog, errorAt, fill, go, GROUPS, labelled, openCustomer, row, save, saved, saveInVain,
  section, startEmpty, withApp, ZH,
} from "./lib/app.mjs";
import { scoreOf, whyTable } from "./lib/why.mjs";

test("the first customer comes by the form and stands on Today as a first contact", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "澄江机械有限公司", industry: "制造业", stage: "接洽中", contactName: "江澄", title: "采购经理", phone: "010-5555 0101", keyNeed: "缩短交期" });
    assert.deepEqual(await counts(page, GROUPS), { toDo: 0, overdue: 0, due: 0, firstContact: 1, openEarly: 0, notYet: 0 });
    await chip(page, "firstContact").click();
    const first = row(page, "澄江机械有限公司");
    // A week from now, or the working day before it.
    assert.match(await first.innerText(), /首次联系，[1-7] 天内/);
    assert.match(await first.innerText(), /江澄 采购经理/);
    assert.match(await first.innerText(), /从未联系/);
    assert.equal(await first.getByRole("link", { name: /010-5555 0101/ }).getAttribute("href"), "tel:010-55550101");

    await openCustomer(page, "澄江机械有限公司");
    await section(page, "peopleAndRoles").getByText("江澄").waitFor();
    // Nothing bought yet is known, and that alone leaves no tier but one.
    await scoreOf(page).getByText("尚未成交").first().waitFor();
    await scoreOf(page).getByText(/^C 级 · /).waitFor();
    await section(page, "facts").getByText("制造业").waitFor();

    // Orders and judgements make a tier, with a range while something is missing.
    await addOrder(page, { orderDay: dayFromNow(-40), amount: "60万", product: "数控机床" });
    await addOrder(page, { orderDay: dayFromNow(-5), amount: "450000.50", product: "备件" });
    await section(page, "orders").getByText("2 笔，共 ¥1,050,000.50").waitFor();
    const { criteria } = await whyTable(page);
    const amount = criteria.find(({ criterion }) => criterion === "累计交易金额");
    assert.deepEqual([amount.value, amount.points, amount.contribution], ["¥1,050,000.50", "100", "25.0"]);
    await scoreOf(page).getByText(/至 .* 级，暂按/).waitFor();
    await page.getByRole("main").getByRole("button", { name: ZH.edit, exact: true }).click();
    await fill(page, { industryGrowth: 5, expansion: 5, needFit: 5, complaints: 5, since: "2020-01", statedReferrals: "3", statedRepurchase: "90" });
    await save(page);
    await scoreOf(page).getByText(/^[SAB] 级 · /).waitFor();
    assert.equal(await scoreOf(page).getByText(/缺少：/).count(), 0);
    await page.reload();
    await scoreOf(page).getByText(/^[SAB] 级 · /).waitFor();
    assertClean();
  }));

test("a form says what is wrong, where, and keeps what was typed", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await page.getByRole("main").getByRole("button", { name: ZH.addCustomer }).first().click();
    await fill(page, { name: "   ", industry: "零售", statedAmount: "-3", since: "2024-13-40", statedRepurchase: "120" });
    await saveInVain(page);
    assert.equal(await errorAt(page, "name"), ZH.required);
    assert.equal(await errorAt(page, "statedAmount"), ZH.negative);
    assert.equal(await errorAt(page, "since"), ZH.notADate);
    assert.match(await errorAt(page, "statedRepurchase"), /0 到 100/);
    assert.ok(await labelled(page, "name").evaluate((field) => field === document.activeElement), "the first wrong field has the focus");
    assert.equal(await labelled(page, "industry").inputValue(), "零售");
    assert.equal(await labelled(page, "statedAmount").inputValue(), "-3");

    await fill(page, { name: "形式审查", statedAmount: "5000万-1亿", since: dayFromNow(40), statedRepurchase: "80" });
    await saveInVain(page);
    assert.equal(await errorAt(page, "statedAmount"), ZH.range);
    assert.equal(await errorAt(page, "since"), ZH.inFuture);
    assert.equal(await labelled(page, "name").getAttribute("aria-invalid"), null);
    await fill(page, { statedAmount: "1.2万", since: "2024-Q3", number: "K1" });
    await save(page);

    await page.getByRole("main").getByRole("button", { name: ZH.addCustomer }).first().click();
    await fill(page, { name: "重号", number: "K1" });
    await saveInVain(page);
    assert.equal(await errorAt(page, "number"), ZH.numberTaken);
    // What would be lost is asked about.
    await page.keyboard.press("Escape");
    await dialog(page).getByRole("button", { name: ZH.keepEditing }).click();
    assert.equal(await labelled(page, "name").inputValue(), "重号");
    await page.keyboard.press("Escape");
    await dialog(page).getByRole("button", { name: ZH.discard, exact: true }).click();
    await dialog(page).waitFor({ state: "detached" });

    await openCustomer(page, "形式审查");
    await section(page, "facts").getByText("¥12,000").waitFor();
    await section(page, "facts").getByText("2024年Q3").waitFor();
    await page.getByRole("button", { name: ZH.addOrder }).click();
    for (const [amount, word] of [["-3", ZH.negative], ["5000万-1亿", ZH.range], ["", ZH.required], ["abc", /不是金额/], ["0.001", /两位小数/]]) {
      await fill(page, { amount, orderDay: dayFromNow(0), product: "还在" });
      await saveInVain(page);
      assert.match(await errorAt(page, "amount"), typeof word === "string" ? new RegExp(`^${word}$`) : word, amount);
      assert.equal(await labelled(page, "product").inputValue(), "还在");
    }
    await fill(page, { amount: "100", orderDay: dayFromNow(1) });
    await saveInVain(page);
    assert.equal(await errorAt(page, "orderDay"), ZH.inFuture);
    await fill(page, { orderDay: dayFromNow(0) });
    await save(page);
    await section(page, "orders").getByText("1 笔，共 ¥100").waitFor();

    // The record form too.
    await page.getByRole("main").getByRole("button", { name: ZH.record }).click();
    await fill(page, { summary: "", day: dayFromNow(2) });
    await saveInVain(page);
    assert.equal(await errorAt(page, "summary"), ZH.required);
    assert.equal(await errorAt(page, "day"), ZH.inFuture);
    assertClean();
  }));

test("dates are taken as the form's own hint writes them", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "日期", since: "2023-08" });
    await openCustomer(page, "日期");
    for (const [since, shown] of [["2024-03-05", "2024年3月5日"], ["2023-08", "2023年8月"], ["2024年Q3", "2024年Q3"]]) {
      await page.getByRole("main").getByRole("button", { name: ZH.edit, exact: true }).click();
      await fill(page, { since });
      await save(page);
      await section(page, "facts").getByText(shown, { exact: true }).waitFor();
    }
  }));

test("nothing typed into the customer form is lost in silence", async (context) => {
  await withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await context.test("a telephone without a name", async () => {
      await go(page, "#/customers");
      await page.getByRole("main").getByRole("button", { name: ZH.addCustomer }).first().click();
      await fill(page, { name: "只有电话", phone: "010-5555 0102" });
      await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
      await dialog(page).getByText("请填写").first().waitFor();
      assert.equal(await dialog(page).getByLabel("工作电话").inputValue(), "010-5555 0102");
      await fill(page, { contactName: "李四" });
      await save(page);
      await openCustomer(page, "只有电话");
      const people = await section(page, "peopleAndRoles").innerText();
      assert.ok(people.includes("010-5555 0102"), `the typed telephone is nowhere: ${people}`);
    });
    await context.test("a referrer who is not in the book", async () => {
      await go(page, "#/customers");
      await page.getByRole("main").getByRole("button", { name: ZH.addCustomer }).first().click();
      await fill(page, { name: "有推荐人", referredBy: "不在簿中的客户" });
      await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
      const refused = dialog(page).getByRole("alert").first();
      await refused.or(page.getByRole("grid").getByText("有推荐人")).first().waitFor();
      if (await refused.isVisible()) return;
      await openCustomer(page, "有推荐人");
      const facts = await section(page, "facts").innerText();
      assert.ok(facts.includes("不在簿中的客户"), "the typed referrer is nowhere");
    });
  });
});

test("names of any sort are text: markup, emoji, two hundred characters", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    const names = ["<script>window.__ran=1</script>", '<img src=x onerror="window.__ran=1">', "😀👩‍👩‍👧‍👦", "长".repeat(200)];
    for (const name of names) await addCustomer(page, { name });
    await go(page, "#/customers");
    for (const name of names) await page.getByRole("link", { name, exact: true }).waitFor();
    for (const name of names) {
      await openCustomer(page, name);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), name);
      const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
      assert.ok(scroll <= client, `${name.slice(0, 9)} makes the page ${scroll} px wide`);
    }
    assert.equal(await page.evaluate(() => window.__ran), undefined);
    await go(page, "#/customers");
    await page.getByRole("main").getByRole("button", { name: ZH.addCustomer }).click();
    await fill(page, { name: "长".repeat(201) });
    await saveInVain(page);
    assert.match(await errorAt(page, "name"), /200/);
    assertClean();
  }));

test("a customer is edited, removed, and brought back with all that belongs to it", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "旧名", contactName: "王五" });
    await openCustomer(page, "旧名");
    await addOrder(page, { amount: "88", product: "样品" });
    await page.getByRole("main").getByRole("button", { name: ZH.edit, exact: true }).click();
    await fill(page, { name: "新名", tags: "重点、制造业" });
    await save(page);
    await page.getByRole("heading", { level: 1, name: "新名" }).waitFor();
    await section(page, "facts").getByText("重点、制造业").waitFor();

    await page.getByRole("button", { name: ZH.removeCustomer }).click();
    await page.getByText(ZH.noCustomers).waitFor();
    await page.getByRole("region", { name: ZH.messages }).getByRole("button", { name: ZH.undo, exact: true }).click();
    await page.getByRole("link", { name: "新名" }).waitFor();
    await saved(page);
    await page.reload();
    await openCustomer(page, "新名");
    await section(page, "peopleAndRoles").getByText("王五").waitFor();
    await section(page, "orders").getByText("1 笔，共 ¥88").waitFor();
    assertClean();
  }));
