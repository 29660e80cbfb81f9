// For whoever has a book here: asks for what it takes, reads it and shows Today as it was last seen, while the app is
// still on its way. Whatever does not work here, the app does itself.

const note = (() => {
  try {
    return localStorage.getItem("wellkept.book");
  } catch {
    // Storage is denied.
  }
})();

if (note) {
  const number = note.includes(":") ? Number.parseInt(note, 10) : 1;
  const database = number > 1 ? `wellkept-${number}` : "wellkept";
  readChunks(database);
  if (isToday()) findFirstPage(database);
  askForParts();
}

function askForParts() {
  const parts = document.querySelector('meta[name="wellkept-parts"]').content.split(" ").filter(Boolean);
  for (const href of parts) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  }
}

/** Has the chunks of the book read in another thread; src/platform/ahead.rs takes them. */
function readChunks(database) {
  const reader = new Worker("./reader.js");
  const [read, wanted] = [new Map(), new Map()];
  let isReading = true;
  const stop = () => {
    isReading = false;
    for (const give of wanted.values()) give();
  };
  reader.onerror = stop;
  reader.onmessage = ({ data }) => {
    if (!data) return stop();
    const [key, bytes] = data;
    if (wanted.has(key)) wanted.get(key)(bytes);
    else read.set(key, bytes);
  };
  reader.postMessage(database);
  globalThis.wellkeptReader = {
    take(key) {
      const bytes = read.get(key);
      read.delete(key);
      return bytes ?? (isReading ? new Promise((give) => wanted.set(key, give)) : undefined);
    },
    end() {
      reader.terminate();
      delete globalThis.wellkeptReader;
    },
  };
}

function isToday() {
  return ["", "#/today"].includes(location.hash);
}

/** What must be as it was for a picture of the page to be good. */
function likes() {
  const build = document.querySelector('meta[name="wellkept-build"]').content;
  return [build, localStorage.getItem("wellkept.preferences"), navigator.language, innerWidth].join();
}

/** Shows the picture of Today that is kept with the glance (src/ui/glance.rs), if it is of this day and of the book as it is. */
function findFirstPage(name) {
  const opening = indexedDB.open(name);
  // Nothing is there, and nothing may be made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onsuccess = () => {
    const database = opening.result;
    database.onversionchange = () => database.close();
    if (!database.objectStoreNames.contains("meta")) return database.close();
    const transaction = database.transaction("meta");
    const [glance, manifest] = ["glance", "manifest"].map((key) => transaction.objectStore("meta").get(key));
    transaction.oncomplete = () => {
      database.close();
      try {
        const [, change, lines] = /^(\d+)\n(.*)/s.exec(glance.result) ?? [];
        if (!change || JSON.parse(manifest.result).last_change !== Number(change)) return;
        const [{ day, info, page }] = JSON.parse(lines);
        const today = new Intl.DateTimeFormat("sv", { timeZone: info.zone }).format(new Date());
        if (page && day === today) showFirstPage(JSON.parse(page));
      } catch {
        // Damaged, or of a zone that this browser does not know: it is kept anew.
      }
    };
  };
}

let picture;
let pressed;

function showFirstPage(kept) {
  if (kept.likes !== likes() || !isToday() || document.querySelector("body > .shell")) return;
  picture = Object.assign(document.createElement("div"), { className: "first-page", innerHTML: kept.html });
  // The policy allows no styles in markup.
  for (const element of picture.querySelectorAll("[data-css]")) element.style.cssText = element.dataset.css;
  picture.querySelector("main").setAttribute("aria-busy", "true");
  picture.addEventListener("click", ({ target }) => {
    const active = target.closest("a, button, [role=row]");
    pressed = active && active.tagName !== "A" ? [active.tagName, meaning(active)] : undefined;
  });
  document.body.prepend(picture);
}

/** What tells an element to press from others: its text, and that of its row. */
function meaning(element) {
  return [element.closest("[role=row]"), element].map((each) => each?.textContent).join();
}

globalThis.wellkeptFirstPage = {
  /** Returns a picture of Today as it stands now, if that is what is seen first. */
  take() {
    const shell = document.querySelector("body > .shell");
    if (!shell || !isToday() || [...shell.querySelectorAll("*")].some((element) => element.scrollTop > 0)) return;
    const html = shell.cloneNode(true);
    for (const element of html.querySelectorAll("[style]")) {
      element.dataset.css = element.style.cssText;
      element.removeAttribute("style");
    }
    return JSON.stringify({ html: html.outerHTML, likes: likes() });
  },

  /** Makes way for the app. What was pressed in the picture is pressed on what stands in its place. */
  leave() {
    const [tag, meant] = pressed ?? [];
    picture?.remove();
    picture = pressed = undefined;
    setTimeout(() => {
      const here = tag ? document.querySelectorAll(`body > .shell ${tag}`) : [];
      [...here].find((element) => meaning(element) === meant)?.click();
    });
  },
};
addEventListener("hashchange", globalThis.wellkeptFirstPage.leave);
