// The preload's world: gives a sandboxed preload its `require` and the renderer's half of Electron.
import { decode, encode } from "../codec.ts";
import { makeBridge } from "./bridge.ts";

type Hear = (event: object, ...words: unknown[]) => void;
type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;

/** Put before this text by webContents.ts. */
declare const standIn: { readonly secret: string; readonly preload: Preload };
declare const globalThis: { standInSend?: (text: string) => void; standInHear: (text: string) => void };

const send = globalThis.standInSend;
delete globalThis.standInSend;
if (window === window.top && location.href !== "about:blank" && send !== undefined) startPreload(send);

function startPreload(native: (text: string) => void): void {
  const tell = (kind: string, id: number, channel: string, words: unknown[]): void =>
    native(encode([kind, id, channel, copyOf(words)]));
  const electron = { contextBridge: contextBridge(), ipcRenderer: ipcRenderer(tell) };
  const require = (name: string): unknown => {
    if (name === "electron" || name === "electron/renderer") return electron;
    throw new Error(`module not found: ${name}`);
  };
  reportInput(tell);
  const module = { exports: {} };
  try {
    standIn.preload(require, module, module.exports);
  } catch (error) {
    console.error("Unable to load preload script:", error);
  }
}

function copyOf(words: unknown[]): unknown[] {
  try {
    return structuredClone(words);
  } catch {
    throw new Error("An object could not be cloned.");
  }
}

function contextBridge(): object {
  const bridge = makeBridge(`${standIn.secret}<`, `${standIn.secret}>`);
  return {
    exposeInMainWorld(name: string, api: object) {
      bridge.ask("expose", {
        name,
        members: Object.entries(api).map(([member, value]) => [member, bridge.pack(value)]),
      });
    },
  };
}

type Tell = (kind: string, id: number, channel: string, words: unknown[]) => void;

function ipcRenderer(tell: Tell): object {
  const waiting = new Map<number, { channel: string; give: (value: unknown) => void; fail: (error: Error) => void }>();
  const ears = new Map<string, Hear[]>();
  let count = 0;
  globalThis.standInHear = (text) => {
    const [kind, about, ...rest] = decode(text) as ["reply", number, boolean, unknown] | ["event", string, unknown[]];
    if (kind === "event") {
      for (const hear of [...(ears.get(about) ?? [])]) hear({ sender: ipc, ports: [] }, ...(rest[0] as unknown[]));
      return;
    }
    const asked = waiting.get(about);
    waiting.delete(about);
    const [done, value] = rest as [boolean, unknown];
    if (done) asked?.give(value);
    else asked?.fail(new Error(`Error invoking remote method '${asked.channel}': ${value as string}`));
  };
  const ipc = {
    invoke: (channel: string, ...words: unknown[]) =>
      new Promise((give, fail) => {
        const id = ++count;
        tell("invoke", id, channel, words);
        waiting.set(id, { channel, give, fail });
      }),
    on(channel: string, hear: Hear) {
      ears.set(channel, [...(ears.get(channel) ?? []), hear]);
      return ipc;
    },
    off(channel: string, hear: Hear) {
      const left = ears.get(channel) ?? [];
      const place = left.lastIndexOf(hear);
      ears.set(channel, left.filter((_hear, index) => index !== place)); // prettier-ignore
      return ipc;
    },
  };
  return ipc;
}

/** What the system would tell Electron: that somebody is there, and keys that the page has no use for. */
function reportInput(tell: Tell): void {
  let last = 0;
  const alive = (): void => {
    if (Date.now() - last < 1_000) return;
    last = Date.now();
    tell("input", 0, "", []);
  };
  for (const kind of ["pointerdown", "pointermove", "wheel", "keydown"]) {
    addEventListener(kind, alive, { capture: true, passive: true });
  }
  addEventListener("keydown", ({ defaultPrevented, key, code, ctrlKey, metaKey, altKey, shiftKey }) => {
    if (defaultPrevented || !(ctrlKey || metaKey || altKey)) return;
    const held = [ctrlKey && "control", metaKey && "meta", altKey && "alt", shiftKey && "shift"].filter(Boolean);
    tell("key", 0, "", [
      [...held, /^Key[A-Z]$/.test(code) ? code.slice(3) : key].map((word) => String(word).toLowerCase()),
    ]);
  });
}
