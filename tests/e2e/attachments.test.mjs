// Files that are attached: taken by the form and by the documents of a customer, kept apart from the records, never
// lost with them, and never run.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import {
  addCustomer, dialog, downloaded, exportBook, go, importFiles, is, openCustomer, openRecord, ready, save, saved, section,
  startEmpty, undo, withApp, ZH,
} from "./lib/app.mjs";

/** A picture of one dot. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(70_000)]);
const file = (name, buffer, mimeType = "application/octet-stream") => ({ name, mimeType, buffer });

const files = (page) => section(page, "filesTitle");
const row = (page, name) => files(page).getByRole("row").filter({ hasText: name });
const openTab = (page) => page.getByRole("button", { name: is("tabFiles"), exact: true }).click();
/** Gives files to the open documents of a customer. */
const attach = (page, ...given) => files(page).getByLabel(is("filesAdd")).and(page.locator("input")).setInputFiles(given);

/** A book with one customer, whose documents are open. */
async function documents({ open, page }) {
  await open();
  await startEmpty(page);
  await addCustomer(page, { name: "北辰科技" });
  await openCustomer(page, "北辰科技");
  await openTab(page);
  await files(page).getByText(is("filesNone")).or(files(page).getByText(/还没有附件/)).first().waitFor();
}

/** Loads the page again and opens the documents. */
async function again(page) {
  await page.reload();
  await openCustomer(page, "北辰科技");
  await openTab(page);
}

/** The bytes of a file, as the page gives them back. */
async function bytesOf(page, name) {
  const given = await downloaded(page, () => row(page, name).getByRole("button", { name: `保存 ${name} 到电脑` }).click());
  assert.equal(given.name, name);
  return given.buffer;
}

/** How many contents lie in the database. */
function stored(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open("wellkept").onsuccess = (opened) => {
          const database = opened.target.result;
          database.transaction("files").objectStore("files").getAllKeys().onsuccess = (event) => {
            database.close();
            done(event.target.result.length);
          };
        };
      }),
  );
}

test("files are attached, seen after a reload, opened, removed and brought back", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    await documents(app);
    await files(page).getByRole("combobox", { name: is("filesPaper") }).selectOption({ label: "营业执照复印件（盖章、年检）" });
    await attach(page, file("营业执照.pdf", PDF, "application/pdf"), file("门头.png", PNG, "image/png"));
    await row(page, "营业执照.pdf").getByText("70 kB").waitFor();
    await saved(page);
    await again(page);
    await row(page, "营业执照.pdf").getByRole("cell", { name: "营业执照复印件（盖章、年检）", exact: true }).waitFor();
    await files(page).getByText(/2 个文件/).waitFor();
    assert.ok((await bytesOf(page, "营业执照.pdf")).equals(PDF));
    // A picture is shown, from the browser's own memory.
    await row(page, "门头.png").getByRole("button", { name: "查看 门头.png" }).click();
    const picture = dialog(page).getByRole("img", { name: "门头.png" });
    await picture.waitFor();
    assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth === 1 && image.src.startsWith("blob:"))));
    await dialog(page).getByRole("button", { name: is("remove") }).click();
    await row(page, "门头.png").waitFor({ state: "detached" });
    await saved(page);
    await again(page);
    assert.equal(await row(page, "门头.png").count(), 0);
    await undo(page);
    await row(page, "门头.png").waitFor();
    assert.ok((await bytesOf(page, "门头.png")).equals(PNG), "what was removed comes back whole, also after a reload");
    await assertClean();
  }));

