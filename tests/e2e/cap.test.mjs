// The cap on deep contacts of an S customer: the third in a month asks for a reason (A0.23).

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addCustomer, dialog, labelled, openCustomer, openRecord, recordContact, save, saveInVain, section, startEmpty, withApp, ZH,
} from "./lib/app.mjs";
import { scoreOf } from "./lib/why.mjs";

/** Figures that make an S: all that is known, at its best. */
const BEST = { statedAmount: "200万", statedRepurchase: "90", statedReferrals: "3", since: "2019-01", industryGrowth: 5, expansion: 5, needFit: 5, complaints: 5 };

test("the third deep contact of a month with an S customer asks for a reason and keeps it", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "核心客户", ...BEST });
    await openCustomer(page, "核心客户");
    await scoreOf(page).getByText(/^S 级 · /).waitFor();
    await page.getByText("S 级：本月深度沟通 0/2 次").waitFor();
    await recordContact(page, { channel: "visit", summary: "第一次" });
    await page.getByText("S 级：本月深度沟通 1/2 次").waitFor();
    await recordContact(page, { channel: "call", summary: "第二次" });
    await page.getByText("S 级：本月深度沟通 2/2 次").waitFor();

    await openRecord(page, { channel: "call", summary: "第三次" });
    await dialog(page).getByText(/本月深度沟通已 2\/2 次，再联系会超出上限，.*起重新计算/).waitFor();
    await saveInVain(page);
    const reason = labelled(page, "capReason");
    assert.equal(await reason.getAttribute("aria-invalid"), "true");
    await dialog(page).getByText(ZH.giveReason).waitFor();
    assert.equal(await labelled(page, "summary").inputValue(), "第三次");
    await reason.selectOption({ label: ZH.customerAsked });
    await save(page);
    const third = section(page, "timeline").getByRole("listitem").filter({ hasText: "第三次" });
    await third.getByText(`${ZH.overCap}：${ZH.customerAsked}`).waitFor();
    await page.getByText("S 级：本月深度沟通 3/2 次").waitFor();
    await page.reload();
    await third.getByText(`${ZH.overCap}：${ZH.customerAsked}`).waitFor();
    assertClean();
  }));

test("light contacts, the customer's own and complaints do not count", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "核心客户", ...BEST });
    await openCustomer(page, "核心客户");
    await recordContact(page, { channel: "visit", summary: "第一次" });
    await recordContact(page, { channel: "visit", summary: "第二次" });
    const asks = dialog(page).getByText(/再联系会超出上限/);
    await openRecord(page, { channel: "call", summary: "第三次" });
    await asks.waitFor();
    for (const other of ["客户发起", "投诉处理", "售后"]) {
      await dialog(page).getByRole("radio", { name: other }).check({ force: true });
      await asks.waitFor({ state: "detached" });
      await dialog(page).getByRole("radio", { name: other === "客户发起" ? "我方发起" : "日常跟进" }).check({ force: true });
      await asks.waitFor();
    }
    await dialog(page).getByRole("radio", { name: "邮件" }).check({ force: true });
    await asks.waitFor({ state: "detached" });
    await save(page);
    await page.getByText("S 级：本月深度沟通 2/2 次").waitFor();
    assertClean();
  }));
