import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, rmSync, existsSync, statSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { MessageChannel } from "node:worker_threads";
import type { PowerMonitor, SafeStorage, UtilityProcess } from "electron/main";
import { lockAfterIdleSeconds } from "#shared/idle.ts";
import { asksForDebugger, parseWishes } from "./arguments.ts";
import { watchIdle } from "./idleLock.ts";
import { openIncidents } from "./incidents.ts";
import { openKeystore } from "./keystore.ts";
import { menuOf } from "./menu.ts";
import { openParser } from "./parserProcess.ts";
import { besideArchive, vaultFolder } from "./places.ts";
import { makeScratch, wipeScratch } from "./scratch.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((done) => void setTimeout(done, milliseconds));

suite("the idle lock", () => {
  const start = (): { power: EventEmitter; idle: (seconds: number) => void; locks: () => number; stop: () => void } => {
    let seconds = 0;
    let locks = 0;
    const power = Object.assign(new EventEmitter(), { getSystemIdleTime: () => seconds });
    const stop = watchIdle({ power: power as unknown as PowerMonitor, lock: () => void locks++, every: 5 });
    return { power, idle: (next) => (seconds = next), locks: () => locks, stop };
  };
  for (const event of ["lock-screen", "suspend", "shutdown"]) {
    test(`locks at ${event}`, (t) => {
      const watch = start();
      t.after(watch.stop);
      watch.power.emit(event);
      assert.equal(watch.locks(), 1);
    });
  }
  test("locks once when nobody has touched the terminal for five minutes, and again after the next absence", async (t) => {
    assert.equal(lockAfterIdleSeconds, 300);
    const watch = start();
    t.after(watch.stop);
    watch.idle(299);
    await pause(30);
    assert.equal(watch.locks(), 0);
    watch.idle(300);
    await pause(60);
    assert.equal(watch.locks(), 1);
    watch.idle(0);
    await pause(30);
    watch.idle(301);
    await pause(30);
    assert.equal(watch.locks(), 2);
  });
});

suite("the keystore", () => {
  const storage = (backend: string, available = true): SafeStorage =>
    ({
      isAsyncEncryptionAvailable: () => Promise.resolve(available),
      getSelectedStorageBackend: () => backend,
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`box:${text}`)),
      decryptStringAsync: (box: Buffer) => Promise.resolve({ shouldReEncrypt: true, result: box.toString().slice(4) }),
    }) as unknown as SafeStorage;

  test("wraps and unwraps a seed where the system protects it", async () => {
    const keystore = await openKeystore(storage("gnome_libsecret"), "linux");
    assert.ok(keystore.protects);
    const seed = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
    const wrapped = await keystore.wrap(seed);
    assert.ok(wrapped);
    assert.deepEqual(new Uint8Array((await keystore.unwrap(wrapped)) ?? []), seed);
  });
  for (const backend of ["basic_text", "unknown"]) {
    test(`keeps nothing in a Linux back end that protects nothing: ${backend}`, async () => {
      const keystore = await openKeystore(storage(backend), "linux");
      assert.equal(keystore.protects, false);
      assert.equal(await keystore.wrap(new Uint8Array(32)), undefined);
    });
  }
  test("keeps nothing when the system offers none", async () => {
    assert.equal((await openKeystore(storage("", false), "win32")).protects, false);
  });
});

suite("the parser process", () => {
  const start = (): {
    child: EventEmitter & { said: unknown[]; killed: number; env: object };
    port: MessageChannel;
  } => {
    const child = Object.assign(new EventEmitter(), { said: [] as unknown[], killed: 0, env: {} });
    const channel = new MessageChannel();
    openParser(
      (_file, _words, how) => {
        child.env = how.env;
        return Object.assign(child, {
          postMessage: (message: unknown) => child.said.push(message),
          kill: () => Boolean(++child.killed),
        }) as unknown as UtilityProcess;
      },
      "parser.js",
      channel.port2,
    );
    return { child, port: channel };
  };
  test("hears and answers through the port", async () => {
    const { child, port } = start();
    const heard: unknown[] = [];
    port.port1.on("message", (message) => heard.push(message));
    port.port1.postMessage({ file: "a.json" });
    child.emit("message", { entry: 1 });
    await pause(20);
    assert.deepEqual(child.said, [{ file: "a.json" }]);
    assert.deepEqual(heard, [{ entry: 1 }]);
    port.port1.close();
  });
  test("ends with the port, and the port with it", async () => {
    const first = start();
    first.port.port1.close();
    await pause(20);
    assert.equal(first.child.killed, 1);
    const second = start();
    const closed = new Promise((done) => second.port.port1.on("close", () => done("closed")));
    second.child.emit("exit", 1);
    assert.equal(await closed, "closed");
  });
  test("is given no environment of ours", () => {
    process.env["WARDKEEP_TEST_WORD"] = "word";
    const { child, port } = start();
    assert.ok(!("WARDKEEP_TEST_WORD" in child.env) && !("PATH" in child.env));
    port.port1.close();
    delete process.env["WARDKEEP_TEST_WORD"];
  });
});

