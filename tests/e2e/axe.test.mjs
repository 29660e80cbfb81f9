// Every screen, in both themes and languages, at a desk and on a phone, has no accessibility violation.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, LANGUAGES, prefer, SCREENS, THEMES, withApp } from "./lib/app.mjs";

for (const theme of THEMES) {
  for (const language of LANGUAGES) {
    test(`axe finds nothing on any screen: ${theme}, ${language}`, () =>
      withApp(async (app) => {
        await app.open();
        await prefer(app.page, { theme, language });
        const found = [];
        for (const width of [1440, 390]) {
          await app.page.setViewportSize({ width, height: 900 });
          for (const screen of SCREENS) {
            await app.open(screen);
            found.push(...(await axe(app.page)).map((violation) => `${screen} at ${width}: ${violation}`));
          }
        }
        assert.deepEqual(found, []);
        app.assertClean();
      }));
  }
}
