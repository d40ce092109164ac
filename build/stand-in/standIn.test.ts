import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { makeStandIn } from "./make.ts";

// A small app of its own, so that a fault found here is the stand-in's and not the product's.

const files: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "small", productName: "Small", version: "1.2.3", type: "module", main: "main.js" }),
  "main.js": `
    import { app, BrowserWindow, ipcMain, protocol, session } from "electron/main";
    import { join } from "node:path";
    if (process.argv.includes("leave")) app.exit(7);
    else {
      protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
      app.whenReady().then(() => {
        const ours = session.fromPartition("small");
        ours.setPermissionCheckHandler(() => false);
        ours.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
        ours.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !url.startsWith("app://small/") }));
        ours.protocol.handle("app", ({ url }) => new Response(new URL(url).pathname === "/index.html" ? "<h1>Small</h1>" : null, {
          headers: { "content-type": "text/html", "content-security-policy": "default-src 'self'" },
        }));
        ipcMain.handle("echo", (_event, words) => words);
        ipcMain.handle("sender", ({ senderFrame }) => senderFrame.url);
        ipcMain.handle("fail", () => { throw new RangeError("too far"); });
        const window = new BrowserWindow({ title: "Small", webPreferences: { session: ours, preload: join(app.getAppPath(), "preload.cjs") } });
        window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
        window.webContents.on("will-navigate", (event) => { if (!event.url.endsWith("/index.html")) event.preventDefault(); });
        void window.loadURL("app://small/index.html");
      });
    }`,
  "preload.cjs": `
    const { contextBridge, ipcRenderer } = require("electron/renderer");
    contextBridge.exposeInMainWorld("small", {
      version: 3,
      invoke: (channel, words) => ipcRenderer.invoke(channel, words),
      listen: (hear) => {
        const pass = (_event, ...words) => hear(...words);
        ipcRenderer.on("news", pass);
        return () => void ipcRenderer.off("news", pass);
      },
    });`,
}; // prettier-ignore

interface Small {
  invoke(channel: string, words?: unknown): Promise<unknown>;
  listen(hear: (...words: unknown[]) => void): () => void;
}
declare const window: { readonly small: Small; open(address: string): { readonly closed: boolean } | null };

let folder: string;
let dist: string;
const launch = (words: readonly string[] = []): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: join(dist, "electron"),
    args: [join(folder, "app"), `--user-data-dir=${join(folder, "data")}`, ...words],
  });

