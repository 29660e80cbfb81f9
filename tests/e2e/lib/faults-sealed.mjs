// What is held to a checksum or sealed with a key, with one bit of it altered or its end cut off: a locked book as it
// lies in the database, its snapshots, exported files, attachments. And passphrases that are not the right one.

import { randomBytes } from "node:crypto";
import {
  addCustomer, downloaded, exportBook, go, holds, importFiles, is, open, openCustomer, openSample, ready, saved, section, startEmpty, ZH,
} from "./app.mjs";
import { cannotOpen, lost, result, within } from "./faults.mjs";
import { exportAs, lockScreen, setLock } from "./lock.mjs";
import { dump, restore } from "./stored.mjs";

const PASS = "常顾 correct horse";
const flipped = (bytes, at, bit) => {
  const altered = Buffer.from(bytes);
  altered[at] ^= 1 << bit;
  return altered;
};
const any = (count) => Math.floor(Math.random() * count);

/** Takes a snapshot, and waits until it is there. */
async function takeSnapshot(page) {
  await go(page, "#/data/snapshots");
  await page.getByRole("button", { name: "现在存一份快照" }).click();
  await page.getByRole("status").filter({ hasText: "已存好。" }).waitFor();
}

/** Goes to a file of the same origin that is not the app: nobody else uses the database there. */
async function leave(page, url) {
  await page.goto(`${url}theme.js`);
}

/** Opens a locked book with a passphrase: "open", "wrong" if the passphrase is said to be, "refused" for anything else. */
async function attempt(page, url, passphrase) {
  await leave(page, url);
  await page.goto(`${url}#/customers`);
  const opened = page.getByRole("status").filter({ hasText: holds("saved") }).first().waitFor().then(() => "open");
  const refused = cannotOpen(page).waitFor().then(() => "refused");
  const asks = lockScreen(page).waitFor().then(() => "asks");
  const first = [opened, refused, asks];
  first.forEach((each) => each.catch(() => {}));
  const now = await Promise.any(first);
  if (now !== "asks") return now;
  await page.getByLabel(is("passphrase")).fill(passphrase);
  await page.getByRole("button", { name: is("unlock") }).click();
  const wrong = page.getByText(ZH.passphraseWrong).waitFor().then(() => "wrong");
  const said = page.getByRole("alert").first().waitFor().then(() => "refused");
  [wrong, said].forEach((each) => each.catch(() => {}));
  const then = await Promise.any([opened, refused, wrong, said]);
  // The word about the passphrase may itself be an alert.
  return then === "refused" && (await page.getByText(ZH.passphraseWrong).count()) > 0 ? "wrong" : then;
}

/** A locked book with some customers and a snapshot; what it is in the open. */
async function lockedBook({ page, server }) {
  await open(page, server.url);
  await startEmpty(page);
  await go(page, "#/customers");
  for (const name of ["云帆商贸", "北辰科技", "远山软件"]) await addCustomer(page, { name, remark: `${name}的备注` });
  await setLock(page, PASS);
  await takeSnapshot(page);
  return (await exportAs(page, false)).buffer;
}

/** Passphrases that are not the one of a locked book. */
export function wrongPassphrases(engine, rounds) {
  const all = [...PASS].map((_, at) => PASS.slice(0, at) + PASS.slice(at + 1));
  const wrong = ["x", `${PASS} `, PASS.toUpperCase(), `${PASS}${PASS}`, "常顾", ...all];
  return within(engine, async (given) => {
    const { found, page, server } = given;
    const book = await lockedBook(given);
    for (const passphrase of wrong.slice(0, rounds)) {
      found.tried += 1;
      const state = await attempt(page, server.url, passphrase);
      const shown = await page.getByText("云帆商贸").count();
      if (state !== "wrong" || shown > 0) lost(found, `“${passphrase}”: ${state}`);
      else found.noticed += 1;
    }
    if ((await attempt(page, server.url, PASS)) !== "open" || !(await exportAs(page, false)).buffer.equals(book)) lost(found, "with the right one it is another book");
    else found.recovered = found.noticed;
  });
}

/** One bit of a value of a locked book, each of its values in turn. */
export function sealedValues(engine, rounds) {
  return within(engine, async (given) => {
    const { found, page, server } = given;
    const book = await lockedBook(given);
    await leave(page, server.url);
    const values = await dump(page);
    for (let round = 0; round < rounds; round += 1) {
      const altered = structuredClone(values);
      const value = altered[round % altered.length];
      const bytes = Buffer.from(value.bytes, "base64");
      const [at, bit] = [any(bytes.length), any(value.sort === "bytes" ? 8 : 6)];
      value.bytes = flipped(bytes, at, bit).toString("base64");
      await leave(page, server.url);
      await restore(page, altered);
      found.tried += 1;
      const where = `${value.store} ${value.key}, bit ${bit} of byte ${at}`;
      const state = await attempt(page, server.url, PASS);
      if (state === "open") {
        // What stands for nothing, or is only read later, may be altered: the book is the same.
        if ((await exportAs(page, false)).buffer.equals(book)) found.intact += 1;
        else lost(found, `${where}: opened, but is another book`);
        continue;
      }
      found.noticed += 1;
      await leave(page, server.url);
      await restore(page, values);
      if ((await attempt(page, server.url, PASS)) === "open" && (await exportAs(page, false)).buffer.equals(book)) found.recovered += 1;
      else found.details.push(`${where}: written over`);
    }
  });
}

