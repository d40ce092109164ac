// The stock browser, driven by the DevTools protocol over two pipes: no open port unless a harness asks for it.
import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { mix } from "./mix.ts";

/** An answer or an event of the protocol; its shape is the protocol's, which has no types here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the protocol's own documentation is the type
export type Facts = any;

/** One conversation of the protocol: with the browser itself, or with one page. Events have the protocol's names. */
export interface Session extends EventEmitter {
  readonly browser: Browser;
  send(method: string, facts?: object): Promise<Facts>;
  /** Sends without waiting; the other end may be gone at any time. */
  tell(method: string, facts?: object): void;
}

export interface Browser {
  readonly path: string;
  readonly profile: string;
  readonly headless: boolean;
  readonly root: Session;
  session(id: string): Session;
  /** Ends the browser; fulfilled once its process is gone. */
  close(): Promise<void>;
}

const candidates = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

function findChromium(): string {
  const path = [process.env["ELECTRON_STANDIN_CHROMIUM"], ...candidates].find((one) => one && existsSync(one));
  if (path !== undefined) return path;
  throw new Error("stand-in: no Chromium found; install it (Debian: apt-get install chromium)");
}

const features = [
  "Translate", "OptimizationHints", "MediaRouter", "AutofillServerCommunication", "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable", "PaintHolding",
]; // prettier-ignore

function wordsOf(profile: string, headless: boolean, switches: readonly string[]): string[] {
  return [
    "--remote-debugging-pipe", "--no-startup-window", `--user-data-dir=${profile}`, "--no-first-run",
    "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability", "--disable-popup-blocking",
    "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--disable-search-engine-choice-screen", `--disable-features=${features.join(",")}`, "--metrics-recording-only",
    "--password-store=basic", "--test-type", ...(headless ? ["--headless=new"] : []),
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...switches,
    ...pageLanguage(switches),
  ]; // prettier-ignore
}

/** Debian's Chromium has texts in English alone; the page's language is another matter, and Electron takes both from one. */
const pageLanguage = (switches: readonly string[]): string[] =>
  switches.filter((word) => word.startsWith("--lang=")).map((word) => word.replace("--lang=", "--accept-lang="));

/** Starts the browser without a window. `gone` is called when its process has ended, whoever ended it. */
export function startBrowser(switches: readonly string[], headless: boolean, gone: () => void): Browser {
  const path = findChromium();
  const profile = mkdtempSync(join(tmpdir(), "electron-stand-in-"));
  const child = spawn(path, wordsOf(profile, headless, switches), {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  passOn(child);
  const { post, session } = conversations(child, () => browser);
  const ended = new Promise<void>((done) =>
    child.once("exit", () => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      done();
      gone();
    }),
  );
  const browser: Browser = {
    path,
    profile,
    headless,
    root: session(undefined),
    session,
    async close() {
      post("Browser.close", {}, undefined).catch(() => undefined);
      const late = setTimeout(() => child.kill("SIGKILL"), 3_000);
      await ended;
      clearTimeout(late);
    },
  };
  return browser;
}

/** A harness waits for the one line that names the port; the rest of the browser's talk is of no interest. */
function passOn(child: ChildProcess): void {
  let rest = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    const lines = `${rest}${bytes.toString()}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("DevTools listening on") || process.env["ELECTRON_ENABLE_LOGGING"]) console.error(line);
    }
  });
}

interface Conversations {
  post(method: string, facts: object, sessionId: string | undefined): Promise<Facts>;
  session(id: string | undefined): Session;
}

function conversations(child: ChildProcess, browser: () => Browser): Conversations {
  const waiting = new Map<number, { method: string; give: (facts: Facts) => void; fail: (error: Error) => void }>();
  const sessions = new Map<string | undefined, Session>();
  const [, , , into, from] = child.stdio as unknown as [null, null, Readable, Writable, Readable];
  let count = 0;

  const post: Conversations["post"] = (method, params, sessionId) =>
    new Promise((give, fail) => {
      const id = ++count;
      waiting.set(id, { method, give, fail });
      into.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const session: Conversations["session"] = (id) => {
    const known = sessions.get(id);
    if (known !== undefined) return known;
    const send = (method: string, facts: object = {}): Promise<Facts> => post(method, facts, id);
    const made: Session = mix(new EventEmitter(), {
      get browser() { return browser(); },
      send,
      tell: (method: string, facts?: object) => void send(method, facts).catch(() => undefined),
    }); // prettier-ignore
    made.setMaxListeners(0);
    sessions.set(id, made);
    return made;
  };

  function hear(message: Facts): void {
    if (message.id === undefined) {
      if (message.method === "Target.detachedFromTarget") leave(message.params.sessionId as string);
      session(message.sessionId as string | undefined).emit(message.method as string, message.params);
      return;
    }
    const asked = waiting.get(message.id as number);
    waiting.delete(message.id as number);
    if (message.error === undefined) asked?.give(message.result);
    else asked?.fail(new Error(`${asked.method}: ${message.error.message}`));
  }
  function leave(id: string | undefined): void {
    const left = sessions.get(id);
    sessions.delete(id);
    left?.emit("gone");
  }

  into.on("error", () => undefined); // the browser left; its end is told by "exit"
  from.on("data", splitAtNul(hear));
  child.once("exit", () => {
    for (const { fail } of waiting.values()) fail(new Error("the browser is gone"));
    waiting.clear();
    for (const id of [...sessions.keys()]) leave(id);
  });
  return { post, session };
}

function splitAtNul(hear: (message: Facts) => void): (bytes: Buffer) => void {
  let parts: Buffer[] = [];
  return (bytes) => {
    let start = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
      const text = Buffer.concat([...parts, bytes.subarray(start, end)]).toString();
      parts = [];
      start = end + 1;
      hear(JSON.parse(text));
    }
    if (start < bytes.length) parts.push(bytes.subarray(start));
  };
}
