// A short round of each fault; `cargo xtask fault` does many.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crashed, DAMAGES, damaged, ENGINES, failingMigrations, failingReplacements, failingWrites, killed } from "./lib/faults.mjs";

/** Nothing is lost without a word, and what is noticed can be mended. */
function survived(found) {
  assert.ok(found.tried > 0);
  assert.equal(found.lost, 0, found.details.join("; "));
  assert.equal(found.recovered, found.noticed, found.details.join("; "));
}

for (const engine of Object.keys(ENGINES)) {
  test(`what was confirmed outlives kill -9 of the browser: ${engine}`, async () => survived(await killed(engine, 2)));
  test(`what was confirmed outlives a crash of the page: ${engine}`, async () => survived(await crashed(engine, 2)));
  for (const how of Object.keys(DAMAGES)) {
    test(`a ${how} database is noticed and mended from a snapshot: ${engine}`, async () => survived(await damaged(engine, how, 2)));
  }
}

test("whichever write of a save fails, the book is as before", async () => survived(await failingWrites("LevelDB")));

test("whichever write of replacing the book fails, it is the one before", async () =>
  survived(await failingReplacements("LevelDB", ["throw"])));

test("whichever write of bringing a book up to date fails, the next start has it all", async () =>
  survived(await failingMigrations("LevelDB", ["abort"])));
