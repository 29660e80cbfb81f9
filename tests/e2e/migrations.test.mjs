// Books of earlier versions of the stored form: each opens, is stored in the present form, and loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addCustomer, go, openCustomer, saved, section, withApp, ZH } from "./lib/app.mjs";
import { PRESENT, store, version } from "./lib/stored.mjs";

for (let past = 1; past < PRESENT; past += 1) {
  test(`a book of version ${past} opens, is stored anew, and goes on`, () =>
    withApp(async ({ open, page, assertClean }) => {
      await open();
      await store(page, `store-${past}.json`);
      assert.equal(await version(page), past);
      await page.reload();
      await openCustomer(page, "云帆商贸");
      await section(page, "timeline").getByText("客户满意").waitFor();
      assert.equal(await version(page), PRESENT);
      await go(page, "#/customers");
      await addCustomer(page, { name: "远山软件" });
      await page.reload();
      for (const name of ["云帆商贸", "北辰科技", "远山软件"]) await openCustomer(page, name);
      await page.getByRole("banner").getByRole("button", { name: /^撤销/ }).click();
      await saved(page);
      await go(page, "#/data/history");
      await page.getByRole("button", { name: ZH.historyCheck }).click();
      const unsealed = past === 1 ? "；其中最早的 1 次来自旧版本，没有校验值可查。" : "，且未被改动。";
      await page.getByText(`3 次修改都在${unsealed}`).waitFor();
      await assertClean();
    }));
}

test("a book of a newer version is left as it is", () =>
  withApp(async ({ open, page }) => {
    await open();
    await store(page, "store-2.json");
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.open("wellkept").onsuccess = (opened) => {
            const transaction = opened.target.result.transaction("meta", "readwrite");
            transaction.objectStore("meta").put(1000, "format");
            transaction.oncomplete = () => resolve(opened.target.result.close());
          };
        }),
    );
    await page.reload();
    await page.getByRole("alert").filter({ hasText: ZH.cannotOpen }).waitFor();
    assert.equal(await version(page), 1000);
  }));
