// What happens once Electron is ready: session, protocol, core thread, listener, idle lock, menu, first window.
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  safeStorage,
  session,
  utilityProcess,
} from "electron/main";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CoreEvent } from "#shared/contract/index.ts";
import { eventChannel } from "./channels.ts";
import { startCoreThread, type CoreThread } from "./coreThread.ts";
import { watchIdle } from "./idleLock.ts";
import type { Incidents } from "./incidents.ts";
import { openKeystore } from "./keystore.ts";
import { listen } from "./listen.ts";
import { menuOf } from "./menu.ts";
import { scheme } from "./origin.ts";
import { openParser } from "./parserProcess.ts";
import { besideArchive, vaultFolder } from "./places.ts";
import { servePage } from "./protocol.ts";
import { openWindow, windows } from "./window.ts";
import { filesDialog } from "./wording.ts";

export interface WorkstationWishes {
  readonly vault: string | undefined;
  readonly language: string | undefined;
  readonly incidents: Incidents;
}

export interface Workstation {
  /** Ends the core's thread, and with it every key. */
  close(): Promise<void>;
}

/** Opens the workstation and its first window. */
export async function startWorkstation({ vault, language: asked, incidents }: WorkstationWishes): Promise<Workstation> {
  incidents.moment("started", performance.now());
  const language = asked ?? app.getLocale();
  const out = join(app.getAppPath(), "out");
  const ours = session.fromPartition("wardkeep"); // no "persist:": nothing of the page reaches the disk
  ours.protocol.handle(scheme, (request) => servePage(join(out, "renderer"), request));

  const parser = besideArchive(app.getAppPath(), "parser.js");
  const core = startCoreThread({
    file: besideArchive(app.getAppPath(), "core.worker.js"),
    folder: vault ?? vaultFolder({ platform: process.platform, home: homedir(), env: process.env }),
    keystore: await openKeystore(safeStorage, process.platform),
    openParser: (port) => openParser(utilityProcess.fork, parser, port),
    onEvent: tellPages,
    note: incidents.note,
  });

  let answered = false;
  listen({
    ipcMain,
    dialog,
    known: () => windows().map((window) => window.webContents),
    filesDialog: filesDialog(language),
    pass: async (request) => {
      const reply = await core.call(request);
      if (!answered) incidents.moment("shown", performance.now()); // the first page has asked and was answered
      answered = true;
      return reply;
    },
  });

  const lock = (): void => void core.lock();
  watchIdle({ power: powerMonitor, lock, every: 5_000 });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuOf({ product: app.getName(), language, platform: process.platform, packaged: app.isPackaged, lock }),
    ),
  );
  const open = (): void =>
    void openWindow({
      session: ours,
      preload: join(out, "preload.cjs"),
      devTools: !app.isPackaged,
      title: app.getName(),
    });
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  closeFirst(core, incidents);
  open();
  return core;
}

function tellPages(event: CoreEvent): void {
  for (const window of windows()) if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
}

/** Leaving waits for the vault to be closed, once. */
function closeFirst(core: CoreThread, incidents: Incidents): void {
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    closed = true;
    event.preventDefault();
    void core.close().finally(() => {
      incidents.moment("ended", performance.now());
      app.quit();
    });
  });
}
