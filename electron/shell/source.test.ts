import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { suite, test } from "node:test";

// The lines of the Electron checklist that hold for the text of the whole program, not for one call.

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (pattern: string): { file: string; text: string }[] =>
  globSync(pattern, { cwd: root })
    .filter((file) => !/\.(test|show)\.tsx?$/.test(file))
    .map((file) => ({ file: file.replaceAll("\\", "/"), text: readFileSync(root + file, "utf8") }));

const shipped = [...read("electron/**/*.ts"), ...read("shared/**/*.ts"), ...read("renderer/**/*.{ts,tsx,html,css}")];
const electron = shipped.filter(({ file }) => file.startsWith("electron/"));
const renderer = shipped.filter(({ file }) => file.startsWith("renderer/"));

/** The code without its comments: what is said about a danger is no danger. */
const code = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$|\s\/\/ .*$/gm, "");
const holding = (files: typeof shipped, pattern: RegExp): string[] =>
  files.flatMap(({ file, text }) => (pattern.test(code(text)) ? [file] : []));

suite("the program's text", () => {
  test("is there to be looked at", () => assert.ok(electron.length > 20 && renderer.length > 0));

  test("makes windows in one place", () => {
    assert.deepEqual(holding(electron, /new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/), [
      "electron/shell/window.ts",
    ]);
  });
  test("listens to pages in one place, on one channel", () => {
    assert.deepEqual(holding(electron, /\.handle\(callChannel|ipcMain\.(handle|handleOnce|on|once|addListener)\b/), [
      "electron/shell/listen.ts",
    ]);
    const { text } = electron.find(({ file }) => file === "electron/shell/listen.ts") ?? { text: "" };
    assert.equal(text.match(/ipcMain\.handle\(/g)?.length, 1);
  });
  test("touches Electron only in main, preload and shell", () => {
    const elsewhere = holding(electron, /from "electron(\/\w+)?"/).filter(
      (file) => !/^electron\/(shell\/|main\.ts$|preload\.ts$)/.test(file),
    );
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(holding(renderer, /from "(electron|node:)/), []);
  });
  test("names no address of the open network, and none without encryption", () => {
    // Names of code systems look like addresses; nothing asks them for anything.
    const open =
      /["'`](http|ws|ftp):\/\/(?!([\w-]+\.)*(hl7\.org|snomed\.info|loinc\.org|unitsofmeasure\.org|nlm\.nih\.gov|ama-assn\.org|whocc\.no)\b)/;
    assert.deepEqual(holding([...electron, ...renderer], open), []);
  });
  test("loads no file as a page, and opens nothing outside", () => {
    assert.deepEqual(holding(electron, /\.loadFile\(|["'`]file:|openExternal|openPath|showItemInFolder/), []);
  });
  test("turns no wall of Chromium off", () => {
    const off =
      /appendSwitch\("(no-sandbox|disable-web-security)|enableBlinkFeatures|(nodeIntegration\w*|webviewTag|allowRunningInsecureContent|experimentalFeatures): true|(sandbox|contextIsolation|webSecurity): false/;
    assert.deepEqual(holding(electron, off), []);
  });
  test("reports no crash to anyone and writes no dump", () => {
    assert.deepEqual(holding(electron, /crashReporter|process\.report|writeHeapSnapshot|contentTracing/), []);
  });
  test("makes no code from text", () => {
    assert.deepEqual(holding(shipped, /\beval\(|new Function\(|\bvm\.|node:vm/), []);
  });
  test("has no frame, script address, foreign window or raw markup in its pages", () => {
    assert.deepEqual(
      holding(
        renderer,
        /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|javascript:|target="?_blank|<iframe|<webview|srcdoc|\son[a-z]+="/i,
      ),
      [],
    );
  });
  test("asks the sandbox for every page, before the app is ready", () => {
    const main = electron.find(({ file }) => file === "electron/main.ts")?.text ?? "";
    const [sandbox, ready] = [main.indexOf("app.enableSandbox();"), main.indexOf(".whenReady()")];
    assert.ok(sandbox > 0 && sandbox < ready);
    for (const line of [
      'app.on("session-created", fenceSession);',
      'app.on("web-contents-created",',
      "app.requestSingleInstanceLock()",
    ]) {
      const at = main.indexOf(line);
      assert.ok(at > 0 && at < ready, line);
    }
    assert.doesNotMatch(code(main), /^await /m, "a top-level await would keep Electron from ever being ready");
  });
  test("has a preload that hands out named functions and keeps Electron's objects to itself", () => {
    const preload = code(electron.find(({ file }) => file === "electron/preload.ts")?.text ?? "");
    assert.match(preload, /exposeInMainWorld\("wardkeep", Object\.freeze\(wardkeep\)\)/);
    assert.equal(preload.match(/exposeInMainWorld/g)?.length, 1);
    assert.deepEqual(preload.match(/ipcRenderer\.\w+/g), ["ipcRenderer.invoke", "ipcRenderer.on", "ipcRenderer.off"]);
  });
});

test("the versions are of lines that still get their repairs", () => {
  const { version } = JSON.parse(readFileSync(`${root}node_modules/electron/package.json`, "utf8")) as {
    version: string;
  };
  assert.equal(Number(version.split(".")[0]), 45); // newest line at the time of writing; the three newest are supported
});
