// `BrowserWindow`: a window of the stock browser with one page in it.
import { EventEmitter } from "node:events";
import type { BrowserWindowConstructorOptions as Wishes } from "electron/main";
import { mix } from "../mix.ts";
import { app, ends, isEnding } from "./app.ts";
import { openTarget } from "./engine.ts";
import { pressKeys } from "./menu.ts";
import { makeEvent, offer } from "./offer.ts";
import { makePage, type ContentsFace, type Page } from "./webContents.ts";

type WindowFace = EventEmitter & ReturnType<typeof makeFace>;
/** The windows that are open, each with what closes it: false when the app has prevented that. */
const windows = new Map<WindowFace, () => Promise<boolean>>();

interface State {
  dead: boolean;
  minimized: boolean;
  title: string;
}

function makeWindow({ width = 800, height = 600, title, webPreferences = {} }: Wishes = {}): WindowFace {
  if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
  const events = new EventEmitter();
  const state: State = { dead: false, minimized: false, title: title ?? app.getName() };
  const page = makePage(webPreferences, {
    loaded: () => events.emit("ready-to-show", makeEvent()),
    gone,
    close: () => face.close(),
    pressed: (keys) => pressKeys(keys, face),
  });
  const bare = makeFace(state, page, events, close);
  const face = offer("window", mix(events, bare));
  windows.set(face, close);
  app.emit("browser-window-created", makeEvent(), face);
  openTarget(page, { width, height }, named);
  return face;

  /** The page has named itself; the window takes the name unless a listener prevents it. */
  function named(name: string): void {
    const event = makeEvent();
    events.emit("page-title-updated", event, name, true);
    if (!event.defaultPrevented) state.title = name;
  }
  function gone(): void {
    if (state.dead) return;
    state.dead = true;
    windows.delete(face);
    page.die();
    events.emit("closed", makeEvent());
    if (windows.size === 0 && !isEnding()) app.emit("window-all-closed");
  }
  async function close(): Promise<boolean> {
    const event = makeEvent();
    events.emit("close", event);
    if (event.defaultPrevented) return false;
    if (state.dead) return true;
    const closed = new Promise<void>((done) => events.once("closed", () => done()));
    void page.adopted.then(({ browser }) => browser.root.tell("Target.closeTarget", { targetId: page.target() }));
    await closed;
    return true;
  }
}

function makeFace(state: State, page: Page, events: EventEmitter, close: () => Promise<boolean>) {
  /** Headless Chromium keeps the state too; the event comes at once, Electron's when the system has done it. */
  const move = (windowState: "normal" | "minimized"): void => {
    state.minimized = windowState === "minimized";
    void page.adopted.then(async ({ browser: { root } }) => {
      const { windowId } = await root.send("Browser.getWindowForTarget", { targetId: page.target() });
      root.tell("Browser.setWindowBounds", { windowId, bounds: { windowState } });
    });
  };
  const contents: ContentsFace = page.face;
  return {
    webContents: contents,
    loadURL: contents.loadURL,
    reload: () => contents.reload(),
    show() {
      events.emit("show", makeEvent()); // the browser shows its window from the start
    },
    focus() {
      void page.adopted.then((conversation) => conversation.tell("Page.bringToFront"));
      events.emit("focus", makeEvent());
    },
    minimize: () => move("minimized"),
    restore: () => move("normal"),
    isMinimized: () => state.minimized,
    isDestroyed: () => state.dead,
    getTitle: () => state.title,
    setContentProtection: (_wanted: boolean) => undefined, // as on Linux, where Electron does nothing either
    close: () => void close(),
  };
}

const statics = {
  getAllWindows: () => [...windows.keys()],
  fromWebContents: (contents: unknown) => [...windows.keys()].find((face) => face.webContents === contents) ?? null,
};

/** Called with `new`, as in Electron; what comes back is the window's face. */
function Constructed(wishes?: Wishes): WindowFace {
  return makeWindow(wishes);
}

export const BrowserWindow = offer("BrowserWindow", Object.assign(Constructed, statics)) as unknown as {
  new (wishes?: Wishes): WindowFace;
} & typeof statics;

ends.closeWindows = async () => {
  for (const close of windows.values()) if (!(await close())) return false;
  return true;
};