suite("the stand-in", { timeout: 120_000 }, () => {
  let app: ElectronApplication;
  let page: Page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stand-in-test-"));
    dist = await makeStandIn(join(folder, "dist"));
    mkdirSync(join(folder, "app"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "app", name), text);
    app = await launch();
    page = await app.firstWindow();
    await page.getByRole("heading", { name: "Small" }).waitFor();
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows what the scheme's handler serves, under the address that the app gave", async () => {
    const urls = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    );
    assert.deepEqual(urls, ["app://small/index.html"]);
    assert.equal(await page.evaluate(() => window.small.invoke("sender")), "app://small/index.html");
    assert.equal(await app.evaluate((electron) => electron.app.getName()), "Small");
  });

  test("carries calls and their values both ways", async () => {
    const same = await page.evaluate(async () => {
      const sent = { text: "ä", bytes: new Uint8Array([1, 255]), nothing: undefined, map: new Map([[1, new Date(5)]]), big: 7n };
      const back = (await window.small.invoke("echo", sent)) as typeof sent;
      return [back.text, [...back.bytes], "nothing" in back, back.map.get(1)?.getTime(), String(back.big)];
    }); // prettier-ignore
    assert.deepEqual(same, ["ä", [1, 255], true, 5, "7"]);
  });

  test("tells a page of a failure in Electron's words, and of a channel that nobody hears", async () => {
    const told = await page.evaluate(() =>
      Promise.all(["fail", "silence"].map((channel) => window.small.invoke(channel).catch((error: Error) => error.message))),
    ); // prettier-ignore
    assert.deepEqual(told, [
      "Error invoking remote method 'fail': RangeError: too far",
      "Error invoking remote method 'silence': Error: No handler registered for 'silence'",
    ]);
  });

  test("brings news to a listener until it has stopped", async () => {
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard, stop: window.small.listen((...words) => void heard.push(words)) });
    });
    const send = (): Promise<void> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send("news", { day: 1 }));
    await send();
    await page.waitForFunction(() => (globalThis as unknown as { heard: unknown[] }).heard.length === 1);
    await page.evaluate(() => (globalThis as unknown as { stop(): void }).stop());
    await send();
    await page.waitForTimeout(200);
    const heard = await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
    assert.deepEqual(heard, [[{ day: 1 }]]);
  });

  test("keeps the preload's world from the page, and the page's hands off what it was given", async () => {
    const found = await page.evaluate(() => {
      const names = ["require", "standInSend", "standInHear", "standIn", "electron", "process", "module"];
      try {
        window.small.invoke = () => Promise.resolve("replaced");
      } catch {
        // strict code is told
      }
      return { names: names.filter((name) => name in globalThis), frozen: Object.isFrozen(window.small) };
    });
    assert.deepEqual(found, { names: [], frozen: true });
    assert.equal(await page.evaluate(() => window.small.invoke("echo", 1)), 1);
  });

  test("closes a window that the app has denied, and keeps the page from going elsewhere", async () => {
    const closed = await page.evaluate(async () => {
      const opened = window.open("https://example.invalid/");
      await new Promise((done) => setTimeout(done, 500));
      return opened?.closed ?? true;
    });
    assert.equal(closed, true);
    await page.evaluate(() => void setTimeout(() => (location.href = "other.html"), 0));
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.small.invoke("sender")), "app://small/index.html");
  });

  test("cancels what the session cancels and denies what it denies", async () => {
    const outcomes = await page.evaluate(async () => {
      const states = await Promise.all(
        (["geolocation", "notifications"] as const).map((name) => navigator.permissions.query({ name })),
      );
      const fetched = await fetch("https://example.invalid/").then(() => "through", () => "stopped"); // prettier-ignore
      return [...states.map(({ state }) => state), fetched];
    });
    assert.deepEqual(outcomes, ["denied", "denied", "stopped"]);
  });

  test("throws for a member that it does not offer", async () => {
    const offered = app.evaluate((electron) => electron.app.relaunch());
    await assert.rejects(offered, /app\.relaunch is not offered/);
  });

  test("lacks what BoringSSL lacks, in the main process too", async () => {
    const refused = app.evaluate(() => process.getBuiltinModule("node:crypto").createHash("sha3-256").digest("hex"));
    await assert.rejects(refused, /missing in Electron/);
  });

  test("lets a second start tell the first and leave with the app's own code", async () => {
    await app.evaluate((electron) => {
      electron.app.requestSingleInstanceLock();
      electron.app.once("second-instance", (_event, words) => Object.assign(globalThis, { came: words.at(-1) }));
    });
    const left = spawnSync(join(dist, "electron"), [join(folder, "app"), "leave"], {
      encoding: "utf8",
      timeout: 20_000,
    });
    assert.deepEqual([left.status, left.stdout, left.stderr], [7, "", ""]);
    const code = `const { app } = require("electron"); app.exit(app.requestSingleInstanceLock() ? 1 : 0);`;
    mkdirSync(join(folder, "second"));
    writeFileSync(join(folder, "second", "index.js"), code);
    writeFileSync(join(folder, "second", "package.json"), "{}");
    const words = [join(folder, "second"), `--user-data-dir=${join(folder, "data")}`, "hello"];
    assert.equal(spawnSync(join(dist, "electron"), words, { timeout: 20_000 }).status, 0);
    assert.equal(await app.evaluate(() => (globalThis as unknown as { came?: string }).came), "hello");
  });

  test("leaves when it is told to end, even where its browser was ended with it", async () => {
    const words = [join(folder, "app"), `--user-data-dir=${join(folder, "third")}`];
    const child = spawn(join(dist, "electron"), words, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    await once(child.stderr, "data"); // it says that it is the stand-in, and opens its window
    await new Promise((done) => setTimeout(done, 1_000));
    const left = once(child, "exit");
    process.kill(-(child.pid ?? 0), "SIGTERM"); // the whole group
    assert.deepEqual(await left, [0, null]);
  });
});
