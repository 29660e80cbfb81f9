// The main job, as a new user meets it: the sample, Today, a customer and why, a record, and back again.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chip, counts, dayFromNow, dialog, drawn, go, GROUPS, labelled, openCustomer, openSample, row, saved, section, todayList, undo,
  withApp, ZH,
} from "./lib/app.mjs";
import { typeDay } from "./lib/keyboard.mjs";
import { range, scoreOf, sum, whyTable } from "./lib/why.mjs";

const COUNT = (page) => page.getByRole("main").getByRole("status").innerText();

/** Presses Tab until `field` has the focus. */
async function tabTo(page, field) {
  for (let press = 0; press < 30; press += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${field}`);
}

/** The names of the customers in those rows. */
function namesIn(rows) {
  return rows.evaluateAll((all) => all.map((each) => each.querySelector("a").textContent));
}

test("the first screen has three ways in and says where the data lives", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    const main = page.getByRole("main");
    assert.deepEqual(await main.getByRole("button").allInnerTexts(), [ZH.openSample, ZH.importFile, ZH.startEmpty]);
    await main.getByText(ZH.whereDataLives).waitFor();
    await main.getByRole("button", { name: ZH.importFile }).click();
    await page.getByLabel(ZH.dropFile).waitFor();
    assert.match(page.url(), /#\/data\/import$/);
    await page.goBack();
    await main.getByRole("button", { name: ZH.startEmpty }).waitFor();
    assertClean();
  }));

test("Today says for each customer the tier, what is owed, when, and by whom", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await page.getByText(ZH.sampleNotice).waitFor();
    const { toDo } = await counts(page, ["toDo"]);
    assert.ok(toDo > 10, `${toDo} to contact`);
    const shown = await row(page, /./).evaluateAll((rows) =>
      rows.slice(0, 12).map((each) => ({
        name: each.querySelector("a")?.textContent ?? "",
        tier: each.querySelector('[role="img"]')?.getAttribute("aria-label") ?? "",
        text: each.innerText,
      })),
    );
    assert.ok(shown.length >= 10, `${shown.length} rows`);
    for (const { name, tier, text } of shown) {
      assert.notEqual(name, "", text);
      assert.match(tier, /价值评分: .*(S|A|B|C|未定级)/, name);
      assert.match(text, /高层拜访|深度电话|邮件|群发/, name);
      assert.match(text, /总监|高级销售|客户专员|市场专员/, name);
      assert.match(text, /逾期 \d+ 天|已到期 \d+ 天|今日到期|首次联系，(今日|已过 \d+ 天)|\d+ 天后到期/, name);
      assert.match(text, /定制化|行业趋势|新品通知|优惠活动/, name);
    }

    // The most pressing comes first: days overdue by the length of the interval, and what is urgent counts as later.
    const raised = (text) => (/投诉未结|承诺逾期/.test(text) ? 1 : /承诺到期|续约临近|有风险/.test(text) ? 0.5 : 0);
    const interval = (text) => (/高层拜访/.test(text) ? 30 : /深度电话/.test(text) ? 90 : /常规维护/.test(text) ? 180 : 365);
    const late = shown.map(({ text }) => {
      const days = Number(text.match(/(?:逾期|已到期|已过) (\d+) 天/)?.[1] ?? 0);
      const ahead = Number(text.match(/(\d+) 天(?:后到期|内)/)?.[1] ?? 0);
      return (days - ahead) / interval(text) + raised(text);
    });
    for (let place = 1; place < late.length; place += 1) {
      // Months differ in length: a few per cent are not an order.
      assert.ok(late[place] <= late[place - 1] + Math.abs(late[place - 1]) * 0.06, `${shown[place - 1].text} before ${shown[place].text}`);
    }
    assertClean();
  }));

test("the tier is explained: eight criteria, and the contributions add up to the total", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    // Some whose inputs are not all there, and some whose tier is certain.
    const between = row(page, /./).filter({ has: page.getByRole("img", { name: /至/ }) });
    const certain = row(page, /./).filter({ hasNot: page.getByRole("img", { name: /至|未定级/ }) });
    const [unsure, sure] = [(await namesIn(between)).slice(0, 4), (await namesIn(certain)).slice(0, 2)];
    assert.ok(unsure.length > 0 && sure.length > 0, `${unsure} and ${sure}`);
    const names = [...unsure, ...sure];
    let ranges = 0;
    for (const name of names) {
      await openCustomer(page, name);
      const { criteria, groups, total } = await whyTable(page);
      assert.equal(criteria.length, 8, name);
      for (const { criterion, value, points, weight, contribution } of criteria) {
        assert.ok(criterion && value, `${name}: ${criterion} ${value}`);
        assert.match(points, /^\d+$|^0–100$/, `${name}: ${criterion}`);
        assert.match(weight, /^\d+(\.\d+)?%$/, `${name}: ${criterion}`);
        const [least, most] = range(contribution);
        const share = Number.parseFloat(weight);
        const [low, high] = range(points);
        assert.ok(Math.abs(least - (low * share) / 100) < 0.051 && Math.abs(most - (high * share) / 100) < 0.051, `${name}: ${criterion}`);
        assert.equal(points === "0–100", value === ZH.unknown, `${name}: ${criterion} is ${value} and gets ${points}`);
      }
      assert.equal(criteria.reduce((all, { weight }) => all + Number.parseFloat(weight), 0), 100, name);
      assert.deepEqual(sum(criteria), range(total), name);
      assert.deepEqual(sum(groups), range(total), name);

      const why = scoreOf(page);
      const unknown = criteria.filter(({ value }) => value === ZH.unknown).map(({ criterion }) => criterion);
      if (unknown.length > 0) {
        ranges += 1;
        const [least, most] = range(total);
        assert.ok(most > least, `${name} has unknown inputs and no range`);
        await why.getByText(new RegExp(`${least.toFixed(1)}–${most.toFixed(1)} 分`)).waitFor();
        const missing = await why.getByText(new RegExp(`^${ZH.missing}：`)).innerText();
        for (const criterion of unknown) assert.ok(missing.includes(criterion), `${name}: ${missing}`);
        assert.ok(await why.getByRole("button", { name: ZH.fillMissing }).isVisible());
      } else {
        assert.equal(await why.getByText(new RegExp(`^${ZH.missing}：`)).count(), 0, name);
      }
    }
    assert.ok(ranges >= unsure.length, `${ranges} of them have missing inputs`);
    assertClean();
  }));

test("filling in what is missing narrows the range", () =>
  withApp(async ({ open, page }) => {
    await open();
    await openSample(page);
    const [name] = await namesIn(row(page, /./).filter({ has: page.getByRole("img", { name: /至/ }) }));
    await openCustomer(page, name);
    const before = await whyTable(page);
    const missing = before.criteria.find(({ value }) => value === ZH.unknown).criterion;
    await scoreOf(page).getByRole("button", { name: ZH.fillMissing }).click();
    const rating = dialog(page).getByRole("group", { name: missing }).getByRole("radio", { name: /^4/ });
    const stated = dialog(page).getByRole("textbox", { name: missing });
    await rating.or(stated).first().waitFor();
    if (await stated.count()) await stated.fill("4");
    else await rating.check({ force: true });
    await page.keyboard.press("Control+Enter");
    await dialog(page).waitFor({ state: "detached" });
    const after = await whyTable(page);
    const [[least, most], [newLeast, newMost]] = [range(before.total), range(after.total)];
    assert.ok(newMost - newLeast < most - least, `${before.total} became ${after.total}`);
    assert.notEqual(after.criteria.find(({ criterion }) => criterion === missing).value, ZH.unknown);
  }));

test("a contact is recorded by keyboard alone, the list moves at once, and it stays", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    const before = await counts(page, GROUPS);
    const name = await row(page, 0).getByRole("link").first().innerText();
    const due = dayFromNow(9);

    // The list has the focus when Today opens.
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("heading", { name: new RegExp(name) }).waitFor();
    await tabTo(page, labelled(page, "summary"));
    await page.keyboard.type("确认了明年的采购计划");
    await tabTo(page, labelled(page, "action1"));
    await page.keyboard.type("发送报价单");
    await tabTo(page, labelled(page, "actionBy"));
    await typeDay(page, labelled(page, "actionBy"), due);
    await page.keyboard.press("Control+Enter");
    await dialog(page).waitFor({ state: "detached" });
    await saved(page);

    assert.equal(await row(page, name).count(), 0, `${name} is still on the list`);
    const after = await counts(page, GROUPS);
    assert.equal(after.toDo, before.toDo - 1);
    assert.equal(after.notYet + after.openEarly, before.notYet + before.openEarly + 1);
    assert.ok(await todayList(page).evaluate((list) => list === document.activeElement), "the list has the focus again");

    // Taken back and done again.
    await page.keyboard.press("Control+z");
    await row(page, name).waitFor();
    assert.deepEqual(await counts(page, GROUPS), before);
    await page.keyboard.press("Control+Shift+z");
    await row(page, name).waitFor({ state: "detached" });
    await saved(page);

    const standsInTimeline = async () => {
      await openCustomer(page, name);
      const record = section(page, "timeline").getByRole("listitem").filter({ hasText: "确认了明年的采购计划" }).first();
      await record.waitFor();
      await record.getByText("发送报价单").waitFor();
      assert.ok(await record.getByRole("checkbox", { name: /发送报价单/ }).isVisible());
      const [, month, date] = due.split("-").map(Number);
      await record.getByText(new RegExp(`${month}月${date}日 前`)).waitFor();
      await page.getByRole("heading", { name: "未完成的下一步" }).waitFor();
    };
    await standsInTimeline();
    await page.reload();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await standsInTimeline();
    await go(page, "#/today");
    assert.deepEqual(await counts(page, GROUPS), after);
    assert.equal(await row(page, name).count(), 0);

    // Its next action is done by a tick.
    await openCustomer(page, name);
    await page.getByRole("checkbox", { name: /发送报价单/ }).first().check();
    await saved(page);
    await page.reload();
    const tick = section(page, "timeline").getByRole("checkbox", { name: /发送报价单/ });
    await tick.waitFor();
    assert.ok(await tick.isChecked());
    assertClean();
  }));

test("the sample goes in one action, with its customers and its team", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    await chip(page, "all").waitFor();
    const before = await COUNT(page);
    assert.match(before, /1[12]\d/, before);
    await go(page, "#/today");
    await page.getByRole("button", { name: ZH.removeSample, exact: true }).click();
    await page.getByText(ZH.noCustomers).waitFor();
    await saved(page);
    await page.reload();
    await page.getByText(ZH.noCustomers).waitFor();
    await go(page, "#/settings");
    await page.getByText("还没有成员。").waitFor();
    assertClean();
  }));

test("undo brings a removed sample back, by the message and by the button", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    const groups = await counts(page, GROUPS);
    for (const takeBack of [() => page.getByRole("region", { name: ZH.messages }).getByRole("button", { name: ZH.undo, exact: true }).click(), () => undo(page)]) {
      await page.getByRole("button", { name: ZH.removeSample, exact: true }).click();
      await page.getByText(ZH.noCustomers).waitFor();
      await takeBack();
      await todayList(page).waitFor();
      await drawn(page);
      assert.deepEqual(await counts(page, GROUPS), groups);
    }
    await saved(page);
    await page.reload();
    await todayList(page).waitFor();
    assert.deepEqual(await counts(page, GROUPS), groups);
    assertClean();
  }));

test("whoever types, opens and goes back faster than the screen is drawn breaks nothing", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/customers");
    const customer = await row(page, 0).getByRole("link").first().getAttribute("href");
    await page.evaluate(async (customer) => {
      const search = document.querySelector('input[type="search"]');
      const type = (text) => {
        search.value = text;
        search.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      const arrived = () => new Promise((done) => addEventListener("hashchange", done, { once: true }));
      for (let round = 0; round < 25; round += 1) {
        type("科技");
        await new Promise((done) => setTimeout(done, round % 5));
        type("");
        for (const to of [customer, "#/customers"]) {
          const there = arrived();
          location.hash = to;
          await there;
        }
      }
    }, customer);
    await drawn(page);
    assertClean();
    await row(page, 0).getByRole("link").first().click();
    await page.getByRole("heading", { level: 1 }).waitFor();
  }));
