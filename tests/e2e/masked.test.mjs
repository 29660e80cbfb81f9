// A screen that others look at (A0.5).

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, exportBook, go, openCustomer, row, section, startEmpty, withApp } from "./lib/app.mjs";

test("a masked screen shows dots where customers and their people stand, and changes nothing", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "北辰科技有限公司", contactName: "王建国" });
    const before = await exportBook(page);
    const security = (locator) => locator.evaluate((element) => getComputedStyle(element).webkitTextSecurity);
    const shown = async () => {
      await go(page, "#/customers");
      const name = row(page, "北辰科技有限公司").getByText("北辰科技有限公司").first();
      const inList = await security(name);
      await openCustomer(page, "北辰科技有限公司");
      return [inList, await security(page.getByRole("heading", { level: 1 })), await security(section(page, "peopleAndRoles").getByText("王建国").first())];
    };
    assert.deepEqual(await shown(), ["none", "none", "none"]);
    await go(page, "#/settings");
    const mask = page.getByRole("checkbox", { name: "遮蔽客户信息" });
    await mask.check();
    assert.deepEqual(await shown(), ["disc", "disc", "disc"]);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.deepEqual(await shown(), ["disc", "disc", "disc"], "it stays masked");
    assert.ok((await exportBook(page)).equals(before));
    await go(page, "#/settings");
    await mask.uncheck();
    assert.deepEqual(await shown(), ["none", "none", "none"]);
    assertClean();
  }));
