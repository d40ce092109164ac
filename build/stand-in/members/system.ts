// What the operating system would do: dialogs, idle time, the keystore, processes for services.
import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenDialogOptions, OpenDialogReturnValue } from "electron/main";
import { facts } from "../facts.ts";
import { offer } from "./offer.ts";

/** Nobody sees a dialog here; a test replaces the function, as it must on real Electron. */
export const dialog = offer("dialog", {
  showOpenDialog(..._words: [OpenDialogOptions] | [unknown, OpenDialogOptions]): Promise<OpenDialogReturnValue> {
    console.error("stand-in: a dialog for files was cancelled, nobody can see it");
    return Promise.resolve({ canceled: true, filePaths: [] });
  },
});

let lastInput = Date.now();
/** Called when a page has seen a key or the pointer. */
export const noteInput = (): void => void (lastInput = Date.now());

/** Its events come only from tests, by `emit`. */
export const powerMonitor = offer(
  "powerMonitor",
  Object.assign(new EventEmitter(), { getSystemIdleTime: () => Math.floor((Date.now() - lastInput) / 1000) }),
);

/** As on a Linux without a keyring, where Electron's encryption is one in name only; here it has not even the name. */
export const safeStorage = offer("safeStorage", {
  getSelectedStorageBackend: () => "basic_text",
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text)),
  decryptStringAsync: (sealed: Buffer) => Promise.resolve({ result: sealed.toString(), shouldReEncrypt: false }),
});

interface ForkWishes {
  readonly serviceName?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export const utilityProcess = offer("utilityProcess", {
  /** A plain child of Node with `process.parentPort`; `import` of utility.js and the guard come first. */
  fork(file: string, words: readonly string[] = [], wishes: ForkWishes = {}) {
    const preload = ["guard.js", "utility.js"].flatMap((name) => [
      "--import",
      pathToFileURL(join(facts().dist, "runtime", name)).href,
    ]);
    const child = fork(file, words, {
      execPath: facts().node,
      execArgv: preload,
      serialization: "advanced",
      env: wishes.env ?? process.env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const face = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => void (child.connected && child.send(message as object)),
      kill: () => child.kill(),
    });
    child.on("spawn", () => face.emit("spawn"));
    child.on("message", (message) => face.emit("message", message));
    child.on("exit", (code) => face.emit("exit", code ?? 1));
    return offer("utilityProcess child", face);
  },
});
