// Reads the chunks of a book, in a thread of its own, while the page still fetches the app. A chunk never changes under
// its key, and whoever takes one holds it to its checksum, so that it does not matter when it was read.

/** How many are asked for at once. */
const AHEAD = 16;

onmessage = ({ data: name }) => {
  const opening = indexedDB.open(name);
  const end = () => {
    postMessage(null);
    close();
  };
  opening.onerror = opening.onblocked = end;
  // Nothing is there, and nothing may be made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onsuccess = () => {
    const database = opening.result;
    let transaction;
    // A newer version of the app wants the database to itself, and does not wait for what is read here.
    database.onversionchange = () => {
      database.close();
      transaction?.abort();
    };
    try {
      transaction = database.transaction(["meta", "chunks"]);
    } catch {
      // Another version of the database.
      return end();
    }
    transaction.oncomplete = transaction.onabort = () => {
      database.close();
      end();
    };
    const list = transaction.objectStore("meta").get("chunks");
    list.onsuccess = () => {
      // That of a locked book is not a text.
      const keys = typeof list.result === "string" ? JSON.parse(list.result).map((entry) => entry.key) : [];
      const next = () => {
        const key = keys.shift();
        if (typeof key !== "number") return;
        const chunk = transaction.objectStore("chunks").get(key);
        chunk.onsuccess = () => {
          next();
          const bytes = chunk.result;
          if (bytes instanceof Uint8Array) postMessage([key, bytes], [bytes.buffer]);
        };
      };
      for (let asked = 0; asked < AHEAD; asked += 1) next();
    };
  };
};
