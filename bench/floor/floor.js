// What a bare page can do with as much data: the least that any program in a browser takes, measured in the same run.
//
// The data is stored packed: columns of numbers, and texts one after the other with their offsets, in chunks.

const CHUNK = 1 << 20;
const ROWS = 50;

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const committed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

function open() {
  const request = indexedDB.open("floor", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("chunks");
  return answered(request);
}

/** Packs texts: their bytes one after the other, and where each begins. */
function packed(count, text) {
  const encoder = new TextEncoder();
  const offsets = new Uint32Array(count + 1);
  let bytes = new Uint8Array(count * 64);
  for (let place = 0; place < count; place += 1) {
    if (offsets[place] + 1024 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    offsets[place + 1] = offsets[place] + encoder.encodeInto(text(place), bytes.subarray(offsets[place])).written;
  }
  return { offsets, bytes: bytes.slice(0, offsets[count]) };
}

/** Writes an array as chunks under a name. */
async function write(database, name, array, durability = "strict") {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const transaction = database.transaction("chunks", "readwrite", { durability });
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const number = String(start / CHUNK).padStart(5, "0");
    transaction.objectStore("chunks").put(bytes.slice(start, start + CHUNK), `${name}#${number}`);
  }
  await committed(transaction);
}

async function read(database, name) {
  const range = IDBKeyRange.bound(`${name}#`, `${name}#~`);
  const chunks = await answered(database.transaction("chunks").objectStore("chunks").getAll(range));
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let start = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, start);
    start += chunk.length;
  }
  return bytes;
}

/** Stores so many customers and interactions. */
async function seed(customers, interactions) {
  const people = packed(customers, (place) => {
    const fields = [`客户${place}有限公司`, `行业${place % 40}`, `联系人${place}`, `1380000${place}`, `负责人${place % 20}`, "每月沟通一次，关注交付周期"];
    return fields.join("\u001f");
  });
  const notes = packed(interactions, (place) => `第 ${place} 次沟通：客户希望缩短交付期`);
  const owners = new Uint32Array(interactions).map((_, place) => (place * 7919) % customers);
  const days = new Uint32Array(interactions).map((_, place) => 19_000 + ((place * 31) % 1_400));
  const database = await open();
  await write(database, "names", people.bytes);
  await write(database, "name-offsets", people.offsets);
  await write(database, "owners", owners);
  await write(database, "days", days);
  await write(database, "notes", notes.bytes);
  await write(database, "note-offsets", notes.offsets);
  database.close();
}

function show(rows) {
  const body = document.querySelector("tbody");
  body.replaceChildren(
    ...rows.map((cells) => {
      const row = document.createElement("tr");
      row.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
      return row;
    }),
  );
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Reads the customers and shows the first rows; then everything, with the last contact of each customer. */
async function load(customers) {
  const database = await open();
  const [names, offsets] = await Promise.all([read(database, "names"), read(database, "name-offsets")]);
  const places = new Uint32Array(offsets.buffer);
  const decoder = new TextDecoder();
  const cells = (place) => decoder.decode(names.subarray(places[place], places[place + 1])).split("\u001f");
  show(Array.from({ length: ROWS }, (_, place) => cells(place)));
  await painted();
  const firstRow = performance.now();
  const columns = await Promise.all(["owners", "days", "notes", "note-offsets"].map((name) => read(database, name)));
  const [owners, days] = columns.map((bytes) => new Uint32Array(bytes.buffer, 0, bytes.length >> 2));
  const last = new Uint32Array(customers);
  for (let place = 0; place < owners.length; place += 1) {
    if (days[place] > last[owners[place]]) last[owners[place]] = days[place];
  }
  database.close();
  return { firstRow, everything: performance.now() };
}

/** Returns how long each of some commits takes that are on the disk when they are done. */
async function commits(bytes, runs) {
  const database = await open();
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const transaction = database.transaction("chunks", "readwrite", { durability: "strict" });
    transaction.objectStore("chunks").put("x".repeat(bytes), "commit");
    await committed(transaction);
    times.push(performance.now() - start);
  }
  database.close();
  return times;
}

/**
 * What a JSON book of one record a line takes at least: to parse every line and store as many bytes packed; and to write
 * it again, with its checksum.
 */
async function book() {
  const [file] = document.querySelector("input").files;
  const times = { parse: 0, write: 0, stringify: 0, digest: 0 };
  const timed = async (name, work) => {
    const start = performance.now();
    const result = await work();
    times[name] += performance.now() - start;
    return result;
  };
  const bytes = await timed("parse", async () => new Uint8Array(await file.arrayBuffer()));
  const decoder = new TextDecoder();
  const PIECE = 8 << 20;
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + PIECE, bytes.length);
    while (end < bytes.length && bytes[end - 1] !== 10) end += 1;
    const lines = await timed("parse", () => {
      const text = decoder.decode(bytes.subarray(start, end));
      const found = text.split("\n").map((line) => line.replace(/,$/, ""));
      return JSON.parse(`[${found.filter((line) => line.startsWith("{") && line.endsWith("}")).join(",")}]`);
    });
    await timed("stringify", () => JSON.stringify(lines).length);
    start = end;
  }
  await timed("digest", () => crypto.subtle.digest("SHA-256", bytes));
  const database = await open();
  await timed("write", () => write(database, "book", bytes));
  database.close();
  return times;
}

window.floor = { seed, load, commits, book };