test("what was said takes files along: picked, dropped and pasted", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    await documents(app);
    await openRecord(page, { summary: "谈了报价" });
    const field = dialog(page).getByRole("group", { name: is("filesTitle") });
    await field.getByLabel(is("filesAdd")).and(page.locator("input")).setInputFiles([file("报价.pdf", PDF)]);
    await field.getByText("报价.pdf").waitFor();
    const png = [...PNG];
    await field.locator(".file-drop").evaluate((ground, png) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(png)], "../拖放\u202e.png", { type: "text/html" }));
      ground.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, png);
    await field.getByText("拖放.png", { exact: true }).waitFor();
    await page.evaluate((png) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array([...png, 0])], "image.png", { type: "image/png" }));
      window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, png);
    await field.getByText("image.png").waitFor();
    await field.getByRole("button", { name: "移除 image.png" }).click();
    await save(page);
    await page.getByRole("button", { name: /^概览$|^Overview$/ }).click();
    await section(page, "timeline").getByRole("button", { name: "查看 报价.pdf" }).waitFor();
    assert.equal(await stored(page), 2, "what was taken out of the form again is nowhere");
    await openTab(page);
    await row(page, "报价.pdf").getByText(/沟通记录/).waitFor();
    assert.ok((await bytesOf(page, "拖放.png")).equals(PNG));
    // Editing keeps those that are left; removing the record takes them along.
    await page.getByRole("button", { name: /^概览$|^Overview$/ }).click();
    await section(page, "timeline").getByRole("button", { name: /^编辑/ }).first().click();
    await dialog(page).getByRole("button", { name: "移除 报价.pdf" }).click();
    await save(page);
    await openTab(page);
    await row(page, "报价.pdf").waitFor({ state: "detached" });
    assert.equal(await row(page, "拖放.png").count(), 1);
    await assertClean();
  }));

test("what cannot be attached is refused by name, and the rest is kept", () =>
  withApp(async (app) => {
    const { page, assertClean } = app;
    await documents(app);
    await openRecord(page, { summary: "会后纪要" });
    const field = dialog(page).getByRole("group", { name: is("filesTitle") });
    const large = Buffer.alloc(10_000_001, 7);
    await field
      .getByLabel(is("filesAdd"))
      .and(page.locator("input"))
      .setInputFiles([file("空.txt", Buffer.alloc(0)), file("好.txt", Buffer.from("好")), file("太大.bin", large)]);
    await field.getByRole("alert").getByText("“空.txt”是空文件，没有添加。").waitFor();
    await field.getByRole("alert").getByText(/“太大.bin”有 11 MB，超过单个文件上限 10 MB/).waitFor();
    await save(page);
    await row(page, "好.txt").waitFor();
    await files(page).getByText(/1 个文件/).waitFor();
    // What only says that it is a picture is a file to save, whatever its name and type say.
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="run"</script></svg>';
    await attach(page, file("图.png", Buffer.from(svg), "image/png"), file("页.html", Buffer.from("<h1>x</h1>"), "text/html"));
    await row(page, "图.png").getByRole("button", { name: "查看 图.png" }).click();
    await dialog(page).getByText(ZH.fileSave).waitFor();
    assert.equal(await dialog(page).getByRole("img").count(), 0);
    const given = await downloaded(page, () => dialog(page).getByRole("button", { name: is("fileSave") }).click());
    assert.equal(given.buffer.toString(), svg);
    assert.notEqual(await page.title(), "run");
    await assertClean();
  }));

test("an exported book has them inside and brings them to another browser", async () => {
  const book = await withApp(async (app) => {
    await documents(app);
    await attach(app.page, file("合同.pdf", PDF), file("门头.png", PNG));
    await row(app.page, "门头.png").waitFor();
    await saved(app.page);
    return exportBook(app.page);
  });
  const text = book.toString();
  assert.ok(text.includes(PDF.toString("base64")) && text.includes(PNG.toString("base64")));
  await withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await go(page, "#/data/import");
    await importFiles(page, { name: "book.json", mimeType: "application/json", buffer: book });
    await page.getByRole("button", { name: is("openBook") }).or(page.getByRole("button", { name: is("replaceBook") })).first().click();
    await page.waitForURL(/#\/today$/);
    await openCustomer(page, "北辰科技");
    await openTab(page);
    assert.ok((await bytesOf(page, "合同.pdf")).equals(PDF));
    assert.equal(await stored(page), 2);
    assert.ok((await exportBook(page)).equals(book), "and out again the same");
    await assertClean();
  });
});

