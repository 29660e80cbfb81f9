// Walks through a screen or a dialog with the Tab key, and tells what is wrong on the way: what can be pressed and is not
// come to, a focus that cannot be seen, and ways that do not end.

import { drawn } from "./app.mjs";

/** More presses than any screen may ask for: a list must not be walked through row by row. */
const MOST = 330;

/** What looks at the page, put into it once. */
const LOOKOUT = () => {
  if (window.lookout) return;
  const PRESSED =
    "a[href], button, input, select, textarea, summary, [contenteditable=true], [role=grid], [role=listbox], [role=button], [role=tab], [role=switch], [role=menuitem], [role=option], [role=slider]";
  /** What stands for an element on the screen: a choice that is drawn by its label is that label. */
  const shownAs = (one) => {
    const isHidden = one.matches("input") && (one.classList.contains("sr-only") || getComputedStyle(one).opacity === "0" || one.getBoundingClientRect().width <= 1);
    return isHidden ? (one.closest("label, .drop") ?? one.nextElementSibling ?? one) : one;
  };
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert], [aria-hidden=true]");
  const controls = (root) => [...root.querySelectorAll(PRESSED)].filter((one) => isShown(one) && !one.disabled);
  const named = (one) => {
    const text = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.value || "";
    return `${one.tagName.toLowerCase()}${one.type ? `[${one.type}]` : ""} “${text.replace(/\s+/g, " ").trim().slice(0, 40)}”`;
  };
  /** What a focus may be drawn with: the element itself, what stands for it, what is around it, the row it is on. */
  const ring = (one) => {
    const row = document.getElementById(one.getAttribute("aria-activedescendant") ?? "");
    const around = [one, shownAs(one), one.parentElement, one.nextElementSibling, row].filter(Boolean);
    return around.map((each) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each);
      return `${outlineStyle === "none" || outlineWidth === "0px" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`}|${boxShadow}`;
    });
  };
  /** Why an element that has the focus is not in sight. */
  const hidden = (one) => {
    const row = document.getElementById(one.getAttribute("aria-activedescendant") ?? "");
    const shown = row ?? shownAs(one);
    const box = shown.getClientRects()[0];
    if (!box) return "has no place";
    const [wide, high] = [innerWidth, innerHeight];
    const isLarge = box.width > wide * 0.6 || box.height > high * 0.5;
    if (!isLarge && (box.left < -1 || box.top < -1 || box.right > wide + 1 || box.bottom > high + 1)) return "is out of sight";
    const at = (x, y) => [box.left + box.width * x, box.top + box.height * y];
    const points = isLarge ? [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((x) => [0.02, 0.5, 0.98].map((y) => at(x, y))) : [at(0.5, 0.5)];
    const isSeen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (shown.contains(top) || top.contains(shown) && top.matches("label, a, button, summary, .drop"));
    });
    return isSeen ? null : "is covered";
  };
  const seen = new WeakSet();
  let last = null;
  let start = null;
  let left = false;
  addEventListener("focusin", ({ target }) => {
    if (!target.closest("dialog")) window.lookout.outside = target;
  });
  window.lookout = {
    /** What had the focus last outside of any dialog. */
    outside: null,
    /** Says where the focus is, and what is wrong with it and with the one before. */
    look(rootSelector) {
      const one = document.activeElement;
      const root = document.querySelector(rootSelector);
      const wrong = [];
      // What had the focus must look otherwise without it.
      if (last && last.one !== one && last.one.isConnected) {
        const now = ring(last.one);
        if (now.every((each, nth) => each === last.ring[nth])) wrong.push(`${named(last.one)}: the focus cannot be seen`);
      }
      last = null;
      if (!one || one === document.body || one === document.documentElement) return { where: "nowhere", wrong };
      if (!root.contains(one)) return { where: "outside", name: named(one), wrong };
      const isNew = !seen.has(one);
      // The parts of a field for a day are come to one by one: it is around only once it was elsewhere.
      const isAround = one === start && left;
      left ||= one !== start;
      seen.add(one);
      // On the button inside of a field for a day, which the browser draws, the field itself has none.
      last = one.matches(":focus") ? { one, ring: ring(one) } : null;
      const why = hidden(one);
      if (why) wrong.push(`${named(one)}: ${why} when it has the focus`);
      const isFold = one.matches("summary") && !one.parentElement.open;
      return { where: "inside", isNew, isFold, inList: Boolean(one.closest("[role=grid]")), isGrid: one.matches("[role=grid]"), name: named(one), wrong, isAround };
    },
    begin() {
      start = document.activeElement;
      left = false;
    },
    /** What can be pressed and was not come to. */
    missed(rootSelector) {
      const root = document.querySelector(rootSelector);
      const names = new Set([...root.querySelectorAll("input[type=radio]")].filter((one) => seen.has(one)).map((one) => one.name));
      const isElsewhere = (one) => {
        // One of several choices: arrows go from one to the next.
        if (one.type === "radio") return names.has(one.name);
        // A row of a list that is not the chosen one: arrows choose it, and Tab goes on to what is in it.
        const row = one.closest("[role=row]");
        if (row?.closest("[role=grid][aria-activedescendant]") && row.getAttribute("aria-selected") === "false") return true;
        // What a search offers: arrows go through it while one types.
        if (one.closest("[role=listbox]")) return Boolean(document.querySelector("[role=combobox][aria-controls]"));
        // A file field that a button beside it opens.
        return one.type === "file" && one.tabIndex === -1 && one.classList.contains("sr-only");
      };
      return controls(root).filter((one) => !seen.has(one) && !isElsewhere(one)).map(named);
    },
    /** The row of the list that is chosen, whether it is in sight, and how many there are. */
    row() {
      const grid = document.activeElement;
      const row = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
      const index = Number(row?.getAttribute("aria-rowindex"));
      return { index, wrong: row ? hidden(grid) : "no row is chosen", count: Number(grid.getAttribute("aria-rowcount")) };
    },
  };
};

/** From now on the page can tell what has the focus, and what had it. */
export async function lookOut(page) {
  await page.evaluate(LOOKOUT);
}

/** Goes to both ends of the list that has the focus, and back to its first row. */
async function walkList(page, name, found) {
  const at = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    await drawn(page);
    return page.evaluate(() => window.lookout.row());
  };
  const last = await at("End");
  if (last.index !== last.count || last.wrong) found.push(`${name}: End leads to row ${last.index} of ${last.count}, ${last.wrong}`);
  const first = await at("Home");
  const second = await at("j");
  const again = await at("k");
  if (first.wrong || again.index !== first.index) found.push(`${name}: Home, j, k lead to ${first.index}, ${second.index}, ${again.index}, ${first.wrong}`);
  if (last.count > first.index && second.index !== first.index + 1) found.push(`${name}: j leads from ${first.index} to ${second.index}`);
}

/**
 * Presses Tab through all of `root` and once around, opens each fold on the way, and returns what is wrong, in words.
 *
 * The focus may be anywhere at the beginning. `isDialog` says that nothing outside may be come to.
 */
export async function walk(page, root = "body", isDialog = false) {
  const found = [];
  await lookOut(page);
  const missed = () => page.evaluate((root) => window.lookout.missed(root), root);
  await around(page, root, isDialog, found);
  // What was still being read has come to places that were passed: it is there the next time around.
  if ((await missed()).length > 0) await around(page, root, isDialog, found);
  found.push(...(await missed()).map((name) => `${name}: not reached`));
  return [...new Set(found)];
}

async function around(page, root, isDialog, found) {
  let began = false;
  let folds = 0;
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate((root) => window.lookout.look(root), root);
    found.push(...now.wrong);
    if (now.where === "outside" && isDialog) found.push(`${now.name} is behind the dialog and has the focus`);
    if (now.where !== "inside") continue;
    if (!began && !now.inList) {
      await page.evaluate(() => window.lookout.begin());
      began = true;
    } else if (now.isAround) return;
    if (now.isFold) {
      await page.keyboard.press(folds % 2 === 0 ? "Enter" : "Space");
      await drawn(page);
      if (!(await page.evaluate(() => document.activeElement.parentElement.open))) found.push(`${now.name} does not open`);
      folds += 1;
    }
    if (now.isGrid && now.isNew) await walkList(page, now.name, found);
  }
  found.push(`after ${MOST} presses of Tab it has not come around`);
}
