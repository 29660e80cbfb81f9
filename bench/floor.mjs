// Measures the floor page (bench/floor) beside the app: the figures of issue 3 are ratios to it, in one run.

import path from "node:path";
import { newProfile } from "../tests/e2e/lib/app.mjs";
import { serve } from "../tests/e2e/lib/serve.mjs";
import { quantile } from "../tests/e2e/lib/clock.mjs";

const COLD_STARTS = 3;
const INTERACTIONS = 10;
const COMMITS = 100;
const COMMIT_BYTES = 2_000;

/** Notes what a bare page takes for as many customers, with ten interactions each, and for the JSON book in `file`. */
export async function floor(note, size, file) {
  const server = await serve(path.join(import.meta.dirname, "floor"));
  const profile = await newProfile();
  const open = async () => {
    await profile.page.goto(server.url);
    await profile.page.waitForFunction(() => window.floor);
  };
  try {
    await open();
    await profile.page.evaluate(([customers, interactions]) => window.floor.seed(customers, interactions), [size, size * INTERACTIONS]);
    const found = [];
    for (let run = 0; run < COLD_STARTS; run += 1) {
      await profile.restart();
      await open();
      found.push(await profile.page.evaluate((customers) => window.floor.load(customers), size));
    }
    note("floor_first_row", size, quantile(found.map((times) => times.firstRow), 0.5), "ms");
    note("floor_everything", size, quantile(found.map((times) => times.everything), 0.5), "ms");
    const commits = await profile.page.evaluate(([bytes, runs]) => window.floor.commits(bytes, runs), [COMMIT_BYTES, COMMITS]);
    note("floor_commit_p95", size, quantile(commits, 0.95), "ms");
    await profile.page.locator("input").setInputFiles(file);
    const { parse, write, stringify, digest } = await profile.page.evaluate(() => window.floor.book());
    note("floor_import", size, parse + write, "ms");
    note("floor_export", size, stringify + digest, "ms");
  } finally {
    await profile.close();
    await server.close();
  }
}
