// Sessions: schemes and their handlers, what is asked before a request, and which permissions a page has.
import { EventEmitter } from "node:events";
import type { Session as Conversation } from "../chromium.ts";
import { app } from "./app.ts";
import { offer } from "./offer.ts";

/** Stock Chromium knows no further schemes: app://host/path is https://host.app.scheme.invalid/path to it. */
const privileged = new Map<string, { standard?: boolean; secure?: boolean }>();

/** The address as the browser is told it. */
export const toWire = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (whole, scheme: string, host: string) =>
    privileged.has(scheme) ? `https://${host}.${scheme}.scheme.invalid` : whole,
  );
/** The address as the app knows it. */
export const fromWire = (address: string): string =>
  address.replace(/^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.scheme\.invalid/, "$2://$1");
export const isPrivileged = (scheme: string): boolean => privileged.has(scheme);

type Answer = (request: Request) => Response | Promise<Response>;
type Decide = (decision: { cancel?: boolean }) => void;
type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type Ask = (contents: unknown, permission: string, decide: (granted: boolean) => void, details: object) => void;

/** What the stand-in keeps about a session; the app sees `face`. */
export interface SessionState {
  readonly partition: string;
  readonly handlers: Map<string, Answer>;
  beforeRequest: ((details: object, decide: Decide) => void) | undefined;
  check: Check | null;
  ask: Ask | null;
  readonly face: ReturnType<typeof makeFace>;
  /** The browser's own context for a session that is kept in memory; made at first use. */
  context: Promise<string | undefined> | undefined;
}

function makeFace(state: Omit<SessionState, "face">) {
  const silent = (): undefined => undefined;
  const protocol = offer("session.protocol", {
    handle(scheme: string, answer: Answer) {
      if (!app.isReady()) throw new Error("protocol.handle should be called after app is ready");
      if (state.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      const rights = privileged.get(scheme);
      if (!rights?.standard || !rights.secure) throw new Error(`stand-in: ${scheme} must be standard and secure`);
      state.handlers.set(scheme, answer);
    },
  });
  const webRequest = offer("session.webRequest", {
    onBeforeRequest(listener: SessionState["beforeRequest"]) {
      state.beforeRequest = listener;
    },
  });
  return Object.assign(new EventEmitter(), {
    protocol,
    webRequest,
    setPermissionCheckHandler: (check: Check | null) => void (state.check = check),
    setPermissionRequestHandler: (ask: Ask | null) => void (state.ask = ask),
    setDevicePermissionHandler: silent,
    setDisplayMediaRequestHandler: silent,
    setBluetoothPairingHandler: silent,
    setUSBProtectedClassesHandler: silent,
    setSpellCheckerEnabled: silent,
    isPersistent: () => state.partition === "" || state.partition.startsWith("persist:"),
  });
}

const states = new Map<string, SessionState>();
const byFace = new Map<object, SessionState>();

function stateOf(partition: string): SessionState {
  const known = states.get(partition);
  if (known !== undefined) return known;
  const bare = { partition, handlers: new Map(), beforeRequest: undefined, check: null, ask: null, context: undefined };
  const state = Object.assign(bare, { face: offer("session", makeFace(bare)) }) as SessionState;
  states.set(partition, state);
  byFace.set(state.face, state);
  app.emit("session-created", state.face);
  return state;
}

/** The session that a window was given, or the default one. */
export const sessionOf = (face: object | undefined): SessionState =>
  (face === undefined ? undefined : byFace.get(face)) ?? stateOf("");

export const session = offer("session", {
  fromPartition(partition: string) {
    if (!app.isReady()) throw new Error("Session can only be received when app is ready");
    return stateOf(partition).face;
  },
});

export const protocol = offer("protocol", {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[]) {
    if (app.isReady()) throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    privileged.clear();
    for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges ?? {});
  },
});

const permissions: readonly (readonly [electron: string, chromium: string])[] = [
  ["geolocation", "geolocation"], ["notifications", "notifications"], ["midi", "midi"], ["midiSysex", "midi-sysex"],
  ["clipboard-read", "clipboard-read"], ["clipboard-sanitized-write", "clipboard-write"], ["media", "camera"],
  ["media", "microphone"], ["idle-detection", "idle-detection"], ["persistent-storage", "persistent-storage"],
  ["sensors", "accelerometer"], ["local-fonts", "local-fonts"], ["window-management", "window-management"],
  ["storage-access", "storage-access"], ["speaker-selection", "speaker-selection"], ["pointerLock", "pointer-lock"],
  ["keyboardLock", "keyboard-lock"], ["display-capture", "display-capture"], ["screen-wake-lock", "screen-wake-lock"],
]; // prettier-ignore

/** Asks the app once for each permission and writes its answers into the browser. */
export async function writePermissions(state: SessionState, contents: object, root: Conversation): Promise<void> {
  const origin = "app://stand-in";
  const details = { isMainFrame: true, requestingUrl: `${origin}/`, securityOrigin: origin };
  const browserContextId = await state.context;
  const granted = (name: string): Promise<boolean> => {
    if (state.check !== null && !state.check(contents, name, origin, details)) return Promise.resolve(false);
    const { ask } = state;
    return ask === null ? Promise.resolve(true) : new Promise((give) => ask(contents, name, give, details));
  };
  await Promise.all(
    permissions.map(async ([name, permission]) => {
      const setting = (await granted(name)) ? "granted" : "denied";
      root.tell("Browser.setPermission", { permission: { name: permission }, setting, browserContextId });
    }),
  );
}
