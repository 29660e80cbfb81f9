// Customers left alone for long, and how a day reminds: the pool, the calendar file, notifications while the page is open.

import assert from "node:assert/strict";
import test from "node:test";
import { axe, downloaded, drawn, go, openSample, ready, saved, undo, withApp } from "./lib/app.mjs";

test("the pool is off, warns and gives up once switched on, and somebody else takes from it", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    const pool = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "公海" }) });
    await go(page, "#/cadence");
    await page.getByRole("button", { name: "负荷" }).click();
    await page.getByRole("heading", { name: "无人跟进与多头跟进" }).waitFor();
    assert.equal(await pool.count(), 0);
    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByRole("checkbox", { name: "启用公海" }).check();
    const days = page.getByLabel("无有效联系满多少天");
    await days.fill("10");
    await days.blur();
    await page.getByText(/公海：?.*提前提醒的天数须少于期限的天数/).waitFor();
    await days.fill("40");
    await days.blur();
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: "应用新版本" }).click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await go(page, "#/cadence");
    await page.getByRole("button", { name: "负荷" }).click();
    await pool.getByRole("heading", { name: /^已到期 [1-9]\d* 位$/ }).waitFor();
    assert.deepEqual(await axe(page), []);
    const give = pool.getByRole("button", { name: /^放入公海：/ }).first();
    const name = (await give.getAttribute("aria-label")).split("：")[1];
    await give.click();
    await pool.getByRole("heading", { name: "公海中 1 位" }).waitFor();
    const take = pool.getByRole("button", { name: `领取：${name}` });
    // It is taken in a name.
    await take.click();
    await page.getByText(/先在 设置 里选好“我是谁”/).waitFor();
    await go(page, "#/settings");
    const me = page.getByLabel("我是谁").first();
    const people = await me.getByRole("option").allInnerTexts();
    const owners = [];
    for (const person of people.slice(1)) {
      await go(page, "#/settings");
      await me.selectOption({ label: person });
      await go(page, "#/cadence");
      await page.getByRole("button", { name: "负荷" }).click();
      await take.click();
      const refused = page.getByText(/^冷却期内：原负责人从/);
      while ((await refused.count()) === 0 && (await take.count()) > 0) await drawn(page);
      if ((await take.count()) === 0) break;
      owners.push(person);
      await page.reload();
      await ready(page);
    }
    assert.ok(owners.length <= 1, "only who gave it up is kept waiting");
    await undo(page);
    await pool.getByRole("heading", { name: "公海中 1 位" }).waitFor();
    await undo(page);
    await take.waitFor({ state: "detached" });
    assertClean();
  }));

test("the calendar file tells whole days or an hour of them, with the alarm that was chosen", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/data/export");
    await page.getByLabel("导出什么").selectOption({ label: "待办事项表" });
    await page.getByLabel("格式").selectOption("ics");
    await page.getByText(/浏览器关闭后不会提醒/).waitFor();
    assert.deepEqual(await axe(page), []);
    const file = async () => {
      const { buffer } = await downloaded(page, () => page.getByRole("button", { name: "导出", exact: true }).click());
      return buffer.toString("utf8");
    };
    const whole = await file();
    assert.match(whole, /DTSTART;VALUE=DATE:\d{8}\r\n/);
    assert.match(whole, /TRIGGER:PT540M\r\n/);
    await page.getByLabel(/^时间/).fill("09:30");
    await page.getByLabel(/^提醒/).selectOption({ label: "提前 1 小时" });
    const timed = await file();
    assert.match(timed, /DTSTART:\d{8}T013000Z\r\n/);
    assert.match(timed, /TRIGGER:-PT60M\r\n/);
    assert.doesNotMatch(timed, /VALUE=DATE/);
    const uids = (text) => [...text.matchAll(/^UID:.*$/gm)].map(([line]) => line).sort();
    assert.deepEqual(uids(timed), uids(whole), "a second import moves entries and makes no twin");
    const sequence = (text) => Number(text.match(/SEQUENCE:(\d+)/)[1]);
    assert.ok(sequence(timed) >= sequence(whole));
    assertClean();
  }));

test("notifications come while the page is open once they were asked for; a refusal says so", () =>
  withApp(async ({ open, page, assertClean }) => {
    await page.addInitScript(() => {
      globalThis.sent = [];
      class Told {
        static permission = "default";
        static answer = "denied";
        static async requestPermission() {
          return (Told.permission = Told.answer);
        }
        constructor(heading, options) {
          globalThis.sent.push([heading, options.body]);
        }
      }
      globalThis.Notification = Told;
    });
    await open();
    await openSample(page);
    await go(page, "#/settings");
    const card = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: "提醒" }) });
    await card.getByText(/浏览器关闭后不会提醒/).waitFor();
    await card.getByRole("button", { name: "打开提醒" }).click();
    await card.getByText(/浏览器不允许本站发通知/).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.evaluate(() => Object.assign(globalThis.Notification, { permission: "granted" }));
    await card.getByRole("button", { name: "打开提醒" }).click();
    await card.getByText("提醒已打开。").waitFor();
    await card.getByRole("button", { name: "发一条试试" }).click();
    const [[heading, text]] = await page.evaluate(() => globalThis.sent);
    assert.match(heading, /^今天要联系 [1-9]\d* 位客户$/);
    assert.ok(text.length > 0);
    await card.getByRole("button", { name: "关闭提醒" }).click();
    await card.getByRole("button", { name: "打开提醒" }).waitFor();
    assertClean();
  }));
