// A plain static file server for tests: one folder under one path, no rewrites, this machine only.
// With `compress` it sends brotli and lets what never changes be kept, as a good host does; `isolated` lets a page measure its memory. The benchmark wants both.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".csv": "text/csv; charset=utf-8",
};

/** Returns the file in `folder` that an address names, or null if it lies outside of `base` or `folder`. */
export function resolveFile(folder, base, address) {
  let name;
  try {
    name = decodeURIComponent(address.split(/[?#]/)[0]);
  } catch {
    return null;
  }
  if (!name.startsWith(base)) return null;
  name = name.slice(base.length);
  if (name === "" || name.endsWith("/")) name += "index.html";
  const file = path.resolve(folder, name);
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
}

/**
 * Serves `folder` under `base` on 127.0.0.1 and a free port.
 * Returns { origin, url, close }: `url` is the address of the app with its closing slash.
 */
export async function serve(folder, { base = "/some/where/", compress = false, isolated = false } = {}) {
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    if (request.url === `${base}clear-site-data`) {
      // What a browser does that is told to forget this site.
      response.writeHead(204, { "clear-site-data": '"storage"' }).end();
      return;
    }
    const file = resolveFile(folder, base, request.url);
    const found = file && (await stat(file).catch(() => null));
    if (!found?.isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("no such file");
      return;
    }
    const headers = { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" };
    if (isolated) {
      headers["cross-origin-opener-policy"] = "same-origin";
      headers["cross-origin-embedder-policy"] = "require-corp";
    }
    if (!compress) {
      response.writeHead(200, { ...headers, "content-length": found.size });
      createReadStream(file).pipe(response);
      return;
    }
    if (!compressed.has(file)) compressed.set(file, brotliCompressSync(await readFile(file)));
    const body = compressed.get(file);
    // A file with its checksum in its name never changes: browsers may keep it.
    if (/-[0-9a-f]{16}\.\w+$/.test(file)) headers["cache-control"] = "public, max-age=31536000, immutable";
    response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": body.length }).end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin, url: origin + base, close };
}
