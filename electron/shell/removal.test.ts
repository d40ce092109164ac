import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, suite, test } from "node:test";

// A control whose test passes without it is not tested: each line is taken out of a copy, and its tests must fail there.

const root = fileURLToPath(new URL("../../", import.meta.url));

/** file below electron/ → test file below electron/shell/ → what is taken out, and what stands there instead. */
const controls: readonly (readonly [file: string, test: string, out: string, instead?: string])[] = [
  ["shell/protocol.ts", "page", `"default-src 'none'",`],
  ["shell/protocol.ts", "page", `"frame-src 'none'",`],
  ["shell/protocol.ts", "page", `"require-trusted-types-for 'script'",`],
  ["shell/protocol.ts", "page", `"x-content-type-options": "nosniff",`],
  ["shell/protocol.ts", "page", `"cache-control": "no-store",`],
  ["shell/protocol.ts", "page", `if (!isOurs(address)) return undefined;`],
  ["shell/protocol.ts", "page", `[A-Za-z0-9_-][A-Za-z0-9._-]*`, `.*`],
  ["shell/origin.ts", "page", `url.host === host`, `url.host.startsWith(host)`],
  ["shell/sessions.ts", "fences", `session.setPermissionCheckHandler(() => false);`],
  [
    "shell/sessions.ts",
    "fences",
    `session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));`,
  ],
  ["shell/sessions.ts", "fences", `session.setDevicePermissionHandler(() => false);`],
  ["shell/sessions.ts", "fences", `session.setDisplayMediaRequestHandler((_request, decide) => decide(null));`],
  [
    "shell/sessions.ts",
    "fences",
    `session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));`,
  ],
  ["shell/sessions.ts", "fences", `session.setUSBProtectedClassesHandler((details) => details.protectedClasses);`],
  ["shell/sessions.ts", "fences", `"select-usb-device"`],
  ["shell/sessions.ts", "fences", `closeNetwork(session);`],
  ["shell/sessions.ts", "fences", `cancel: !isOurs(details.url)`, `cancel: false`],
  ["shell/sessions.ts", "fences", `denyDownloads(session);`],
  ["shell/sessions.ts", "fences", `session.setSpellCheckerEnabled(false);`],
  ["shell/navigation.ts", "fences", `contents.on("will-navigate"`, `contents.on("did-navigate" as "will-navigate"`],
  ["shell/navigation.ts", "fences", `contents.on("will-redirect"`, `contents.on("did-redirect" as "will-redirect"`],
  ["shell/navigation.ts", "fences", `!details.isMainFrame || `],
  ["shell/navigation.ts", "fences", `contents.on("will-attach-webview", (event) => event.preventDefault());`],
  ["shell/navigation.ts", "fences", `contents.setWindowOpenHandler(() => ({ action: "deny" }));`],
  ["shell/preferences.ts", "fences", `sandbox: true,`],
  ["shell/preferences.ts", "fences", `contextIsolation: true,`],
  ["shell/preferences.ts", "fences", `webSecurity: true,`],
  ["shell/preferences.ts", "fences", `navigateOnDragDrop: false,`],
  ["shell/preferences.ts", "fences", `spellcheck: false,`],
  ["shell/listen.ts", "listen", `if (!isOurPage(event, ears.known())) throw new Error("refused");`],
  ["shell/listen.ts", "listen", `known.includes(event.sender) && `],
  ["shell/listen.ts", "listen", `frame.parent === null && `],
  ["shell/listen.ts", "listen", ` && isIndex(frame.url)`],
  ["shell/listen.ts", "listen", ` || !isPlain(words[0])`],
  ["shell/listen.ts", "listen", `Object.hasOwn(contract, request.data.call)`, `request.data.call in contract`],
  ["shell/listen.ts", "listen", `{ ...(input as object), files }`, `{ files, ...(input as object) }`],
  ["shell/envelope.ts", "listen", ` || next.depth > caps.depth`],
  ["shell/envelope.ts", "listen", `if (characters > caps.characters) return false;`],
  ["shell/envelope.ts", "listen", `if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;`],
  ["shell/envelope.ts", "listen", `if (names.includes("__proto__")) return undefined;`],
  ["shell/idleLock.ts", "terminal", `power.on("lock-screen", lock);`],
  ["shell/idleLock.ts", "terminal", `power.on("suspend", lock);`],
  ["shell/idleLock.ts", "terminal", `power.on("shutdown", lock);`],
  ["shell/idleLock.ts", "terminal", `if (idle && !locked) lock();`],
  ["shell/keystore.ts", "terminal", `"basic_text", `],
  ["shell/incidents.ts", "terminal", `plain(error.name)`, `error.message`],
  ["shell/menu.ts", "terminal", `packaged ? [] : `],
  ["shell/parserProcess.ts", "terminal", `SystemRoot === undefined ? {} : { SystemRoot }`, `process.env`],
  ["shell/parserProcess.ts", "terminal", `port.on("close", end);`],
  ["shell/arguments.ts", "terminal", `remote-debugging|`],
  ["shell/coreThread.ts", "coreThread", `fates.signedOut();`],
  ["main.ts", "source", `app.enableSandbox();`],
  ["main.ts", "source", `app.on("session-created", fenceSession);`],
  ["main.ts", "source", `app.on("web-contents-created", (_event, contents) => holdNavigation(contents));`],
  ["main.ts", "source", `!app.requestSingleInstanceLock()`, `false`],
  ["preload.ts", "source", `Object.freeze(wardkeep)`, `wardkeep`],
];

/** Runs one test file of a copy of the shell; fulfilled with true when it passed. */
function passes(folder: string, name: string): Promise<boolean> {
  const child = spawn(process.execPath, ["--test", join(folder, "electron", "shell", `${name}.test.ts`)], {
    cwd: folder,
    stdio: "ignore",
    timeout: 60_000, // a test that hangs without the line has missed it too
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("NODE_TEST"))),
  });
  return new Promise((done) => child.once("exit", (code) => done(code === 0)));
}

suite("taken out, it is missed:", { concurrency: 2 }, () => {
  let folder = "";
  let copies = 0;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wardkeep-removal-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function copy(): string {
    const place = join(folder, String(copies++));
    mkdirSync(join(place, "electron"), { recursive: true });
    for (const name of ["package.json", "shared", "electron"]) {
      cpSync(join(root, name), join(place, name), {
        recursive: true,
        filter: (path) => !path.includes("removal.test"),
      });
    }
    for (const name of ["node_modules", "renderer"]) symlinkSync(join(root, name), join(place, name), "junction");
    return place;
  }

  for (const [file, name, out, instead = ""] of controls) {
    test(`${file}: ${out}`, async () => {
      const place = copy();
      const path = join(place, "electron", file);
      const text = readFileSync(path, "utf8");
      assert.ok(text.includes(out), "the line is no longer there");
      writeFileSync(
        path,
        text.replace(out, () => instead),
      );
      assert.equal(await passes(place, name), false, `${name}.test.ts passes without it`);
      rmSync(place, { recursive: true });
    });
  }

  test("and nothing is missed in a copy that is whole", async () => {
    const place = copy();
    for (const name of ["page", "fences", "listen", "terminal", "coreThread", "source"])
      assert.ok(await passes(place, name), name);
  });
});
