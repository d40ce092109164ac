// The one browser behind all windows: started when the first window or a test harness needs it.
import { spawn } from "node:child_process";
import { startBrowser, type Browser, type Facts } from "../chromium.ts";
import { switchValue } from "../facts.ts";
import { app, appSwitches, ends, isEnding } from "./app.ts";
import { bootAddress } from "./requests.ts";
import type { Page } from "./webContents.ts";

interface Opened {
  readonly page: Page;
  readonly named: (title: string) => void;
}

const opened = new Map<string, Opened>();
/** Windows that wait for their page, in the order in which they were opened. */
const waiting: Opened[] = [];
let engine: Promise<Browser> | undefined;

/** Switches of Chromium that may reach it; a harness sets many, most of them for its own builds. */
const passed = /^(remote-debugging-port|lang|force-color-profile|force-device-scale-factor|disable-gpu)$/;

function switchesToPass(): string[] {
  const port = switchValue("remote-debugging-port");
  const own = [...appSwitches()]
    .filter(([name]) => passed.test(name))
    .map(([name, value]) => (value === "" ? `--${name}` : `--${name}=${value}`));
  return port === undefined ? own : [...own, `--remote-debugging-port=${port}`];
}

/** Milliseconds that an ending app has after its browser has gone. */
const patience = 3_000;

/** The browser, started at the first call. */
export function theBrowser(): Promise<Browser> {
  engine ??= begin();
  return engine;
}

async function begin(): Promise<Browser> {
  const screen = process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  const headless = process.env["ELECTRON_STANDIN_HEADLESS"] === "1" || !screen;
  console.error(
    "This is a stand-in for Electron on the system's Chromium: for development only, never for real records.",
  );
  const browser = startBrowser(switchesToPass(), headless, () => {
    for (const { page } of [...opened.values(), ...waiting]) page.gone();
    // An app that is ending may wait for a window that will never be closed now: it has its time, and no more.
    if (isEnding()) setTimeout(() => app.exit(0), patience);
    else app.exit(1);
  });
  ends.closeBrowser = () => browser.close();
  const { root } = browser;
  root.on("Target.attachedToTarget", attached(browser));
  root.on("Target.targetInfoChanged", ({ targetInfo }: Facts) => {
    opened.get(targetInfo.targetId as string)?.named(targetInfo.title as string);
  });
  const all = [
    { type: "browser", exclude: true },
    { type: "tab", exclude: true },
    { type: "browser_ui", exclude: true },
    {},
  ];
  await root.send("Target.setDiscoverTargets", { discover: true, filter: [{ type: "page" }] });
  await root.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: all,
  });
  return browser;
}

/** Each new target is paused until it is known whose it is; a page that no window waits for is closed. */
function attached(browser: Browser): (facts: Facts) => void {
  const { root } = browser;
  return ({ sessionId, targetInfo, waitingForDebugger }: Facts) => {
    const { targetId, type, openerId } = targetInfo as { targetId: string; type: string; openerId?: string };
    const conversation = browser.session(sessionId as string);
    if (type !== "page") {
      if (waitingForDebugger === true) conversation.tell("Runtime.runIfWaitingForDebugger");
      return;
    }
    const next = openerId === undefined ? waiting.shift() : undefined;
    if (next === undefined) {
      root.tell("Target.closeTarget", { targetId });
      conversation.tell("Runtime.runIfWaitingForDebugger"); // paused, it would hold up the page that asked for it
      [...opened.values()].find(({ page }) => page.target() === openerId)?.page.askForWindow(targetInfo.url as string);
      return;
    }
    opened.set(targetId, next);
    next.page.adopt(conversation, targetId).catch((error: unknown) => console.error("stand-in: no page:", error));
  };
}

/** Opens a window of the browser for `page`. */
export function openTarget(page: Page, size: { width: number; height: number }, named: (title: string) => void): void {
  void theBrowser().then(async (browser) => {
    if (!browser.headless) return openAppWindow(browser, { page, named }, size);
    if (!page.session.face.isPersistent()) {
      page.session.context ??= browser.root
        .send("Target.createBrowserContext", { disposeOnDetach: true })
        .then(({ browserContextId }) => browserContextId as string);
    }
    const browserContextId = await page.session.context;
    waiting.push({ page, named });
    await browser.root.send("Target.createTarget", { url: "about:blank", newWindow: true, ...size, browserContextId });
  });
}

/** A window without tabs and address bar: a second start of the same profile hands over to the first. */
function openAppWindow(browser: Browser, window: Opened, { width, height }: { width: number; height: number }): void {
  waiting.push(window);
  const words = [
    `--user-data-dir=${browser.profile}`,
    "--test-type",
    `--window-size=${width},${height}`,
    `--app=${bootAddress}`,
  ];
  if (process.getuid?.() === 0) words.push("--no-sandbox");
  spawn(browser.path, words, { stdio: "ignore" });
}
