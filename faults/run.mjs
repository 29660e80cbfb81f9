// `cargo xtask fault`: node faults/run.mjs <report.json> <rounds>. Every fault, many times, on both of Chromium's
// ways to keep IndexedDB. What each does stands in tests/e2e/lib/faults.mjs.

import { writeFile } from "node:fs/promises";
import { crashed, DAMAGES, damaged, elsewhere, ENGINES, failingLocks, failingMigrations, failingReplacements, failingWrites, fullDisk, killed } from "../tests/e2e/lib/faults.mjs";

const [reportFile, rounds] = [process.argv[2], Number(process.argv[3])];
const report = [];

/** Does one fault and notes what came of it. */
async function fault(name, engine, work) {
  const start = performance.now();
  const found = await work();
  report.push({ fault: name, engine, ...found });
  const { details, ...counts } = found;
  console.log(`${name}, ${engine}: ${JSON.stringify(counts)} in ${Math.round((performance.now() - start) / 1000)} s`);
  details.forEach((detail) => console.log(`  ${detail}`));
  // What is known so far is kept even if a later fault cannot be done.
  await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
}

for (const engine of Object.keys(ENGINES)) {
  await fault("kill -9 in a stream of writes", engine, () => killed(engine, rounds));
  await fault("crash of the page in a stream of writes", engine, () => crashed(engine, rounds));
  for (const how of Object.keys(DAMAGES)) {
    await fault(`database file ${how}`, engine, () => damaged(engine, how, rounds));
  }
  await fault("each write of a save fails", engine, () => failingWrites(engine));
  await fault("each write of replacing the book fails", engine, () => failingReplacements(engine));
  await fault("each write of a migration fails", engine, () => failingMigrations(engine));
  await fault("each write of setting and removing the lock fails", engine, () => failingLocks(engine));
  await fault("no room on the disk", engine, () => fullDisk(engine));
  await fault("a device in another time zone", engine, () => elsewhere(engine));
}
process.exitCode = report.some((each) => each.lost > 0) ? 1 : 0;
