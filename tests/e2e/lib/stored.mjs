// The stored book as it lies in the browser: put there as an earlier version left it, and asked for its version.

import { readFile } from "node:fs/promises";
import { fixture } from "./tables.mjs";

/** The version of the stored form that this version writes. */
export const PRESENT = 8;

/** Puts a stored book into the browser, as the version of its time left it. */
export async function store(page, name) {
  const stored = JSON.parse(await readFile(fixture(name), "utf8"));
  await page.evaluate(async (stored) => {
    const request = indexedDB.open("wellkept", 1);
    request.onupgradeneeded = () => ["meta", "chunks", "log"].forEach((name) => request.result.createObjectStore(name));
    const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const transaction = database.transaction(["meta", "chunks", "log"], "readwrite");
    for (const [name, entries] of Object.entries(stored)) {
      for (const [key, value] of entries) {
        const bytes = (value) =>
          value.base64 ? Uint8Array.fromBase64(value.base64) : new TextEncoder().encode(value.bytes);
        transaction.objectStore(name).put(value.bytes || value.base64 ? bytes(value) : value, key);
      }
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, stored);
}

/** The version of the stored form in the browser. */
export function version(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("wellkept").onsuccess = (opened) => {
          const database = opened.target.result;
          database.transaction("meta").objectStore("meta").get("format").onsuccess = (event) => {
            database.close();
            resolve(event.target.result);
          };
        };
      }),
  );
}

/** Everything in the database of the book: a list of { store, key, sort, bytes }, the bytes in base64. */
export function dump(page) {
  return page.evaluate(async () => {
    const database = await new Promise((done) => (indexedDB.open("wellkept").onsuccess = (event) => done(event.target.result)));
    const stores = [...database.objectStoreNames];
    const transaction = database.transaction(stores);
    const found = Object.fromEntries(stores.map((store) => [store, []]));
    for (const store of stores) {
      transaction.objectStore(store).openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        const { key, value } = cursor;
        const sort = value instanceof Uint8Array ? "bytes" : typeof value;
        const bytes = sort === "bytes" ? value : new TextEncoder().encode(String(value));
        found[store].push({ store, key, sort, bytes: bytes.toBase64() });
        cursor.continue();
      };
    }
    await new Promise((done) => (transaction.oncomplete = done));
    database.close();
    return Object.values(found).flat();
  });
}

/** Puts all of that into the database, and nothing else. */
export function restore(page, values) {
  return page.evaluate(async (values) => {
    const database = await new Promise((done) => (indexedDB.open("wellkept").onsuccess = (event) => done(event.target.result)));
    const stores = [...database.objectStoreNames];
    const transaction = database.transaction(stores, "readwrite");
    for (const store of stores) transaction.objectStore(store).clear();
    for (const { store, key, sort, bytes } of values) {
      const raw = Uint8Array.fromBase64(bytes);
      const text = new TextDecoder().decode(raw);
      transaction.objectStore(store).put(sort === "bytes" ? raw : sort === "number" ? Number(text) : text, key);
    }
    await new Promise((done) => (transaction.oncomplete = done));
    database.close();
  }, values);
}
