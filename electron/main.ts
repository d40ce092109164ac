// The start of the main process. Everything here happens before the app is ready; the rest waits in shell/start.ts.
import { app, protocol, utilityProcess } from "electron/main";
import { mkdirSync } from "node:fs";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { asksForDebugger, parseWishes } from "#shell/arguments.ts";
import { openIncidents } from "#shell/incidents.ts";
import { makeScratch, wipeScratch } from "#shell/scratch.ts";
import { holdNavigation } from "#shell/navigation.ts";
import { scheme } from "#shell/origin.ts";
import { openParser } from "#shell/parserProcess.ts";
import { besideArchive } from "#shell/places.ts";
import { fenceSession } from "#shell/sessions.ts";
import { startWorkstation, type Workstation } from "#shell/start.ts";
import { windows } from "#shell/window.ts";

// For every renderer, before anything can make one.
app.enableSandbox();

const words = process.argv.slice(app.isPackaged ? 1 : 2);
const wishes = parseWishes(words, process.cwd());

if (app.isPackaged && asksForDebugger(process.argv.slice(1))) app.exit(64);
else if (wishes.command !== undefined) void runCommand(wishes.command);
else openUp();

/** The window's way. INVARIANT: nothing here waits for readiness; Electron gets ready only after this module is done. */
function openUp(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  const incidents = openIncidents(app.getPath("logs"));
  let workstation: Workstation | undefined;

  /** After a fault in this process nothing in it can be trusted any more: note it, close the vault, leave. */
  const leave = (where: string) => (error: unknown) => {
    incidents.note(where, error);
    void (workstation?.close() ?? Promise.resolve()).finally(() => app.exit(70));
  };
  process.on("uncaughtException", leave("main process"));
  process.on("unhandledRejection", leave("main process, promise"));

  if (!app.requestSingleInstanceLock()) return app.exit(0); // the first instance comes to the front instead
  app.on("second-instance", () => {
    const window = windows()[0];
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  if (wishes.language !== undefined) app.commandLine.appendSwitch("lang", wishes.language);
  mkdirSync(app.getPath("userData"), { recursive: true, mode: 0o700 });
  const scratch = makeScratch(app.getPath("userData"));
  app.setPath("sessionData", scratch);
  app.on("quit", () => wipeScratch(scratch));
  app.on("session-created", fenceSession);
  app.on("web-contents-created", (_event, contents) => holdNavigation(contents));
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app
    .whenReady()
    .then(async () => {
      workstation = await startWorkstation({ vault: wishes.vault, language: wishes.language, incidents });
    })
    .catch(leave("start"));
}

/** A command of the command line: the same core without a window, without a page, without this app's single lock. */
async function runCommand(command: readonly string[]): Promise<void> {
  if (process.platform === "linux") app.commandLine.appendSwitch("ozone-platform", "headless");
  try {
    await app.whenReady();
    const { run } = await import("#command/run.ts");
    app.exit(await run(command, undefined, { openParser: parserForCommand }));
  } catch {
    app.exit(70);
  }
}

/** A parser process whose port the command's core holds itself. */
function parserForCommand(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  openParser(utilityProcess.fork, besideArchive(app.getAppPath(), "parser.js"), port2);
  return port1;
}
