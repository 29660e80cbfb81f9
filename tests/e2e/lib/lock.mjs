// The lock of the book as a user meets it.

import { begins, dialog, downloaded, go, holds, is, ready, section } from "./app.mjs";

/** Fills a field of the open dialog by the key of its label. */
const typeInto = (page, key, text) => dialog(page).getByLabel(begins(key)).fill(text);

/** Opens one of the dialogs of the lock by the key of its button, fills it by the keys of its fields, and confirms it. */
export async function alterLock(page, opens, fields, confirms) {
  await go(page, "#/settings");
  await section(page, "lock").getByRole("button", { name: is(opens) }).click();
  for (const [key, text] of Object.entries(fields)) await typeInto(page, key, text);
  await dialog(page).getByRole("button", { name: is(confirms) }).click();
}

/** Locks the open book with a passphrase, and waits until it is done. */
export async function setLock(page, passphrase) {
  await alterLock(page, "lockSet", { passphraseNew: passphrase, passphraseAgain: passphrase }, "lockDo");
  await dialog(page).waitFor({ state: "detached" });
  await section(page, "lock").getByText(is("lockOn")).waitFor();
}

/** Removes the lock, and waits until it is done. */
export async function removeLock(page, passphrase) {
  await alterLock(page, "lockRemove", { passphraseOld: passphrase }, "lockRemoveDo");
  await dialog(page).waitFor({ state: "detached" });
  await section(page, "lock").getByRole("button", { name: is("lockSet") }).waitFor();
}

/** The screen of a locked book. */
export const lockScreen = (page) => page.getByRole("heading", { level: 1, name: is("locked") });

/** Tries a passphrase on the screen of a locked book. */
export async function tryPassphrase(page, passphrase) {
  await lockScreen(page).waitFor();
  await page.getByLabel(is("passphrase")).fill(passphrase);
  await page.getByRole("button", { name: is("unlock") }).click();
}

/** Opens a locked book. */
export async function unlock(page, passphrase) {
  await tryPassphrase(page, passphrase);
  await lockScreen(page).waitFor({ state: "detached" });
  await page.getByRole("status").filter({ hasText: holds("saved") }).first().waitFor();
  await ready(page);
}

/** Exports the book, sealed or not; returns the file's name and bytes. */
export async function exportAs(page, isSealed) {
  await go(page, "#/data");
  await page.getByRole("checkbox", { name: is("exportSealed") }).setChecked(isSealed);
  return downloaded(page, () => page.getByRole("button", { name: is("exportBook") }).click());
}
