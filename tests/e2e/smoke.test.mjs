// The built app starts on a plain host: quietly, once, with the user's theme and language from the first paint.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prefer, withApp } from "./lib/app.mjs";

test("the app starts without a complaint and asks only its own origin", () =>
  withApp(async (app) => {
    await app.open();
    assert.notEqual(await app.page.title(), "");
    app.assertClean();
  }));

test("script and wasm are preloaded and come over the wire once", () =>
  withApp(async (app) => {
    const asked = [];
    app.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await app.open();
    for (const ending of [/\/wellkept-\w+\.js$/, /\/wellkept_bg-\w+\.wasm$/]) {
      assert.equal(asked.filter((address) => ending.test(address)).length, 1, `${ending} in ${asked.join(" ")}`);
    }
    app.assertClean();
  }));

test("theme and language of the last visit stand before the app starts", () =>
  withApp(async (app) => {
    await app.open();
    await app.page.evaluate(() =>
      localStorage.setItem("wellkept.preferences", JSON.stringify({ theme: "dark", language: "en" })),
    );
    // Without its wasm the app cannot start: what is set then was set by theme.js.
    await app.page.route(/\.wasm$/, (route) => route.abort());
    await app.page.reload();
    const root = await app.page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }));
    assert.equal(root.theme, "dark");
    assert.equal(root.lang, "en");
  }));

test("preferences that are no JSON do no harm", () =>
  withApp(async (app) => {
    await app.open();
    await prefer(app.page, { theme: "neon", language: "<script>" });
    await app.page.evaluate(() => localStorage.setItem("wellkept.preferences", "{not json"));
    await app.open("?again");
    app.assertClean();
  }));

test("the worker starts from the page's address for it", () =>
  withApp(async (app) => {
    await app.open();
    const answers = [];
    app.profile.context.on("response", (answer) => answers.push(`${answer.status()} ${answer.url()}`));
    const outcome = await app.page.evaluate(async () => {
      const address = document.querySelector('meta[name="wellkept-worker"]').content;
      const worker = new Worker(address);
      const failed = new Promise((resolve) => worker.addEventListener("error", (event) => resolve(event.message || "error")));
      return Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 1500, "runs"))]);
    });
    assert.equal(outcome, "runs", answers.join("\n"));
    app.assertClean();
  }));

test("the policy lets nothing out", () =>
  withApp(async (app) => {
    await app.open();
    const outcome = await app.page.evaluate(() =>
      fetch("http://127.0.0.2:9/?secret").then(
        () => "sent",
        () => "refused",
      ),
    );
    assert.equal(outcome, "refused");
    assert.ok(app.problems.some((problem) => problem.includes("connect-src")), app.problems.join("\n"));
    assert.deepEqual(app.foreign, []);
  }));