test("a merged book and a share bring files along, a masked share does not", async () => {
  const theirs = await withApp(async (app) => {
    await documents(app);
    await attach(app.page, file("同事的合同.pdf", PDF));
    await row(app.page, "同事的合同.pdf").waitFor();
    await saved(app.page);
    return exportBook(app.page);
  });
  await withApp(async ({ open, page, assertClean }) => {
    await open();
    await startEmpty(page);
    await addCustomer(page, { name: "我的客户" });
    await go(page, "#/data/import");
    await importFiles(page, { name: "theirs.json", mimeType: "application/json", buffer: theirs });
    await page.getByRole("button", { name: "看看合并会改什么" }).click();
    await page.getByText(/新增 2 条/).waitFor();
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page.waitForURL(/#\/today$/);
    await saved(page);
    await again(page);
    assert.ok((await bytesOf(page, "同事的合同.pdf")).equals(PDF));
    await go(page, "#/data/export");
    await page.getByRole("combobox", { name: is("exportWhat") }).selectOption({ label: "全部表（一个工作簿）" });
    await page.getByRole("combobox", { name: is("exportForm") }).selectOption({ label: "常顾客户簿（.json）：只含这些客户" });
    const share = async () => (await downloaded(page, () => page.getByRole("button", { name: is("exportDo") }).click())).buffer.toString();
    const whole = await share();
    assert.ok(whole.includes(PDF.toString("base64")) && whole.includes("同事的合同.pdf"));
    await page.getByRole("checkbox", { name: "姓名、电话、邮箱打码" }).click();
    await page.getByText(/附件不会放进这样的文件/).waitFor();
    const masked = await share();
    assert.ok(!masked.includes("base64") && !masked.includes("同事的合同.pdf"));
    await assertClean();
  });
});

test("a second tab attaches through the first, and both can open it", () =>
  withApp(async (app) => {
    const { page, profile, assertClean } = app;
    await documents(app);
    const opening = profile.context.waitForEvent("page");
    await page.evaluate(() => window.open(location.href, "_blank", "popup,noopener,width=1440,height=900"));
    const second = await opening;
    await ready(second);
    await openTab(second);
    await attach(second, file("第二页.pdf", PDF));
    await row(second, "第二页.pdf").waitFor();
    await row(page, "第二页.pdf").waitFor();
    for (const tab of [page, second]) assert.ok((await bytesOf(tab, "第二页.pdf")).equals(PDF));
    await again(page);
    assert.ok((await bytesOf(page, "第二页.pdf")).equals(PDF));
    await assertClean();
  }));

test("a snapshot brings files back whose bytes went with the database", () =>
  withApp(async (app) => {
    const { page, url } = app;
    await documents(app);
    await attach(page, file("合同.pdf", PDF));
    await row(page, "合同.pdf").waitFor();
    await saved(page);
    await go(page, "#/data/snapshots");
    await page.getByRole("button", { name: "现在存一份快照" }).click();
    await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
    // The bytes alone: the copy beside the snapshots mends them by itself.
    const clear = (name) =>
      page.evaluate(
        (name) =>
          new Promise((done) => {
            indexedDB.open(name).onsuccess = (opened) => {
              const transaction = opened.target.result.transaction("files", "readwrite");
              transaction.objectStore("files").clear();
              transaction.oncomplete = () => done(opened.target.result.close());
            };
          }),
        name,
      );
    await clear("wellkept");
    await again(page);
    assert.ok((await bytesOf(page, "合同.pdf")).equals(PDF));
    await page.waitForFunction(
      () =>
        new Promise((done) => {
          indexedDB.open("wellkept").onsuccess = (opened) => {
            const database = opened.target.result;
            database.transaction("files").objectStore("files").count().onsuccess = (event) => {
              database.close();
              done(event.target.result === 1);
            };
          };
        }),
    );
    // The whole database.
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await page.goto(`${url}theme.js`);
    await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("wellkept").onsuccess = done)));
    await page.goto(url);
    await page.getByRole("button", { name: "从快照恢复" }).click();
    await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "打开这本客户簿" }).click();
    await openCustomer(page, "北辰科技");
    await openTab(page);
    assert.ok((await bytesOf(page, "合同.pdf")).equals(PDF));
    // Where neither has them, it is said, and everything else is there.
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry("contents", { recursive: true });
    });
    // The book went on in the next database: what is left of the first one is never written over.
    await clear("wellkept-2");
    await page.reload();
    await page.getByText(/1 个附件的内容在这台设备上丢失/).waitFor();
    await openCustomer(page, "北辰科技");
    await openTab(page);
    await row(page, "合同.pdf").getByText(ZH.fileLost).waitFor();
    await exportBook(page);
  }));
