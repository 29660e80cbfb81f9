// A page whose mouse is unplugged: what a test asks of its locators is done with Tab, arrows and letters, as somebody
// does it who has nothing else. What no key can do cannot be asked; a mouse that is used all the same is a fault.

import assert from "node:assert/strict";

/** More presses of Tab than from anywhere to anywhere on a screen. */
const MOST = 300;

/** What a locator gives that is a locator again. */
const LOCATES = new Set(["and", "filter", "first", "getByLabel", "getByPlaceholder", "getByRole", "getByText", "getByTitle", "last", "locator", "nth", "or"]);
/** What only looks. */
const LOOKS = new Set([
  "all", "allInnerTexts", "allTextContents", "boundingBox", "count", "evaluate", "evaluateAll", "getAttribute", "innerText", "inputValue", "isChecked",
  "isDisabled", "isEnabled", "isVisible", "page", "textContent", "toString", "waitFor",
]);
/** What a page may be asked beside it. */
const OF_PAGE = new Set([
  "context", "emulateMedia", "evaluate", "goBack", "goto", "keyboard", "reload", "screenshot", "title", "url", "viewportSize", "waitForEvent", "waitForFunction", "waitForURL",
]);

const plain = new WeakMap();

/** The locator itself, also inside of options. */
function unwrapped(value) {
  if (plain.has(value)) return plain.get(value);
  const isOptions = value && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
  return isOptions ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrapped(each)])) : value;
}

function wrapped(thing, page, answer) {
  const proxy = new Proxy(thing, {
    get(target, name) {
      if (typeof name === "symbol" || name === "then" || name.startsWith("_")) return target[name];
      const own = answer(name);
      if (own) return own;
      if (LOCATES.has(name)) return (...given) => keyLocator(target[name](...given.map(unwrapped)), page);
      throw new Error(`no key does “${name}”: the mouse is unplugged`);
    },
  });
  plain.set(proxy, thing);
  return proxy;
}

function keyLocator(locator, page) {
  const keys = {
    click: () => press(page, locator),
    check: () => check(page, locator, true),
    uncheck: () => check(page, locator, false),
    focus: () => tabTo(page, locator),
    fill: (text) => fill(page, locator, text),
    selectOption: (wanted) => choose(page, locator, wanted),
    setInputFiles: (files) => give(page, locator, files),
  };
  return wrapped(locator, page, (name) => {
    if (name === "all") return async () => (await locator.all()).map((each) => keyLocator(each, page));
    return keys[name] ?? (LOOKS.has(name) ? locator[name].bind(locator) : null);
  });
}

/** The page, driven by keys alone. */
export function unplugged(page) {
  // Asked for from the beginning, a chooser is never missed.
  page.on("filechooser", () => {});
  return wrapped(page, page, (name) => {
    if (!OF_PAGE.has(name)) return null;
    return typeof page[name] === "function" ? page[name].bind(page) : page[name];
  });
}

/** From now on a mouse or finger that is used on any page of the context is told on the console. */
export async function watchMouse(context) {
  await context.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "mousemove", "touchstart", "wheel", "dragstart"]) {
      addEventListener(kind, (event) => event.isTrusted && console.error(`${kind}: the mouse is unplugged`), true);
    }
  });
}

/** Fails where the keyboard stands nowhere: whoever has only that would begin anew at the top of the page. */
export async function assertKept(page, after) {
  const kept = () => document.activeElement && document.activeElement !== document.body && document.activeElement.isConnected;
  // What closes gives the focus back with the next frame.
  await page.waitForFunction(kept, null, { timeout: 3_000 }).catch(() => assert.fail(`the focus is lost after ${after}`));
}

/** Where an element is for the keyboard. */
const place = (element) => {
  const active = document.activeElement;
  const row = element.closest("[role=row]");
  const grid = row?.closest("[role=grid]");
  const isRadio = element.type === "radio" && active?.type === "radio" && active.name === element.name;
  return {
    isHere: element === active,
    isBefore: Boolean(active && active !== document.body && active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING),
    isRadio,
    inRow: Boolean(grid && row.querySelector("[role=gridcell]")) && row.getAttribute("aria-selected") !== "true",
  };
};

/** Goes to an element: by Tab or back, in a list to its row first, in a group of choices by arrows. */
export async function tabTo(page, locator) {
  await locator.first().waitFor({ state: "attached" });
  for (let presses = 0; presses < MOST; presses += 1) {
    const now = await locator.evaluate(place);
    if (now.isHere) return;
    if (now.inRow) await selectRow(page, locator);
    else if (now.isRadio) await page.keyboard.press(now.isBefore ? "ArrowLeft" : "ArrowRight");
    else await page.keyboard.press(now.isBefore ? "Shift+Tab" : "Tab");
  }
  assert.fail(`the keyboard does not reach ${locator}`);
}

/** Goes down in a list to the row of an element. */
async function selectRow(page, locator) {
  const grid = page.getByRole("grid").filter({ has: page.locator("[role=gridcell]") }).first();
  const isChosen = () => locator.evaluate((one) => one.closest("[role=row]").getAttribute("aria-selected") === "true");
  await tabTo(page, grid);
  for (let presses = 0; presses < MOST; presses += 1) {
    if (await isChosen()) return;
    await page.keyboard.press(presses === 0 ? "Home" : "j");
  }
  assert.fail(`no key reaches the row of ${locator}`);
}

async function press(page, locator) {
  await tabTo(page, locator);
  await page.waitForFunction((one) => !one.disabled, await locator.elementHandle());
  const ticks = await locator.evaluate((one) => one.type === "checkbox" || one.type === "radio");
  await page.keyboard.press(ticks ? "Space" : "Enter");
}

async function check(page, locator, on) {
  if ((await locator.isChecked()) === on) return;
  await tabTo(page, locator);
  // Going to one of several choices by arrows has chosen it.
  if ((await locator.isChecked()) !== on) await page.keyboard.press("Space");
  assert.equal(await locator.isChecked(), on);
}

async function fill(page, locator, text) {
  await tabTo(page, locator);
  if ((await locator.getAttribute("type")) === "date") return typeDay(page, locator, text);
  await page.keyboard.press("Control+a");
  if (text === "") await page.keyboard.press("Delete");
  else await page.keyboard.type(text);
}

async function choose(page, locator, { label, index }) {
  await tabTo(page, locator);
  const steps = await locator.evaluate(
    (list, [label, index]) => (label === undefined ? index : [...list.options].findIndex((one) => one.text === label)) - list.selectedIndex,
    [label, index],
  );
  for (let nth = 0; nth < Math.abs(steps); nth += 1) await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
}

async function give(page, locator, files) {
  // A field that only the button beside it opens.
  await tabTo(page, (await locator.getAttribute("tabindex")) === "-1" ? locator.locator("..").locator("button").last() : locator);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(files);
}

/** Types a day into the date field that has the focus; its parts stand in the order of the browser's language, whichever that is. */
export async function typeDay(page, field, day) {
  const [year, month, date] = day.split("-");
  for (const order of [[month, date, year], [date, month, year], [year, month, date]]) {
    for (const part of order) {
      await page.keyboard.type(part);
      if (part === year) await page.keyboard.press("ArrowRight");
    }
    if ((await field.inputValue()) === day) return;
    for (const key of ["Backspace", "ArrowLeft", "Backspace", "ArrowLeft", "Backspace"]) await page.keyboard.press(key);
  }
  assert.fail(`${day} cannot be typed`);
}
