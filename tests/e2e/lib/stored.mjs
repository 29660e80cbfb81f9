// The stored book as it lies in the browser: put there as an earlier version left it, and asked for its version.

import { readFile } from "node:fs/promises";
import { fixture } from "./tables.mjs";

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
