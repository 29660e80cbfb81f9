// The lock: without the passphrase nothing of the book is to be had, with it everything is, and nothing is lost on the way.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import {
  addCustomer, axe, begins, dialog, drawn, exportBook, fill, go, holds, importFiles, is, LANGUAGES, newProfile, open, openCustomer, openSample, ready,
  recordContact, saved, section, startEmpty, startServer, THEMES, withApp, ZH,
} from "./lib/app.mjs";
import { CHROMIUM, ENGINES, failingLocks } from "./lib/faults.mjs";
import { alterLock, exportAs, lockScreen, removeLock, setLock, tryPassphrase, unlock } from "./lib/lock.mjs";

const PASS = "常顾 correct horse";
/** Names and texts that are entered after the lock was set. */
const SECRETS = ["欧阳密林贸易", "zhongguancun-7731", "他说下月换供应商", "13977712345", "密林老客户视图"];

/** In which files of a folder any of the words stands, in the ways in which a browser writes text. */
async function hits(folder, words) {
  const wanted = words.flatMap((word) => [Buffer.from(word, "utf8"), Buffer.from(word, "utf16le"), Buffer.from(JSON.stringify(word).slice(1, -1), "latin1")]);
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (wanted.some((word) => bytes.includes(word))) found.push(path.relative(folder, file));
  }
  return found;
}

/** Enters the secrets: a customer, a record, a saved view. */
async function enterSecrets(page) {
  const [name, remark, said, phone, view] = SECRETS;
  await go(page, "#/customers");
  await addCustomer(page, { name, remark: `${remark} ${phone}` });
  await openCustomer(page, name);
  await recordContact(page, { channel: "call", summary: said });
  await go(page, "#/customers");
  await page.getByRole("button", { name: "视图", exact: true }).click();
  await dialog(page).getByRole("textbox", { name: "视图名称" }).fill(view);
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: view, exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await go(page, "#/data/snapshots");
  await page.getByRole("button", { name: "现在存一份快照" }).click();
  await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
}

for (const engine of CHROMIUM) {
  test(`a locked book opens with its passphrase alone, and nothing of it is readable on the disk (${engine})`, async () => {
    const server = await startServer();
    const profile = await newProfile(ENGINES[engine]);
    try {
      const { page } = profile;
      await open(page, server.url);
      await startEmpty(page);
      await go(page, "#/customers");
      await addCustomer(page, { name: "先前的客户" });
      await setLock(page, PASS);
      await enterSecrets(page);
      await page.reload();
      for (const wrong of ["常顾 correct hors", "x", `${PASS} `]) {
        await tryPassphrase(page, wrong);
        await page.getByText(ZH.passphraseWrong).waitFor();
        assert.equal(await page.getByLabel(is("passphrase")).inputValue(), wrong, "the field stays");
      }
      assert.equal(await page.getByText(SECRETS[0]).count(), 0);
      await unlock(page, PASS);
      await go(page, "#/customers");
      await openCustomer(page, SECRETS[0]);
      await page.getByText(SECRETS[2]).first().waitFor();
      const kept = await page.evaluate(() => JSON.stringify(localStorage));
      assert.ok(!SECRETS.some((word) => kept.includes(word)), kept);
      // What was stored before the lock and deleted since is the browser's to clean up; nothing else may be there.
      await profile.context.close();
      assert.deepEqual(await hits(profile.folder, SECRETS), []);
    } finally {
      await profile.close().catch(() => {});
      await server.close();
    }
  });
}

test("what is looked for on the disk is found where there is no lock", async () => {
  const server = await startServer();
  const profile = await newProfile();
  try {
    await open(profile.page, server.url);
    await startEmpty(profile.page);
    await enterSecrets(profile.page);
    await profile.context.close();
    assert.ok((await hits(profile.folder, SECRETS)).some((file) => file.includes("IndexedDB")));
  } finally {
    await profile.close().catch(() => {});
    await server.close();
  }
});

