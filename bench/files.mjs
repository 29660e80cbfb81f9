// Large files in and out, as a user feels them: the times, the longest block of the page, and the memory.

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as app from "../tests/e2e/lib/app.mjs";

const SIZE = 100_000;
const WAIT = 300_000;

/** Notes the longest block of the page from here on. */
async function watchBlocks(page) {
  await page.evaluate(() => {
    window.__longest = 0;
    window.__watch?.disconnect();
    window.__watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.__longest = Math.max(window.__longest, entry.duration);
    });
    window.__watch.observe({ type: "longtask" });
  });
}

const longest = (page) => page.evaluate(() => window.__longest);

/** The memory of all processes that this one started and that draw pages or run their workers, in bytes. */
async function memory() {
  const parents = new Map();
  const rooms = new Map();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = await readFile(`/proc/${name}/status`, "utf8");
      parents.set(name, status.match(/^PPid:\s+(\d+)/m)[1]);
      const line = await readFile(`/proc/${name}/cmdline`, "utf8");
      if (line.includes("--type=renderer")) rooms.set(name, Number(status.match(/^VmRSS:\s+(\d+)/m)?.[1] ?? 0) * 1024);
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (name) => {
    for (let at = name; at && at !== "0"; at = parents.get(at)) if (at === String(process.pid)) return true;
    return false;
  };
  return Math.max(0, ...[...rooms].filter(([name]) => isOurs(name)).map(([, bytes]) => bytes));
}

/** Does some work, and notes how long it took, the longest block, and the most memory. */
export async function timed(page, note, size, name, work) {
  await watchBlocks(page);
  let most = 0;
  let isDone = false;
  const sampling = (async () => {
    while (!isDone) {
      most = Math.max(most, await memory());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const start = performance.now();
  const result = await work();
  note(name, size, performance.now() - start, "ms");
  isDone = true;
  await sampling;
  note(`${name}_longest_block`, size, await longest(page), "ms");
  note(`${name}_memory`, size, most, "bytes");
  return result;
}

function csv() {
  const stages = ["潜在客户", "接洽中", "已签约", "稳定期"];
  const rows = ["客户编号,客户名称,所属行业,联系人,电话,当前合作阶段,客户标签,负责人,备注"];
  for (let place = 0; place < SIZE; place += 1) {
    const [number, phone] = [String(place).padStart(6, "0"), String(13_800_000_000 + place)];
    rows.push(`BC${number},批量客户${number}有限公司,行业${place % 40},联系人${place},${phone},${stages[place % 4]},标签${place % 9},负责人${place % 20},第 ${place} 行`);
  }
  return `${rows.join("\n")}\n`;
}

/** Measures reading, looking through, writing and exporting 100,000 rows. */
export async function files(server, note) {
  const folder = await mkdtemp(path.join(tmpdir(), "wellkept-bench-"));
  const profile = await app.newProfile();
  const { page } = profile;
  try {
    const table = path.join(folder, "customers.csv");
    await writeFile(table, csv());
    await app.open(page, server.url);
    await app.startEmpty(page);
    const planned = async (file) => {
      await app.importFiles(page, file);
      await page.getByRole("button", { name: /^写入 \d+ 行$/ }).waitFor({ timeout: WAIT });
      await page.getByText("正在逐行核对").waitFor({ state: "detached", timeout: WAIT });
    };
    await app.go(page, "#/data/import");
    // Whoever imports 100,000 customers has fetched what reads tables before: that is no part of it.
    const first = path.join(folder, "first.csv");
    await writeFile(first, "客户名称\n第一位\n");
    await planned(first);
    await page.getByRole("button", { name: app.is("anotherFile") }).click();
    await timed(page, note, SIZE, "csv_dry_run", () => planned(table));
    await timed(page, note, SIZE, "csv_commit", async () => {
      await page.getByRole("button", { name: `写入 ${SIZE} 行` }).click();
      await page.getByText(/^已写入 \d+ 行/).waitFor({ timeout: WAIT });
    });
    await app.go(page, "#/data/export");
    const workbook = await timed(page, note, SIZE, "xlsx_export", () =>
      app.downloaded(page, () => page.getByRole("button", { name: app.is("exportDo") }).click(), WAIT),
    );
    const exported = path.join(folder, "customers.xlsx");
    await writeFile(exported, workbook.buffer);
    await app.go(page, "#/data/import");
    await timed(page, note, SIZE, "xlsx_read", () => planned(exported));
  } finally {
    await profile.close();
    await rm(folder, { recursive: true });
  }
}
