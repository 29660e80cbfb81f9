// What is owed, as a user sees it: rules of contact and caps in the policy, and what they do to Today.

import assert from "node:assert/strict";
import test from "node:test";
import { axe, go, openSample, saved, undo, withApp } from "./lib/app.mjs";

const rulesTable = (page) => page.getByRole("table", { name: "各级别的跟进策略" }).or(page.getByRole("group", { name: "各级别的跟进策略" }));

test("a tier's rhythm and caps are edited without code, refused while they cannot be kept, and undone", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    const rules = rulesTable(page);
    await rules.getByText("每月深度沟通不超过 2 次").waitFor();
    // A scheme without a rhythm says so instead of showing blanks.
    await page.getByRole("button", { name: /ABC（二八法则）/ }).click();
    await page.getByText("手册没有为这个方案规定跟进频率").waitFor();
    assert.ok((await rules.getByRole("cell", { name: "—", exact: true }).count()) >= 9);
    // Where a rhythm goes over a cap it is named.
    await page.getByRole("button", { name: /九类客户/ }).click();
    await page.getByText("与打扰上限的冲突").click();
    await page.getByText(/VIP客户 每周.*高价值核心客户的上限是每月深度沟通 2 次/).waitFor();
    await page.getByRole("button", { name: /价值评分/ }).click();

    await page.getByRole("button", { name: "编辑方案" }).click();
    await page.getByText(/高潜力客户的跟进规则与打扰上限/).click();
    const months = page.getByLabel("间隔月数").first();
    await months.fill("0");
    await months.blur();
    await page.getByText(/跟进规则 1：?.*间隔或次数至少为 1/).waitFor();
    const apply = page.getByRole("button", { name: "应用新版本" });
    assert.equal(await apply.isDisabled(), true);
    await months.fill("2");
    await months.blur();
    await page.getByRole("button", { name: "添加打扰上限" }).nth(1).click();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel("修订说明").fill("A 级两个月一次");
    await apply.click();
    await page.getByRole("button", { name: "编辑方案" }).waitFor();
    await saved(page);
    await rules.getByText("每 2 个月").waitFor();
    await rules.getByText("每月主动触达不超过 2 次").waitFor();
    await undo(page);
    await rules.getByText("每季度 ").or(rules.getByText("每季度")).first().waitFor();
    assert.equal(await rules.getByText("每 2 个月").count(), 0);
    assertClean();
  }));

test("a day off of the book's own overlaps another one and is refused with its place", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await go(page, "#/tiers");
    await page.getByRole("button", { name: "编辑方案" }).click();
    const add = page.getByRole("button", { name: "添加一段日期" });
    await add.click();
    await add.click();
    const from = page.getByLabel("从", { exact: true });
    const first = await from.first().inputValue();
    await from.nth(1).fill(first);
    await page.getByText(/日历 › 第 2 段：?.*与前面的一段日期重叠/).waitFor();
    assertClean();
  }));