suite("the program's own words", () => {
  test("name a vault and a language", () => {
    assert.deepEqual(parseWishes(["--vault", "here", "--lang=zh-CN"], "/ward"), {
      vault: "/ward/here",
      language: "zh-CN",
      command: undefined,
    });
    assert.deepEqual(parseWishes(["--vault=/there"], "/ward"), {
      vault: "/there",
      language: undefined,
      command: undefined,
    });
  });
  test("are a command of the command line when the first of them is one", () => {
    assert.deepEqual(parseWishes(["verify", "--vault", "x"], "/").command, ["verify", "--vault", "x"]);
    assert.equal(parseWishes(["--vault", "verify"], "/").command, undefined);
    assert.equal(parseWishes(["somefile.json"], "/").command, undefined);
    assert.deepEqual(parseWishes(["--help"], "/").command, ["--help"]);
  });
  test("are refused when they would hand the program to a debugger", () => {
    for (const word of [
      "--inspect",
      "--inspect=0",
      "--inspect-brk=9229",
      "--remote-debugging-port=0",
      "--remote-debugging-pipe",
      "--js-flags=--x",
    ]) {
      assert.ok(asksForDebugger(["--vault", "x", word]), word);
    }
    assert.equal(asksForDebugger(["--vault", "inspect", "--lang=en"]), false);
  });
});

suite("places", () => {
  test("the vault lies where each system keeps an account's own data", () => {
    assert.equal(vaultFolder({ platform: "linux", home: "/home/a", env: {} }), "/home/a/.local/share/wardkeep");
    assert.equal(
      vaultFolder({ platform: "linux", home: "/home/a", env: { XDG_DATA_HOME: "/data" } }),
      "/data/wardkeep",
    );
    assert.equal(
      vaultFolder({ platform: "linux", home: "/home/a", env: { XDG_DATA_HOME: "data" } }),
      "/home/a/.local/share/wardkeep",
    );
    assert.equal(
      vaultFolder({ platform: "win32", home: "C:\\U\\a", env: { LOCALAPPDATA: "C:\\L" } }),
      "C:\\L\\Wardkeep\\vault",
    );
    assert.equal(
      vaultFolder({ platform: "darwin", home: "/Users/a", env: {} }),
      "/Users/a/Library/Application Support/Wardkeep/vault",
    );
  });
  test("a thread starts from beside the archive", () => {
    assert.equal(
      besideArchive(join("/opt", "app.asar"), "core.worker.js"),
      join("/opt", "app.asar.unpacked", "out", "core.worker.js"),
    );
    assert.equal(besideArchive("/src", "core.worker.js"), join("/src", "out", "core.worker.js"));
  });
  test("the scratch folder is private, new at each start, and gone at the end", () => {
    const parent = mkdtempSync(join(tmpdir(), "wardkeep-scratch-"));
    const left = join(parent, "wardkeep-session-left");
    mkdirSync(left);
    const scratch = makeScratch(parent);
    assert.equal(existsSync(left), false);
    if (process.platform !== "win32") assert.equal(statSync(scratch).mode & 0o777, 0o700);
    wipeScratch(scratch);
    assert.equal(existsSync(scratch), false);
    rmSync(parent, { recursive: true });
  });
});

test("an incident names where, never what: no message of an error is written", () => {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-incidents-"));
  const incidents = openIncidents(folder);
  const error = Object.assign(new TypeError("Okafor, 1979-03-12"), { code: "ERR_X", patient: "Okafor" });
  const number = incidents.note("core", error);
  incidents.note("core", "Okafor thrown bare");
  incidents.note("core", new Error("x\n    at Okafor:19:79"));
  incidents.note("core", Object.assign(new Error("x"), { name: "Okafor's", code: "Okafor 12" }));
  const text = readFileSync(join(folder, "wardkeep.jsonl"), "utf8");
  assert.match(number, /^[0-9a-f]{8}$/);
  assert.ok(text.includes(number) && text.includes('"name":"TypeError"') && text.includes('"code":"ERR_X"'));
  assert.match(text, /terminal\.test\.ts:\d+:\d+/);
  assert.doesNotMatch(text, /Okafor|1979/);
  rmSync(folder, { recursive: true });
});

suite("the menu", () => {
  const roles = (packaged: boolean, language = "en", platform: NodeJS.Platform = "linux"): string =>
    JSON.stringify(menuOf({ product: "Wardkeep", language, platform, packaged, lock: () => undefined }));
  test("has neither reloading nor developer tools in a packaged app", () => {
    assert.doesNotMatch(roles(true), /reload|devtools/i);
    assert.match(roles(false), /reload.*toggleDevTools/);
  });
  test("speaks both languages throughout", () => {
    assert.match(roles(true, "zh-CN"), /锁定/);
    const labels = JSON.parse(roles(true, "zh-CN")) as { label: string; submenu: { label?: string }[] }[];
    for (const label of labels.flatMap((menu) => [menu.label, ...menu.submenu.flatMap((item) => item.label ?? [])])) {
      assert.match(label, /\p{Script=Han}/u);
    }
  });
  test("puts the application's own menu first on macOS", () => {
    assert.match(roles(true, "en", "darwin"), /^\[\{"label":"Wardkeep"/);
  });
});
