// One dist works wherever it is put: at the root, in a folder, reloaded on any screen, without rewrites.

import { test } from "node:test";
import { ready, SCREENS, withApp } from "./lib/app.mjs";

for (const base of ["/", "/some/where/"]) {
  test(`every screen opens and reloads under ${base}`, () =>
    withApp(
      async (app) => {
        for (const screen of [...SCREENS, "#/no/such/screen"]) {
          await app.open(screen);
          await app.page.reload();
          await ready(app.page);
        }
        app.assertClean();
      },
      { base },
    ));
}
