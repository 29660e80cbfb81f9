// A first visit stays small: page, script, style and wasm together, brotli, without the worker.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { startServer, TARGET, watchBytes, withApp } from "./lib/app.mjs";

/** What each stage may weigh in bytes: the first screen, and all until 今日 of the sample stands. */
const LIMITS = { first_visit_brotli: 250_000, first_book_brotli: 890_000 };

const report = JSON.parse(await readFile(path.join(TARGET, "size.json"), "utf8"));

for (const [stage, limit] of Object.entries(LIMITS)) {
  test(`the download is below its limit: ${stage}`, (context) => {
    context.diagnostic(`${report[stage]} bytes of ${limit}`);
    assert.ok(report[stage] > 0 && report[stage] < limit, `${report[stage]} bytes, at most ${limit}: see target/size.json`);
  });
}

test("a first visit asks for what is reported, and for nothing more", () =>
  withApp(async ({ page }) => {
    const server = await startServer({ compress: true });
    try {
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop() || "index.html"));
      const bytes = await watchBytes(page);
      await page.goto(server.url);
      await page.getByRole("main").getByRole("button").first().waitFor();
      await page.waitForLoadState("networkidle");
      const expected = report.files.filter((file) => file.when === "first visit").map((file) => file.file);
      assert.deepEqual(asked.filter((name) => !expected.includes(name) && name !== "favicon.ico"), []);
      const limit = LIMITS.first_visit_brotli;
      assert.ok(bytes.total() > 0 && bytes.total() < limit, `${bytes.total()} bytes came over the wire, at most ${limit}`);
    } finally {
      await server.close();
    }
  }));
