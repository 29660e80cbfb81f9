// Everything that can be pressed can be pressed without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, go, openSample, SCREENS, withApp } from "./lib/app.mjs";
import { withCustomer } from "./lib/screens.mjs";

/** More than any screen has places for the focus. */
const MOST = 400;

/** Marks what can be pressed and is in sight, and returns how each is called; of a group of radios there is one. */
function mark(page) {
  return page.evaluate(() => {
    const pressed = "a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=switch], [tabindex='0']";
    const found = [...document.querySelectorAll(pressed)].filter((one) => {
      const box = one.getBoundingClientRect();
      const isShown = box.width > 1 && box.height > 1 && getComputedStyle(one).visibility !== "hidden";
      // A row of a list is chosen by arrows, and keys do with it what its buttons do; `?` names them.
      const isInRow = one.closest("[role=row]")?.querySelector("[role=gridcell]")?.contains(one);
      return isShown && !one.disabled && !isInRow && !one.closest("[inert], [aria-hidden=true]");
    });
    const names = {};
    for (const one of found) {
      const key = one.type === "radio" ? `radio ${one.name}` : `${one.tagName} ${one.getAttribute("aria-label") ?? one.innerText ?? ""} ${Object.keys(names).length}`;
      one.dataset.reached = key;
      names[key] = one.outerHTML.slice(0, 160);
    }
    return names;
  });
}

test("every action of every screen is reached by Tab, with the mouse unplugged", { timeout: 300_000 }, () =>
  withApp(async ({ open, page, assertClean }) => {
    await open();
    await openSample(page);
    const customer = await withCustomer(page);
    await page.evaluate(() => {
      for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
        addEventListener(kind, () => console.error(`${kind}: the mouse is unplugged`), true);
      }
    });
    const missed = [];
    for (const screen of [...SCREENS, customer]) {
      await go(page, screen);
      await drawn(page);
      const names = await mark(page);
      await page.evaluate(() => document.activeElement?.blur());
      const reached = new Set();
      let unseen = "";
      for (let press = 0; press < MOST && reached.size < Object.keys(names).length; press += 1) {
        await page.keyboard.press("Tab");
        const now = await page.evaluate(() => {
          const one = document.activeElement;
          if (!one || one === document.body) return null;
          const style = getComputedStyle(one);
          const ring = (each) => getComputedStyle(each).outlineStyle !== "none" || getComputedStyle(each).boxShadow !== "none";
          const isSeen = ring(one) || (one.parentElement && ring(one.parentElement)) || (one.nextElementSibling && ring(one.nextElementSibling));
          return { key: one.dataset.reached ?? null, isSeen: Boolean(isSeen), html: one.outerHTML.slice(0, 120), style: style.outlineStyle };
        });
        if (now?.key) reached.add(now.key);
        if (now && !now.isSeen) unseen ||= now.html;
      }
      for (const [key, html] of Object.entries(names)) if (!reached.has(key)) missed.push(`${screen.slice(0, 16)}: ${html}`);
      if (unseen) missed.push(`${screen.slice(0, 16)}: focus cannot be seen on ${unseen}`);
    }
    assert.deepEqual(missed, []);
    assertClean();
  }));
