// Clocks inside the page: from a navigation or a keystroke to what the user then sees painted.
// Painted means: the frame after the change has been handed over, not merely that the tree has changed.

/** Makes every page of the context note when the first element that `selector` finds is painted. */
export async function noteFirst(context, selector) {
  await context.addInitScript((wanted) => {
    const look = () => {
      if (!document.querySelector(wanted)) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (window.__firstPainted = performance.now());
      return requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    requestAnimationFrame(look);
  }, selector);
}

/** Returns the milliseconds from the start of the navigation to what `noteFirst` waits for. */
export async function firstPainted(page, timeout = 120_000) {
  const handle = await page.waitForFunction(() => window.__firstPainted, null, { timeout });
  return handle.jsonValue();
}

/**
 * Presses a key and returns the milliseconds until the last change to what `selector` finds is painted;
 * null if nothing changed within three seconds. With `text` only a change that shows that text counts.
 */
export async function keyToPaint(page, key, selector, text) {
  await page.evaluate(
    ([place, pattern]) => {
      window.__keyPainted = new Promise((resolve) => {
        let start = null;
        let painted = null;
        let quiet = setTimeout(() => end(), 3000);
        const shown = () => {
          if (!pattern) return true;
          const wanted = new RegExp(pattern);
          return [...document.querySelectorAll(place)].some((element) => element.ariaBusy !== "true" && wanted.test(element.textContent));
        };
        const observer = new MutationObserver((changes) => {
          const inPlace = changes.some(({ target }) => {
            const element = target instanceof Element ? target : target.parentElement;
            return element?.closest(place) || element?.querySelector(place);
          });
          if (start === null || !inPlace || !shown()) return;
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            painted = performance.now();
            clearTimeout(quiet);
            quiet = setTimeout(end, pattern ? 0 : 300);
          };
          requestAnimationFrame(() => channel.port2.postMessage(0));
        });
        const end = () => {
          observer.disconnect();
          resolve(painted === null ? null : painted - start);
        };
        addEventListener("keydown", (event) => (start ??= event.timeStamp), { capture: true, once: true });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    },
    [selector, text?.source],
  );
  await page.keyboard.press(key);
  return page.evaluate(() => window.__keyPainted);
}

/** Returns the value below which `share` (0 to 1) of the samples lie. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
