// `cargo xtask fault`: node faults/run.mjs <report.json> <rounds> [<only>]. Every fault, many times, on both of Chromium's
// ways to keep IndexedDB and in Firefox. What each does stands in tests/e2e/lib/faults*.mjs. With <only>, those faults
// alone whose name and engine, as "name, engine", that pattern finds.

import { writeFile } from "node:fs/promises";
import * as below from "../tests/e2e/lib/faults.mjs";
import * as kept from "../tests/e2e/lib/faults-kept.mjs";
import * as sealed from "../tests/e2e/lib/faults-sealed.mjs";
import * as tabs from "../tests/e2e/lib/faults-tabs.mjs";
import { newProfile } from "../tests/e2e/lib/browser.mjs";

const [reportFile, rounds, only] = [process.argv[2], Number(process.argv[3]), process.argv[4] ?? ""];
const report = { run: "", faults: [] };
const started = new Date();
const few = Math.min(rounds, 30);
/** Rooms on the disk, in bytes: none, then ever more of it. */
const ROOMS = Array.from({ length: rounds < 3 ? 5 : 50 }, (_, nth) => nth * 4_000);
/** As many edits in all as a hundred times the rounds. */
const EDITS = rounds * 100;

/** What each fault is called, and what does it on that engine. */
const FAULTS = {
  "kill -9 in a stream of writes": (engine) => below.killed(engine, rounds),
  "crash of the page in a stream of writes": (engine) => below.crashed(engine, rounds),
  ...Object.fromEntries(Object.keys(below.DAMAGES).map((how) => [`database file ${how}`, (engine) => below.damaged(engine, how, rounds)])),
  "each write of a save fails": (engine) => below.failingWrites(engine),
  "each write of replacing the book fails": (engine) => below.failingReplacements(engine),
  "each write of a migration fails": (engine) => below.failingMigrations(engine),
  "each write of setting and removing the lock fails": (engine) => below.failingLocks(engine),
  "kill -9 at any moment of a migration": (engine) => kept.killedMigrations(engine, few),
  "books of every version; newer ones": (engine) => kept.versions(engine),
  "site data cleared under an open page": (engine) => kept.cleared(engine, few),
  "a browser that refuses to keep or to promise": (engine) => kept.refused(engine),
  "no room on the disk, at many sizes": (engine) => below.fullDisk(engine, ROOMS),
  "edits of one record from two tabs": (engine) => tabs.contended(engine, 2, EDITS),
  "edits of one record from three tabs": (engine) => tabs.contended(engine, 3, EDITS),
  "edits of one record from five tabs": (engine) => tabs.contended(engine, 5, Math.ceil(EDITS / 5)),
  "the tab that writes goes": (engine) => tabs.handedOver(engine, few),
  "wrong passphrases": (engine) => sealed.wrongPassphrases(engine, few),
  "one bit of a value of a locked book": (engine) => sealed.sealedValues(engine, rounds),
  "one bit of a snapshot, open and sealed": (engine) => sealed.snapshots(engine, rounds),
  "an exported book altered or cut off": (engine) => sealed.files(engine, rounds, false),
  "a sealed export altered or cut off": (engine) => sealed.files(engine, rounds, true),
  "attachments altered or lost": (engine) => sealed.harmedAttachments(engine),
  "a device in another time zone": (engine) => below.elsewhere(engine, engine === "Firefox" ? below.ZONES.slice(0, 6) : below.ZONES),
  "worked in for long": (engine) => kept.soaked(engine, rounds < 3 ? 30 : 300),
};

/** What cannot be done to Firefox from outside: crash a page alone, set a quota, measure the memory of a page. */
const CHROMIUM_ALONE = ["crash of the page in a stream of writes", "no room on the disk, at many sizes", "worked in for long"];
/** What is the same wherever IndexedDB is kept, and is done once. */
const ONCE = ["worked in for long", "an exported book altered or cut off", "a sealed export altered or cut off"];

/** What was run, where and how often, in words. */
async function told() {
  const versions = [];
  for (const browser of [undefined, "firefox"]) {
    const profile = await newProfile({ browser });
    versions.push(`${browser ? "Firefox" : "Chromium"} ${await profile.page.evaluate(() => navigator.userAgent.match(/(?:Chrome|Firefox)\/([\d.]+)/)[1])}`);
    await profile.close();
  }
  const minutes = Math.round((Date.now() - started) / 60_000);
  return `The run of ${started.toISOString().slice(0, 10)}: ${rounds} rounds (\`cargo xtask fault\` does 100), ${versions.join(", ")}, ${minutes} minutes.`;
}

/** Writes down what is known so far, which is kept even if a later fault cannot be done. */
const note = () => writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);

for (const engine of Object.keys(below.ENGINES)) {
  for (const [name, work] of Object.entries(FAULTS)) {
    if (engine === "Firefox" && CHROMIUM_ALONE.includes(name)) continue;
    if (engine !== "LevelDB" && ONCE.includes(name)) continue;
    if (!new RegExp(only).test(`${name}, ${engine}`)) continue;
    const start = performance.now();
    const found = await work(engine).catch((error) => ({ ...below.result(), lost: 1, details: [`could not be done: ${error.stack}`] }));
    report.faults.push({ fault: name, engine, ...found });
    const { details, ...counts } = found;
    console.log(`${name}, ${engine}: ${JSON.stringify(counts)} in ${Math.round((performance.now() - start) / 1000)} s`);
    details.forEach((detail) => console.log(`  ${detail}`));
    await note();
  }
}
report.run = await told();
await note();
process.exitCode = report.faults.some((each) => each.lost > 0) ? 1 : 0;
