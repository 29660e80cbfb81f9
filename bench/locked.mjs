// A large book under the lock, as a user feels it: setting it, opening the book behind it.

import * as app from "../tests/e2e/lib/app.mjs";
import { alterLock, lockScreen, tryPassphrase } from "../tests/e2e/lib/lock.mjs";
import { timed } from "./files.mjs";

const PASSPHRASE = "correct horse battery staple";
const WAIT = 300_000;

/** Sets the lock of the open book, and opens the page and then the book again. */
export async function locked(page, server, size, note) {
  await app.open(page, server.url, "#/settings");
  await timed(page, note, size, "lock_set", async () => {
    await alterLock(page, "lockSet", { passphraseNew: PASSPHRASE, passphraseAgain: PASSPHRASE }, "lockDo");
    await app.section(page, "lock").getByText(app.is("lockOn")).waitFor({ timeout: WAIT });
  });
  await page.reload();
  await lockScreen(page).waitFor();
  await timed(page, note, size, "lock_opened", async () => {
    await tryPassphrase(page, PASSPHRASE);
    await lockScreen(page).waitFor({ state: "detached", timeout: WAIT });
    await app.ready(page);
  });
}
