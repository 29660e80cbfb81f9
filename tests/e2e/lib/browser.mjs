// Starts Chromium or Firefox with a fresh profile and watches it: what it asks for, what it complains about.
// It knows nothing of the app; see app.mjs for that.

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, firefox } from "playwright-core";

const FLAGS = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** A Firefox that asks nobody for anything, and lets a page open a window of its own. */
const PREFERENCES = {
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.disable_open_during_load": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/**
 * Bridges what Playwright expects of any browser and Firefox does otherwise: it knows no command for what a page prefers,
 * and a download that no navigation led to has no name but its address.
 */
function bridge(firefox) {
  const driver = firefox._connection.toImpl(firefox)._bidiFirefox;
  const connect = driver.connectToTransport.bind(driver);
  driver.connectToTransport = (transport, options) => {
    const send = transport.send.bind(transport);
    transport.send = (message) => {
      if (message.method !== "emulation.setMediaFeaturesOverride") return send(message);
      return queueMicrotask(() => transport.onmessage({ type: "success", id: message.id, result: {} }));
    };
    const connected = connect(transport, options);
    const take = transport.onmessage;
    transport.onmessage = (message) => {
      if (message.method?.startsWith("browsingContext.download")) message.params.navigation ??= message.params.url;
      return take(message);
    };
    return connected;
  };
}
bridge(firefox);

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Starts a browser with a fresh profile folder and one page.
 *
 * Options: locale ("zh-CN"), timezone ("Asia/Shanghai"), viewport, colorScheme ("light"), flags (more
 * Chromium flags), browser ("firefox" for that one), folder (a profile to use again; it is then not removed on close).
 * Returns { context, page, folder, restart, close }. `restart()` ends the browser and starts it again
 * on the same profile, with options that differ if it is given some; `context` and `page` are then new ones.
 */
export async function newProfile(options = {}) {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), "wellkept-profile-")));
  const profile = { folder, context: null, page: null };
  const start = async (now = options) => {
    profile.context = await (options.browser === "firefox"
      ? firefox.launchPersistentContext(folder, {
          // As it is installed, by WebDriver BiDi: Playwright's own build is not wanted.
          channel: "moz-firefox",
          executablePath: program("FIREFOX"),
          headless: true,
          firefoxUserPrefs: PREFERENCES,
          ...settings(now),
        })
      : chromium.launchPersistentContext(folder, {
          executablePath: program("CHROMIUM"),
          headless: true,
          ...settings(now),
          args: [...FLAGS, ...(options.flags ?? [])],
        }));
    profile.page = profile.context.pages()[0] ?? (await profile.context.newPage());
  };
  profile.restart = async (changed = {}) => {
    await profile.context.close();
    await start({ ...options, ...changed });
  };
  profile.close = async () => {
    await profile.context.close();
    if (!options.folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  await start();
  return profile;
}

/** The program of a browser, which a variable names. */
function program(variable) {
  const named = process.env[variable];
  if (!named) throw new Error(`${variable} must name the browser's program: \`cargo xtask test\` sets it`);
  return named;
}

let shared = null;

// Tests of one file share a browser, each in a context of its own, which keeps nothing of the others.
if (process.env.NODE_TEST_CONTEXT) {
  const { after } = await import("node:test");
  after(async () => (await shared)?.close());
}

/**
 * Returns a fresh context with one page, in the shared browser; options as for `newProfile`.
 * Outside of a test, and where it must outlive its browser, it is a profile of its own.
 */
export async function newContext(options = {}) {
  if (!process.env.NODE_TEST_CONTEXT || options.flags || options.browser || options.folder || options.outlives) return newProfile(options);
  shared ??= chromium.launch({ executablePath: program("CHROMIUM"), headless: true, args: FLAGS });
  const context = await (await shared).newContext(settings(options));
  return { folder: null, context, page: await context.newPage(), close: () => context.close() };
}

function settings(options) {
  return {
    bypassCSP: false,
    acceptDownloads: true,
    locale: options.locale ?? "zh-CN",
    timezoneId: options.timezone ?? "Asia/Shanghai",
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? "light",
  };
}

/** Returns a list that fills with every request of any page or worker that leaves `origin`. */
export function watchRequests(context, origin) {
  const foreign = [];
  const own = (address) => address.startsWith(`${origin}/`) || /^(data|blob|about):/.test(address);
  context.on("request", (request) => own(request.url()) || foreign.push(request.url()));
  const sockets = (page) => page.on("websocket", (socket) => foreign.push(socket.url()));
  context.pages().forEach(sockets);
  context.on("page", sockets);
  return foreign;
}

/**
 * Returns a list that fills with console errors, uncaught errors and violations of the policy.
 * Call it before the page is opened.
 */
export async function watchConsole(context) {
  const problems = [];
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return problems;
}

/**
 * Runs axe-core on the page and returns its violations as lines of text: rule, impact, place, advice.
 * It goes in by the debugger's door, which the page's policy does not close.
 */
export async function axe(page, options = {}) {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  try {
    if (!(await evaluate("'axe' in window"))) await evaluate(`${AXE}; undefined`);
    // What still fades in has not the colours that it will have: told apart from a fault by letting it end first.
    await evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => undefined)");
    const settings = { resultTypes: ["violations"], ...options };
    const violations = await evaluate(`axe.run(document, ${JSON.stringify(settings)}).then((r) => r.violations)`);
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map((node) => `${id} (${impact}) at ${node.target.join(" ")}: ${node.failureSummary}`),
    );
  } finally {
    await session.detach();
  }
}

/** Counts the bytes that come over the wire from now on; `total()` gives them so far. */
export async function watchBytes(page) {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await session.send("Network.enable");
  return { total: () => bytes };
}