test("nobody at work: the book locks itself, but never over something that is not saved", () =>
  withApp(async ({ open, page, assertClean }) => {
    await page.clock.install();
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    await setLock(page, PASS);
    await section(page, "lock").getByLabel(/不操作多久后/).selectOption({ label: "5 分钟" });
    await page.clock.runFor(4 * 60_000);
    await page.keyboard.press("Shift");
    await page.clock.runFor(4 * 60_000);
    assert.equal(await lockScreen(page).count(), 0, "somebody pressed a key a while ago");
    await page.clock.runFor(2 * 60_000);
    await unlock(page, PASS);

    await go(page, "#/customers");
    await page.getByRole("main").getByRole("button", { name: is("addCustomer") }).first().click();
    await fill(page, { name: "还没保存的客户" });
    await page.clock.runFor(10 * 60_000);
    await page.getByText(/还有没保存的内容/).waitFor();
    assert.equal(await dialog(page).getByRole("textbox", { name: is("name") }).inputValue(), "还没保存的客户");
    await dialog(page).getByRole("button", { name: ZH.save, exact: true }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.clock.runFor(10 * 60_000);
    await unlock(page, PASS);
    await go(page, "#/customers");
    await openCustomer(page, "还没保存的客户");
    assertClean();
  }));

test("locking one tab locks all; each is unlocked by itself, and the unlocked one writes", () =>
  withApp(async ({ open, page, profile, url, assertClean }) => {
    await open();
    await startEmpty(page);
    await setLock(page, PASS);
    const other = await profile.context.newPage();
    await other.goto(url);
    await unlock(other, PASS);
    await go(other, "#/customers");
    await addCustomer(other, { name: "第二页添加的" });
    await go(page, "#/customers");
    await openCustomer(page, "第二页添加的");
    await page.getByRole("banner").getByRole("button", { name: is("lockNow") }).click();
    await lockScreen(page).waitFor();
    await lockScreen(other).waitFor();
    for (const each of [page, other]) assert.equal(await each.getByText("第二页添加的").count(), 0);

    // The first page, which wrote before, stays locked: the second one writes now.
    await unlock(other, PASS);
    await go(other, "#/customers");
    await addCustomer(other, { name: "独自添加的" });
    assert.equal(await lockScreen(page).count(), 1);
    assert.equal(await page.getByText("独自添加的").count(), 0);
    await unlock(page, PASS);
    await go(page, "#/customers");
    await openCustomer(page, "独自添加的");
    await go(page, "#/customers");
    await addCustomer(page, { name: "又回来的" });
    await go(other, "#/customers");
    await openCustomer(other, "又回来的");
    assertClean();
  }));

test("an exported file opens elsewhere with its passphrase; a wrong one and an altered file change nothing", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    await setLock(page, PASS);
    const sealed = await exportAs(page, true);
    assert.match(sealed.name, /^wellkept-[\d-]+\.wellkept$/);
    assert.ok(!sealed.buffer.includes(Buffer.from("北辰")));
    const plain = await exportAs(page, false);
    assert.match(plain.name, /\.json$/);
    assert.ok(plain.buffer.includes(Buffer.from("北辰")));
    const give = async (buffer) => {
      await go(page, "#/data/import");
      await importFiles(page, { name: sealed.name, mimeType: "application/octet-stream", buffer });
    };
    // With the book it came from at hand, nothing is asked.
    await give(sealed.buffer);
    await page.getByText(/文件完整，校验通过/).waitFor();

    await go(page, "#/data");
    await page.getByRole("button", { name: is("erase") }).click();
    await dialog(page).getByRole("textbox", { name: is("eraseWord") }).fill(ZH.eraseWord);
    await dialog(page).getByRole("button", { name: is("eraseConfirm") }).click();
    await page.getByRole("heading", { level: 1, name: is("welcome") }).waitFor();

    await give(sealed.buffer);
    await page.getByLabel(is("passphrase")).fill("wrong");
    await page.getByRole("button", { name: "打开文件" }).click();
    await page.getByText(ZH.passphraseWrong).waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByLabel(is("passphrase")).fill(PASS);
    await page.getByRole("button", { name: "打开文件" }).click();
    await page.getByText(/文件完整，校验通过/).waitFor();
    for (const at of [10, 400, sealed.buffer.length >> 1, sealed.buffer.length - 1]) {
      const altered = Buffer.from(sealed.buffer);
      altered[at] ^= 1;
      await go(page, "#/data");
      await give(altered);
      const asked = page.getByLabel(is("passphrase"));
      const refused = page.getByRole("alert").first();
      await asked.or(refused).first().waitFor();
      if (await asked.count()) {
        await asked.fill(PASS);
        await page.getByRole("button", { name: "打开文件" }).click();
      }
      await refused.waitFor();
      assert.equal(await page.getByText(/校验通过/).count(), 0, `byte ${at}`);
    }
    await go(page, "#/data");
    await give(sealed.buffer);
    await page.getByLabel(is("passphrase")).fill(PASS);
    await page.getByRole("button", { name: "打开文件" }).click();
    await page.getByRole("button", { name: is("openBook") }).click();
    await page.waitForURL(/#\/today$/);
    await saved(page);
    assert.deepEqual(await exportBook(page), plain.buffer);
    assertClean();
  }));

