// `WebContents`: one page, its preload world, its messages and its navigation.
import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WebPreferences } from "electron/main";
import type { Facts, Session as Conversation } from "../chromium.ts";
import { decode, encode } from "../codec.ts";
import { facts } from "../facts.ts";
import { mix } from "../mix.ts";
import { app } from "./app.ts";
import { answerInvoke } from "./ipc.ts";
import { makeEvent, offer } from "./offer.ts";
import { bootAddress, decideRequest } from "./requests.ts";
import { fromWire, sessionOf, toWire, writePermissions, type SessionState } from "./session.ts";
import { noteInput } from "./system.ts";

const world = "Electron Isolated Context";

/** What the window does with what its page does. */
export interface Owner {
  loaded(): void;
  gone(): void;
  close(): void;
  pressed(keys: readonly string[]): void;
}

/** The page behind a face that the app sees. */
export interface Page {
  readonly face: ContentsFace;
  readonly session: SessionState;
  /** Takes over the browser's page, paused before anything ran; fulfilled once it may run. */
  adopt(conversation: Conversation, target: string): Promise<void>;
  readonly adopted: Promise<Conversation>;
  target(): string;
  /** A page that asks for another window is answered by the app; only "deny" is offered. */
  askForWindow(url: string): void;
  /** Called when there is no page any more; the window goes with it. */
  readonly gone: () => void;
  die(): void;
}

export type ContentsFace = EventEmitter & ReturnType<typeof makeFace>;
const pages = new Set<Page>();

/** The state that the members share. */
interface State {
  dead: boolean;
  target: string;
  mainFrame: string;
  asked: string;
  /** The preload world of the document that is shown. */
  world: number | undefined;
  answerWindow: ((details: { url: string }) => { action: string }) | undefined;
  readonly addresses: Map<string, string>;
}

const refusedWishes = [
  "nodeIntegration",
  "nodeIntegrationInWorker",
  "nodeIntegrationInSubFrames",
  "webviewTag",
] as const;

export function makePage(preferences: WebPreferences, owner: Owner): Page {
  const walls = ["sandbox", "contextIsolation", "webSecurity"] as const;
  if (walls.some((wall) => preferences[wall] === false) || refusedWishes.some((wish) => preferences[wish])) {
    throw new Error("stand-in: a window without sandbox, context isolation or web security is not offered");
  }
  const state: State = {
    dead: false, target: "", mainFrame: "", asked: "", world: undefined, answerWindow: undefined, addresses: new Map(),
  }; // prettier-ignore
  const session = sessionOf(preferences.session);
  let adopted: (conversation: Conversation) => void;
  const whenAdopted = new Promise<Conversation>((done) => (adopted = done));
  const events = new EventEmitter();
  const bare = makeFace(state, session, preferences, whenAdopted, events, owner);
  const face = offer("webContents", mix(events, bare));
  const page: Page = {
    face,
    session,
    adopted: whenAdopted,
    target: () => state.target,
    async adopt(conversation, target) {
      state.target = target;
      await setUp(conversation, state, preferences, page, owner);
      adopted(conversation);
    },
    askForWindow(url) {
      const action = state.answerWindow?.({ url: fromWire(url) }).action ?? "allow";
      if (action !== "deny") throw new Error("stand-in: a window opened by a page is not offered");
    },
    gone: owner.gone,
    die() {
      state.dead = true;
      pages.delete(page);
      face.emit("destroyed", makeEvent());
    },
  };
  pages.add(page);
  app.emit("web-contents-created", makeEvent(), face);
  return page;
}

function makeFace(
  state: State,
  session: SessionState,
  preferences: WebPreferences,
  adopted: Promise<Conversation>,
  events: EventEmitter,
  owner: Owner,
) {
  // prettier-ignore
  return {
    session: session.face,
    isDestroyed: () => state.dead,
    getURL: () => state.addresses.get(state.mainFrame) ?? "",
    getLastWebPreferences: () => ({ ...preferences }),
    setWindowOpenHandler: (answer: State["answerWindow"]) => void (state.answerWindow = answer),
    send(channel: string, ...words: unknown[]) {
      if (state.dead) throw new TypeError("Object has been destroyed");
      const text = encode(["event", channel, structuredClone(words)]);
      void adopted.then((conversation) => deliver(conversation, state, text));
    },
    async loadURL(address: string) {
      const conversation = await adopted;
      const loaded = new Promise<void>((done) => events.once("did-finish-load", () => done()));
      state.asked = "";
      const { errorText } = await conversation.send("Page.navigate", { url: toWire(address) });
      if (errorText !== undefined) throw new Error(`${String(errorText)} loading '${address}'`);
      await loaded;
    },
    reload: () => void adopted.then((conversation) => conversation.tell("Page.reload")),
    close: (_how?: { waitForBeforeUnload?: boolean }) => owner.close(),
  };
}

