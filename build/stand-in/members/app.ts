// `app`: readiness, paths, switches, the single instance, and how it ends.
import { EventEmitter } from "node:events";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { facts, switchValue } from "../facts.ts";
import { mix } from "../mix.ts";
import { takeLock, type Lock } from "./lock.ts";
import { makeEvent, offer } from "./offer.ts";

/** What ends with the app; windows.ts and engine.ts put themselves here. */
export const ends = {
  closeWindows: (): Promise<boolean> => Promise.resolve(true),
  closeBrowser: (): Promise<void> => Promise.resolve(),
};

const events = new EventEmitter();
const paths = new Map<string, string>();
const switches = new Map<string, string>();
const leave = process.exit.bind(process);
let ready = false;
let makeReady: () => void;
const whenReady = new Promise<void>((done) => (makeReady = done));
let quitting = false;
/** Milliseconds that an app has for its end after a signal. */
const patience = 8_000;
let exiting = false;
let lock: Lock | undefined;

const name = (): string => facts().package.productName ?? facts().package.name ?? "Electron";

function pathOf(which: string): string {
  const config = process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
  const usual: Readonly<Record<string, () => string>> = {
    home: homedir,
    temp: tmpdir,
    appData: () => config,
    userData: () => switchValue("user-data-dir") || join(config, name()),
    sessionData: () => app.getPath("userData"),
    logs: () => join(app.getPath("userData"), "logs"),
    exe: () => process.execPath,
  };
  const path = paths.get(which) ?? usual[which]?.();
  if (path === undefined) throw new Error(`Failed to get '${which}' path`);
  return path;
}

/** Windows may refuse to close, and `will-quit` may be put off; then the app stays. */
async function quit(): Promise<void> {
  if (quitting) return;
  quitting = true;
  const before = makeEvent();
  events.emit("before-quit", before);
  const closed = !before.defaultPrevented && (await ends.closeWindows());
  const will = makeEvent();
  if (closed) events.emit("will-quit", will);
  quitting = false;
  if (closed && !will.defaultPrevented) app.exit(0);
}

const members = {
  getName: name,
  getAppPath: () => facts().appPath,
  getLocale: () => switchValue("lang") || (switches.get("lang") ?? systemLocale()),
  getPath: (which: string) => pathOf(which),
  setPath(which: string, path: string) {
    if (!isAbsolute(path)) throw new Error("Path must be absolute");
    paths.set(which, path);
  },
  get isPackaged() {
    return facts().packaged;
  },
  commandLine: offer("app.commandLine", {
    appendSwitch: (which: string, value = "") => void switches.set(which.toLowerCase(), value),
  }),
  enableSandbox() {
    if (ready) throw new Error("app.enableSandbox() can only be called before app is ready");
  },
  requestSingleInstanceLock() {
    lock ??= takeLock(app.getPath("userData"), (words, folder) => {
      events.emit("second-instance", makeEvent(), words, folder, {});
    });
    return lock.held;
  },
  isReady: () => ready,
  whenReady: () => whenReady,
  quit: () => void quit(),
  exit(code = 0) {
    if (exiting) return;
    exiting = true;
    events.emit("quit", makeEvent(), code);
    lock?.release();
    void Promise.all([ends.closeBrowser(), lock?.told]).finally(() => leave(code));
  },
};

/** Chromium names a language without its encoding. */
function systemLocale(): string {
  const locale = (process.env["LC_ALL"] || process.env["LANG"] || "en_US").split(".")[0] ?? "";
  return /^(C|POSIX|)$/.test(locale) ? "en-US" : locale.replace("_", "-");
}

export const app = offer("app", mix(events, members));

/** The switches that the app itself has set. */
export const appSwitches = (): ReadonlyMap<string, string> => switches;
/** True from the moment the end has begun. */
export const isEnding = (): boolean => exiting || quitting;

/** Called by boot.ts once the app's main module has been evaluated. */
export function becomeReady(): void {
  ready = true;
  app.emit("ready", makeEvent(), {}); // through `app`: a harness holds readiness back there
  makeReady();
}

/** Electron's habits that Node does not share: `process.exit` is `app.exit`, and a fault nobody hears ends nothing. */
export function takeOverProcess(): void {
  process.exit = ((code?: number) => app.exit(Number(code ?? process.exitCode ?? 0))) as typeof process.exit;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      app.quit();
      setTimeout(() => app.exit(0), patience).unref(); // a window that was only being opened is never closed
    });
  }
  process.on("uncaughtException", (error) => {
    if (process.listenerCount("uncaughtException") === 1) console.error("A JavaScript error in main:", error);
  });
  events.on("window-all-closed", () => {
    if (events.listenerCount("window-all-closed") === 1) app.quit();
  });
}
