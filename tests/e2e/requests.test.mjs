// Nothing leaves the origin: a walk through all screens in both languages, with every request watched.

import { test } from "node:test";
import { LANGUAGES, prefer, SCREENS, withApp } from "./lib/app.mjs";

test("no screen asks anything of another origin", () =>
  withApp(async (app) => {
    await app.open();
    for (const language of LANGUAGES) {
      await prefer(app.page, { language });
      for (const screen of SCREENS) {
        await app.open(screen);
      }
    }
    app.assertClean();
  }));
