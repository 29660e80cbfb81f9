// The test server itself: it must answer as a plain host does, or the other tests prove nothing.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { resolveFile, serve } from "./serve.mjs";

test("an address names a file below the folder or nothing", () => {
  const folder = path.resolve("dist");
  const cases = [
    ["/some/where/", "index.html"],
    ["/some/where/app.js?v=1", "app.js"],
    ["/some/where/%E5%B8%B8.json", "常.json"],
    ["/", null],
    ["/app.js", null],
    ["/some/where/../../Cargo.toml", null],
    ["/some/where/%2e%2e/Cargo.toml", null],
    ["/some/where/%zz", null],
  ];
  for (const [address, expected] of cases) {
    assert.equal(resolveFile(folder, "/some/where/", address), expected && path.join(folder, expected), address);
  }
});

test("files have their type, there are no rewrites, and brotli is sent on request", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "wellkept-serve-"));
  await writeFile(path.join(folder, "a_bg.wasm"), "wasm".repeat(1000));
  const plain = await serve(folder, { base: "/x/" });
  const small = await serve(folder, { base: "/x/", compress: true });
  try {
    const answer = await fetch(`${plain.url}a_bg.wasm`);
    assert.equal(answer.headers.get("content-type"), "application/wasm");
    assert.equal(answer.headers.get("content-encoding"), null);
    assert.equal((await fetch(`${plain.url}customers`)).status, 404);
    assert.equal((await fetch(`${plain.origin}/a_bg.wasm`)).status, 404);
    const brotli = await fetch(`${small.url}a_bg.wasm`);
    assert.equal(brotli.headers.get("content-encoding"), "br");
    assert.equal((await brotli.text()).length, 4000);
  } finally {
    await plain.close();
    await small.close();
    await rm(folder, { recursive: true });
  }
});