test("snapshots of a locked book are sealed, can be gone back to, and open when the lock itself is lost", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    await go(page, "#/data/snapshots");
    await page.getByRole("button", { name: "现在存一份快照" }).click();
    await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
    await setLock(page, PASS);
    await section(page, "lock").getByText(/1 份快照一并处理/).waitFor();
    await go(page, "#/customers");
    await addCustomer(page, { name: "之后的客户" });
    const before = (await exportAs(page, false)).buffer;
    await go(page, "#/data/snapshots");
    await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "替换现在的客户簿" }).click();
    await page.waitForURL(/#\/today$/);
    await go(page, "#/customers");
    await openCustomer(page, "云帆商贸");
    await page.reload();
    await unlock(page, PASS);

    // The book as it was before the replacing is a snapshot, too; the lock itself is gone from the database.
    await page.evaluate(async () => {
      const database = await new Promise((done) => (indexedDB.open("wellkept").onsuccess = (event) => done(event.target.result)));
      const transaction = database.transaction("meta", "readwrite");
      transaction.objectStore("meta").delete("lock");
      await new Promise((done) => (transaction.oncomplete = done));
      database.close();
    });
    await page.reload();
    await page.getByRole("button", { name: "从快照恢复" }).click();
    await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
    await page.getByLabel(is("passphrase")).fill("wrong");
    await page.getByRole("button", { name: is("unlock") }).click();
    await page.getByText(ZH.passphraseWrong).waitFor();
    await page.getByLabel(is("passphrase")).fill(PASS);
    await page.getByRole("button", { name: is("unlock") }).click();
    await page.getByRole("button", { name: "打开这本客户簿" }).click();
    await page.waitForURL(/#\/today$/);
    assert.deepEqual((await exportAs(page, false)).buffer, before);
    // It is locked as it was.
    await page.reload();
    await unlock(page, PASS);
  }));

test("another passphrase takes the place of the old one, and without a lock everything is readable again", () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    await setLock(page, PASS);
    await alterLock(page, "lockChange", { passphraseOld: "wrong", passphraseNew: "second one", passphraseAgain: "second one" }, "lockChangeDo");
    await dialog(page).getByText(ZH.passphraseWrong).waitFor();
    await dialog(page).getByLabel(begins("passphraseOld")).fill(PASS);
    await dialog(page).getByRole("button", { name: is("lockChangeDo") }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.reload();
    await tryPassphrase(page, PASS);
    await page.getByText(ZH.passphraseWrong).waitFor();
    await unlock(page, "second one");
    await removeLock(page, "second one");
    await page.reload();
    await ready(page);
    await go(page, "#/customers");
    await openCustomer(page, "云帆商贸");
    assertClean();
  }));

test("whoever has forgotten the passphrase starts again from a file, or erases everything; the locked book is not written over", () =>
  withApp(async ({ open, page }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    const file = await exportBook(page);
    await setLock(page, PASS);
    await page.reload();
    await lockScreen(page).waitFor();
    await page.getByText(ZH.lockForgotten, { exact: true }).click();
    await page.getByRole("button", { name: is("restore") }).click();
    await importFiles(page, { name: "book.json", mimeType: "application/json", buffer: file });
    await page.getByRole("button", { name: is("openBook") }).click();
    await page.waitForURL(/#\/today$/);
    await saved(page);
    assert.deepEqual(await exportBook(page), file);
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith("wellkept")).sort()), ["wellkept", "wellkept-2"]);
    await setLock(page, "another one");
    await page.reload();
    await lockScreen(page).waitFor();
    await page.getByText(ZH.lockForgotten, { exact: true }).click();
    await page.getByRole("button", { name: is("erase") }).click();
    await dialog(page).getByRole("textbox", { name: is("eraseWord") }).fill(ZH.eraseWord);
    await dialog(page).getByRole("button", { name: is("eraseConfirm") }).click();
    await page.getByRole("heading", { level: 1, name: is("welcome") }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: is("welcome") }).waitFor();
  }));

test("the lock screen and its questions fit and are accessible, in both languages and themes", async () => {
  for (const language of LANGUAGES) {
    for (const width of [1440, 390]) {
      await withApp(
        async ({ open, page }) => {
          await open();
          await openSample(page);
          await setLock(page, PASS);
          for (const theme of THEMES) {
            await page.emulateMedia({ colorScheme: theme });
            await go(page, "#/settings");
            await drawn(page);
            assert.deepEqual(await axe(page), [], `settings, ${language} ${theme} ${width}`);
          }
          await page.reload();
          await tryPassphrase(page, "wrong");
          await page.getByText(holds("passphraseWrong")).waitFor();
          await page.getByText(is("lockForgotten")).click();
          for (const theme of THEMES) {
            await page.emulateMedia({ colorScheme: theme });
            await drawn(page);
            assert.deepEqual(await axe(page), [], `lock, ${language} ${theme} ${width}`);
            const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
            assert.ok(scroll <= client);
            const text = await page.locator("body").innerText();
            if (language === "en") assert.doesNotMatch(text.replaceAll("Wellkept 常顾", "").replaceAll("常顾", ""), /[\u4e00-\u9fff]/);
          }
        },
        { locale: language, viewport: { width, height: 844 } },
      );
    }
  }
});

test("whichever write of setting or removing the lock fails, the book is as it was or as it must be", async () => {
  const { lost, tried, details } = await failingLocks("LevelDB", ["throw"]);
  assert.equal(lost, 0, details.join("\n"));
  assert.ok(tried > 10);
});
