// What the `electron` executable does before the app's own code: its words, the app's folder, the module `electron`.
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import { extractAll } from "@electron/asar";
import { setFacts, switchValue, type Facts } from "./facts.ts";

/** The version of Chromium that Electron 45 carries; what runs here is the system's. */
const chromeVersion = "154.0.0.0";

interface Words {
  /** Modules to be loaded first (-r), as test harnesses do. */
  readonly first: readonly string[];
  /** Everything else, in its order. */
  readonly rest: readonly string[];
  readonly app: string | undefined;
}

function readWords(words: readonly string[], packaged: boolean): Words {
  const first: string[] = [];
  const rest: string[] = [];
  let app: string | undefined;
  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? "";
    if (word === "-r" || word === "--require") {
      first.push(words[++place] ?? "");
      continue;
    }
    rest.push(word);
    if (!packaged && app === undefined && !word.startsWith("-")) app = word;
  }
  return { first, rest, app };
}

/** Stock Node cannot read an archive, so it is unpacked for the time of the run, under the name that it has. */
function unpack(archive: string): string {
  const place = mkdtempSync(join(tmpdir(), "electron-stand-in-app-"));
  const folder = join(place, "app.asar");
  extractAll(archive, folder);
  if (existsSync(`${archive}.unpacked`)) symlinkSync(`${archive}.unpacked`, `${folder}.unpacked`);
  process.on("exit", () => rmSync(place, { recursive: true, force: true }));
  return folder;
}

function findFacts(dist: string, words: readonly string[]): { facts: Facts; words: Words } {
  const resources = join(dist, "resources");
  const archive = join(resources, "app.asar");
  const packaged = existsSync(archive);
  const read = readWords(words, packaged);
  const appPath = packaged ? unpack(archive) : resolve(read.app ?? ".");
  const description = join(appPath, "package.json");
  const facts: Facts = {
    dist,
    node: process.execPath,
    appPath,
    package: existsSync(description) ? (JSON.parse(readFileSync(description, "utf8")) as Facts["package"]) : {},
    packaged,
    switches: read.rest.filter((word) => word.startsWith("--")),
  };
  return { facts, words: read };
}

/** The process as Electron shows it. */
function dress(facts: Facts, words: Words, version: string): void {
  const show = (on: object, name: string, value: unknown): void =>
    void Object.defineProperty(on, name, { value, enumerable: true });
  show(process.versions, "electron", version);
  show(process.versions, "chrome", chromeVersion);
  show(process, "type", "browser");
  show(process, "resourcesPath", join(facts.dist, "resources"));
  if (!facts.packaged) show(process, "defaultApp", true);
  process.execPath = join(facts.dist, process.env["ELECTRON_STANDIN_NAME"] ?? "electron");
  process.argv = [process.execPath, ...words.rest];
}

function offerModule(dist: string): void {
  const url = pathToFileURL(join(dist, "runtime", "electron.js")).href;
  registerHooks({
    resolve(name, context, next) {
      if (name === "electron" || name === "electron/main") return { url, shortCircuit: true };
      if (name === "electron/renderer") throw new Error("Cannot find module 'electron/renderer' in the main process");
      return next(name, context);
    },
  });
}

async function boot(): Promise<void> {
  const dist = dirname(import.meta.dirname);
  const version = readFileSync(join(dist, "version"), "utf8").trim();
  const { facts, words } = findFacts(dist, process.argv.slice(2));
  dress(facts, words, version);
  if (words.rest.includes("--version")) {
    console.log(`v${version}`);
    return;
  }
  setFacts(facts);
  offerModule(dist);
  const { app, becomeReady, takeOverProcess, theBrowser } = await import("./members/inside.ts");
  takeOverProcess();
  const require = createRequire(join(facts.appPath, "package.json"));
  globalThis.require ??= require;
  for (const file of words.first) require(file);
  const main = join(facts.appPath, facts.package.main ?? "index.js");
  if (!existsSync(main)) {
    console.error(`Unable to find Electron app at ${main}`);
    return app.exit(1);
  }
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    process.emit("uncaughtException", error as Error);
  }
  if (switchValue("remote-debugging-port") !== undefined) await theBrowser(); // a harness waits for its port
  becomeReady();
  // Electron runs until it is told to leave, windows or not.
  const stay = setInterval(() => undefined, 2 ** 30);
  app.on("quit", () => clearInterval(stay));
}

await boot();