/** Alters one bit of the newest snapshot, and puts it back when called again; returns in which byte. Runs in the page. */
async function flipSnapshot([share, bit]) {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("snapshots");
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  const handle = await folder.getFileHandle(names.sort().at(-1));
  const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  const at = Math.floor(share * bytes.length);
  bytes[at] ^= 1 << bit;
  const target = await handle.createWritable();
  await target.write(bytes);
  await target.close();
  return at;
}

/** The bytes of a packed file, as every snapshot is, that say when and on what it was packed: nobody reads them. */
const UNREAD = [4, 5, 6, 7, 8, 9];

/** One bit of a snapshot: of a locked book and of one in the open. */
export async function snapshots(engine, rounds) {
  return within(engine, async (given) => {
    const { found, page, server } = given;
    for (const isLocked of [false, true]) {
      if (isLocked) await setLock(page, PASS);
      else {
        await open(page, server.url);
        await startEmpty(page);
        await go(page, "#/customers");
        await addCustomer(page, { name: "云帆商贸" });
        await takeSnapshot(page);
      }
      for (let round = 0; round < rounds; round += 1) {
        const flip = [Math.random(), any(8)];
        await go(page, "#/customers");
        const at = await page.evaluate(flipSnapshot, flip);
        await go(page, "#/data/snapshots");
        await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
        const opens = page.getByRole("button", { name: is("replaceBook") }).waitFor().then(() => "opens");
        // A lock with another name asks for its passphrase, as that of another book would.
        const asks = page.getByLabel(is("passphrase")).waitFor().then(() => "asks");
        const refused = page.getByRole("alert").first().waitFor().then(() => "refused");
        [opens, asks, refused].forEach((each) => each.catch(() => {}));
        let state = await Promise.any([opens, asks, refused]);
        if (state === "asks") {
          await page.getByLabel(is("passphrase")).fill(PASS);
          await page.getByRole("button", { name: is("unlock") }).click();
          const refused = page.getByText(ZH.passphraseWrong).or(page.getByRole("alert")).first().waitFor().then(() => "refused");
          refused.catch(() => {});
          state = await Promise.any([opens, refused]);
        }
        found.tried += 1;
        if (state !== "opens") found.noticed += 1;
        else if (UNREAD.includes(at)) found.intact += 1;
        else lost(found, `bit ${flip[1]} of byte ${at}, ${isLocked ? "sealed" : "in the open"}: taken for whole`);
        await go(page, "#/customers");
        await page.evaluate(flipSnapshot, flip);
      }
      // As it was written it opens.
      await go(page, "#/data/snapshots");
      await page.getByRole("table", { name: "快照列表" }).getByRole("button").first().click();
      await page.getByRole("button", { name: is("replaceBook") }).waitFor();
      found.recovered = found.noticed;
    }
  });
}

/** An exported file, in the open or sealed, with one bit altered, or cut off: refused by name, the book as it was. */
export function files(engine, rounds, isSealed) {
  return within(engine, async ({ found, page, server }) => {
    await open(page, server.url);
    await (isSealed ? openSample(page) : startEmpty(page));
    await go(page, "#/customers");
    await addCustomer(page, { name: "云帆商贸" });
    if (isSealed) await setLock(page, PASS);
    const exported = async (sealed) => (isSealed ? (await exportAs(page, sealed)).buffer : exportBook(page));
    const file = await exported(true);
    const before = await exported(false);
    // Evenly over the whole file; every byte of a book is tried natively, in tests/book_file.rs.
    const places = Array.from({ length: Math.min(rounds, file.length) }, (_, nth, of = Math.min(rounds, file.length)) => Math.floor((nth * file.length) / of));
    const tries = places.flatMap((at) => [[`bit of byte ${at} altered`, flipped(file, at, at % 8)], [`cut off at byte ${at}`, file.subarray(0, at)]]);
    for (const [what, buffer] of tries) {
      await go(page, "#/data");
      await go(page, "#/data/import");
      await importFiles(page, { name: isSealed ? "book.wellkept" : "book.json", mimeType: "application/octet-stream", buffer });
      const accepted = page.getByText(/文件完整，校验通过/).waitFor().then(() => "accepted");
      const refused = page.getByRole("main").getByRole("alert").first().waitFor().then(() => "refused");
      const asks = page.getByLabel(is("passphrase")).waitFor().then(() => "asks");
      [accepted, refused, asks].forEach((each) => each.catch(() => {}));
      let state = await Promise.any([accepted, refused, asks]);
      if (state === "asks") {
        await page.getByLabel(is("passphrase")).fill(PASS);
        await page.getByRole("button", { name: "打开文件" }).click();
        const wrong = page.getByText(ZH.passphraseWrong).waitFor().then(() => "refused");
        wrong.catch(() => {});
        state = await Promise.any([accepted, refused, wrong]);
      }
      found.tried += 1;
      if (state === "refused") found.noticed += 1;
      else lost(found, `${what}: ${state}`);
    }
    await go(page, "#/data");
    if ((await exported(false)).equals(before)) found.recovered = found.noticed;
    else lost(found, "the book is not as it was");
  });
}