async function setUp(
  page: Conversation,
  state: State,
  preferences: WebPreferences,
  self: Page,
  owner: Owner,
): Promise<void> {
  const { face, session } = self;
  const tree = (await page.send("Page.getFrameTree")) as { frameTree: { frame: { id: string; url: string } } };
  state.mainFrame = tree.frameTree.frame.id;
  hearNavigation(page, state, face, owner);
  hearWorlds(page, state, face, owner);
  page.on("Fetch.requestPaused", (held: Facts) => {
    const asker = {
      session,
      mainFrame: () => state.mainFrame,
      takeAsked: () => takeAsked(state),
      emit: face.emit.bind(face),
    };
    decideRequest(page, asker, held).catch((error: unknown) => {
      console.error("stand-in: a request failed:", error);
      page.tell("Fetch.failRequest", { requestId: held.requestId, errorReason: "Failed" });
    });
  });
  const secret = randomBytes(16).toString("hex");
  await Promise.all([
    page.send("Page.enable"),
    page.send("Runtime.enable"),
    page.send("Inspector.enable"),
    page.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
    page.send("Runtime.addBinding", { name: "standInSend", executionContextName: world }),
    page.send("Page.addScriptToEvaluateOnNewDocument", { source: scriptOf("mainWorld.js", `{ secret: "${secret}" }`) }),
    page.send("Page.addScriptToEvaluateOnNewDocument", {
      source: preloadOf(preferences.preload, secret),
      worldName: world,
    }),
    writePermissions(session, face, page.browser.root),
  ]);
  await page.send("Runtime.runIfWaitingForDebugger");
}

const scriptOf = (name: string, standIn: string): string =>
  `((standIn) => {${readFileSync(join(facts().dist, "runtime", name), "utf8")}\n})(${standIn})`;

/** A sandboxed preload is one CommonJS file; anything else fails in Electron too. */
function preloadOf(file: string | undefined, secret: string): string {
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  return scriptOf("preloadWorld.js", `{ secret: "${secret}", preload: (require, module, exports) => {${text}\n} }`);
}

function takeAsked(state: State): string {
  const { asked } = state;
  state.asked = "";
  return asked;
}

function hearNavigation(page: Conversation, state: State, face: ContentsFace, owner: Owner): void {
  page.on("Page.frameNavigated", ({ frame }: Facts) => {
    state.addresses.set(frame.id as string, fromWire(frame.url as string));
    if (frame.parentId === undefined) state.mainFrame = frame.id as string;
  });
  page.on("Page.navigatedWithinDocument", ({ frameId, url }: Facts) =>
    state.addresses.set(frameId as string, fromWire(url as string)),
  );
  page.on("Page.frameRequestedNavigation", ({ frameId, disposition, reason, url }: Facts) => {
    if (frameId === state.mainFrame && disposition === "currentTab" && reason !== "reload") state.asked = url as string;
  });
  page.on("Page.loadEventFired", () => {
    const address = face.getURL();
    if (address === "" || address === "about:blank" || address.startsWith(bootAddress)) return;
    face.emit("did-finish-load", makeEvent());
    owner.loaded();
  });
  page.once("gone", () => owner.gone());
}

function hearWorlds(page: Conversation, state: State, face: ContentsFace, owner: Owner): void {
  page.on("Runtime.executionContextCreated", ({ context }: Facts) => {
    if (context.name === world && context.auxData.frameId === state.mainFrame) state.world = context.id as number;
  });
  page.on("Runtime.executionContextsCleared", () => (state.world = undefined));
  page.on("Runtime.bindingCalled", ({ name, executionContextId, payload }: Facts) => {
    if (name !== "standInSend" || executionContextId !== state.world) return;
    const [kind, id, channel, words] = decode(payload as string) as [string, number, string, unknown[]];
    if (kind === "input") noteInput();
    else if (kind === "key") owner.pressed(words[0] as string[]);
    else {
      const url = face.getURL();
      const event = makeEvent({ sender: face, senderFrame: { url, parent: null } });
      void answerInvoke(event, channel, words).then((reply) => deliver(page, state, encode(["reply", id, ...reply])));
    }
  });
}

function deliver(page: Conversation, state: State, text: string): void {
  if (state.dead || state.world === undefined) return;
  page.tell("Runtime.callFunctionOn", {
    functionDeclaration: "function (text) { standInHear(text) }",
    executionContextId: state.world,
    arguments: [{ value: text }],
  });
}

export const webContents = offer("webContents", {
  getAllWebContents: () => [...pages].map(({ face }) => face),
  /** Playwright's way from a page to its window. */
  fromDevToolsTargetId: (target: string) => [...pages].find((page) => page.target() === target)?.face,
});
