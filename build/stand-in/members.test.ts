import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { makeStandIn } from "./make.ts";
import { usedMembers } from "./used.ts";

const here = import.meta.dirname;
const root = join(here, "../..");
const levels = ["faithful", "approximate", "silent"];
const users = ["product", "stories", "Playwright", "itself"];

interface Row {
  readonly member: string;
  readonly user: string;
  readonly level: string;
  readonly difference: string;
}

const rows: readonly Row[] = readFileSync(join(here, "members.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [, member = "", user = "", level = "", difference = ""] = line.split("|").map((cell) => cell.trim());
    return { member: member.replaceAll("`", ""), user, level, difference };
  });
const members = new Set(rows.map(({ member }) => member));
const usedBy = (...wanted: string[]): string[] =>
  rows.filter(({ user }) => wanted.includes(user)).map(({ member }) => member);

/** What the stand-in really has, told by an app that looks at each of its objects. */
const looking = `
  const electron = require("electron");
  const { app, BrowserWindow, webContents, session, protocol, ipcMain, Menu, dialog, powerMonitor, safeStorage, utilityProcess } = electron;
  protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
  app.whenReady().then(() => {
    const ours = session.fromPartition("members");
    ours.protocol.handle("app", () => new Response("", { headers: { "content-type": "text/html" } }));
    const window = new BrowserWindow({ webPreferences: { session: ours, preload: __dirname + "/preload.cjs" } });
    const menu = Menu.buildFromTemplate([{ label: "x" }]);
    const child = utilityProcess.fork(__dirname + "/child.js");
    child.kill();
    const all = {
      App: [app], CommandLine: [app.commandLine], BrowserWindow: [BrowserWindow, window], WebContents: [webContents, window.webContents],
      Session: [session, ours], Protocol: [protocol, ours.protocol], WebRequest: [ours.webRequest], IpcMain: [ipcMain], Dialog: [dialog],
      Menu: [Menu, menu], MenuItem: menu.items, PowerMonitor: [powerMonitor], SafeStorage: [safeStorage], UtilityProcess: [utilityProcess, child],
    };
    ipcMain.handle("look", (event, more) => {
      Object.assign(all, { WebFrameMain: [event.senderFrame] });
      const names = Object.entries(all).flatMap(([name, objects]) =>
        objects.flatMap((object) => Object.keys(object)).filter((key) => !key.startsWith("_")).map((key) => name + "." + key));
      const modules = Object.keys(electron);
      console.log(JSON.stringify({ names: [...names, ...more], modules }));
      app.exit(0);
    });
    void window.loadURL("app://members/");
  });`;
const lookingPreload = `
  const { contextBridge, ipcRenderer } = require("electron");
  const names = (name, object) => Object.keys(object).map((key) => name + "." + key);
  void ipcRenderer.invoke("look", [...names("ContextBridge", contextBridge), ...names("IpcRenderer", ipcRenderer)]);`;

async function offeredMembers(): Promise<{ names: string[]; modules: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-members-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "members", main: "main.cjs" }));
    writeFileSync(join(folder, "main.cjs"), looking);
    writeFileSync(join(folder, "preload.cjs"), lookingPreload);
    writeFileSync(join(folder, "child.js"), "");
    const dist = await makeStandIn(join(folder, "dist"));
    const words = [folder, `--user-data-dir=${join(folder, "data")}`];
    const { stdout, stderr } = spawnSync(join(dist, "electron"), words, { encoding: "utf8", timeout: 30_000 });
    assert.match(stdout, /^\{/m, stderr);
    return JSON.parse(stdout.slice(stdout.indexOf("{"))) as { names: string[]; modules: string[] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

suite("the table of members", { timeout: 120_000 }, () => {
  test("is in order, and says what differs wherever something does", () => {
    assert.deepEqual(rows.map(({ member }) => member), [...members].toSorted()); // prettier-ignore
    for (const { member, user, level, difference } of rows) {
      assert.ok(levels.includes(level) && users.includes(user), member);
      if (level === "approximate") assert.notEqual(difference, "", member);
    }
  });

  test("names every member that the product and the stories touch, and none that they do not", () => {
    const config = join(here, "tsconfig.json");
    const product = usedMembers(config, join(root, "electron"));
    const stories = usedMembers(config, join(root, "e2e"));
    const missing = [...product, ...stories].filter((member) => !members.has(member));
    assert.deepEqual(missing, [], "touched, but not in members.md");
    // What is reached through a cast is seen by its name only.
    const text = globSync(["electron/*.ts", "electron/shell/*.ts", "e2e/*.ts"], { cwd: root })
      .map((file) => readFileSync(join(root, file), "utf8"))
      .join();
    const named = (member: string): boolean =>
      new RegExp(member.includes('"') ? `${member.split(" ")[1]}` : `\\b${member.split(".")[1]}\\(`).test(text);
    const superfluous = usedBy("product", "stories").filter(
      (member) => !product.has(member) && !stories.has(member) && !named(member),
    );
    assert.deepEqual(superfluous, [], "in members.md, but no longer touched");
  });

  test("names what Playwright's driver touches", () => {
    const core = join(root, "node_modules/playwright-core/lib");
    const driver = ["coreBundle.js", "server/electron/loader.js"]
      .map((file) => readFileSync(join(core, file), "utf8"))
      .join();
    for (const member of usedBy("Playwright")) assert.ok(driver.includes(`.${member.split(".")[1]}`), member);
  });

  test("names every member that the stand-in has, and each that it names is there", async () => {
    const { names, modules } = await offeredMembers();
    assert.deepEqual(
      names.filter((name) => !members.has(name)),
      [],
      "offered, but not in members.md",
    );
    const offered = new Set(names);
    const functions = rows.filter(({ member }) => !member.includes('"') && !member.startsWith("IpcMainInvokeEvent"));
    assert.deepEqual(
      functions.map(({ member }) => member).filter((member) => !offered.has(member)),
      [],
    );
    assert.deepEqual(modules.toSorted(), [
      "BrowserWindow", "Menu", "app", "dialog", "ipcMain", "powerMonitor", "protocol", "safeStorage", "session",
      "utilityProcess", "webContents",
    ]); // prettier-ignore
  });

  test("calls silent exactly the events that the stand-in never emits", () => {
    const code = globSync("members/*.ts", { cwd: here })
      .map((file) => readFileSync(join(here, file), "utf8"))
      .join();
    for (const { member, level } of rows.filter(({ member: name }) => name.includes('"'))) {
      const emitted = code.includes(`emit(${member.split(" ")[1]}`);
      assert.equal(emitted, level !== "silent", member);
    }
  });

  test("stands for a stand-in of at most 1,600 lines of code, beside its tests, its making and its comments", () => {
    const apart = /\.test\.ts$|^(make|choose|used)\.ts$/;
    const lines = globSync("**/*.ts", { cwd: here })
      .filter((file) => !apart.test(file))
      .flatMap((file) => readFileSync(join(here, file), "utf8").split("\n"));
    const code = lines.filter((line) => !/^\s*(\/\/.*|\/?\*.*)?$/.test(line));
    assert.ok(code.length <= 1_600, String(code.length));
  });
});