const CONTENT = randomBytes(70_000);
const attachments = (page) => section(page, "filesTitle");
const fileRow = (page) => attachments(page).getByRole("row").filter({ hasText: "合同.pdf" });

/** Opens the documents of the one customer. */
async function documents(page) {
  await openCustomer(page, "北辰科技");
  await page.getByRole("button", { name: is("tabFiles"), exact: true }).click();
}

/** Alters a bit of the attachment in the database or beside the snapshots, or takes it away. Runs in the page. */
async function harm([where, how]) {
  const damaged = (bytes) => {
    bytes[Math.floor(Math.random() * bytes.length)] ^= 1;
    return bytes;
  };
  if (where === "copy") {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("contents");
    for await (const [name, handle] of folder.entries()) {
      // The lists of what each snapshot needs have longer names.
      if (!/^[0-9a-f]+$/.test(name)) continue;
      if (how === "lost") {
        await folder.removeEntry(name);
        continue;
      }
      const bytes = damaged(new Uint8Array(await (await handle.getFile()).arrayBuffer()));
      const target = await handle.createWritable();
      await target.write(bytes);
      await target.close();
    }
    return;
  }
  await new Promise((done) => {
    indexedDB.open("wellkept").onsuccess = (opened) => {
      const transaction = opened.target.result.transaction("files", "readwrite");
      transaction.objectStore("files").openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (how === "lost") cursor.delete();
        else cursor.update(damaged(cursor.value));
        cursor.continue();
      };
      transaction.oncomplete = () => done(opened.target.result.close());
    };
  });
}

/** What may become of an attachment in the database, and of its copy beside the snapshots. */
const HARMS = ["altered", "lost"].flatMap((stored) => ["whole", "altered", "lost"].map((copy) => [stored, copy]));

/** The bytes of an attachment altered or gone, in the database and beside the snapshots. */
export async function harmedAttachments(engine, harms = HARMS) {
  const all = result();
  for (const [stored, copy] of harms) {
    const found = await within(engine, async ({ found, page, server }) => {
      await open(page, server.url);
      await startEmpty(page);
      await addCustomer(page, { name: "北辰科技" });
      await documents(page);
      await attachments(page)
        .getByLabel(is("filesAdd"))
        .and(page.locator("input"))
        .setInputFiles([{ name: "合同.pdf", mimeType: "application/pdf", buffer: CONTENT }]);
      await fileRow(page).waitFor();
      await saved(page);
      await takeSnapshot(page);
      const before = await exportBook(page);
      await leave(page, server.url);
      await page.evaluate(harm, ["database", stored]);
      if (copy !== "whole") await page.evaluate(harm, ["copy", copy]);
      await page.goto(`${server.url}#/customers`);
      await ready(page);
      await documents(page);
      await fileRow(page).waitFor();
      found.tried += 1;
      const press = () => fileRow(page).getByRole("button", { name: "保存 合同.pdf 到电脑" }).click();
      if (copy === "whole") {
        const { buffer } = await downloaded(page, press);
        if (buffer.equals(CONTENT) && (await exportBook(page)).equals(before)) found.intact += 1;
        else lost(found, `${stored}, with a copy: not the bytes that they were`);
        return;
      }
      await press();
      await page.getByText(/的内容在这台设备上已丢失或损坏/).or(fileRow(page).getByText(ZH.fileLost)).first().waitFor();
      found.noticed += 1;
      // Everything else is as it was, and whoever has the file adds it again.
      await attachments(page)
        .getByLabel(is("filesAdd"))
        .and(page.locator("input"))
        .setInputFiles([{ name: "又是合同.pdf", mimeType: "application/pdf", buffer: CONTENT }]);
      const again = attachments(page).getByRole("row").filter({ hasText: "又是合同.pdf" });
      await again.waitFor();
      await saved(page);
      const { buffer } = await downloaded(page, () => again.getByRole("button", { name: "保存 又是合同.pdf 到电脑" }).click());
      if (buffer.equals(CONTENT)) found.recovered += 1;
      else lost(found, `${stored}, the copy ${copy}: not to be had by adding it again`);
    });
    for (const key of ["tried", "intact", "noticed", "recovered", "lost"]) all[key] += found[key];
    all.details.push(...found.details);
  }
  return all;
}
