import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { suite, test } from "node:test";
import type { Session, WebContents } from "electron/main";
import { holdNavigation } from "./navigation.ts";
import { pagePreferences } from "./preferences.ts";
import { fenceSession } from "./sessions.ts";

/** An Electron object that writes down what it is asked for; Electron itself needs a display and is tried in e2e. */
function recording(): EventEmitter & { asked: Map<string, unknown> } {
  const asked = new Map<string, unknown>();
  const object: EventEmitter = Object.assign(new EventEmitter(), { asked });
  return new Proxy(object, {
    get: (target, name) =>
      typeof name === "symbol" || name in target
        ? Reflect.get(target, name)
        : (argument: unknown) => void asked.set(name, argument),
  }) as EventEmitter & { asked: Map<string, unknown> };
}

/** Emits an event and tells whether it was prevented. */
function prevented(emitter: EventEmitter, name: string, details: object, ...more: unknown[]): boolean {
  let stopped = false;
  emitter.emit(name, { ...details, preventDefault: () => (stopped = true) }, ...more);
  return stopped;
}

suite("every session", () => {
  const session = recording();
  const webRequest = new Map<
    string,
    (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void
  >();
  Object.assign(session, { webRequest: { onBeforeRequest: (listener: never) => webRequest.set("before", listener) } });
  fenceSession(session as unknown as Session);
  const handler = (name: string): ((...words: unknown[]) => unknown) => {
    const found = session.asked.get(name);
    assert.equal(typeof found, "function", `${name} is not set`);
    return found as (...words: unknown[]) => unknown;
  };

  test("denies a permission that is checked", () => {
    assert.equal(handler("setPermissionCheckHandler")(null, "media", "app://wardkeep", {}), false);
  });
  test("denies a permission that is requested", () => {
    const given: unknown[] = [];
    handler("setPermissionRequestHandler")({}, "geolocation", (answer: unknown) => given.push(answer), {});
    assert.deepEqual(given, [false]);
  });
  test("denies devices", () => {
    assert.equal(handler("setDevicePermissionHandler")({ deviceType: "hid" }), false);
  });
  test("denies the capture of the screen", () => {
    const given: unknown[] = [];
    handler("setDisplayMediaRequestHandler")({}, (streams: unknown) => given.push(streams));
    assert.deepEqual(given, [null]);
  });
  test("denies Bluetooth pairing", () => {
    const given: unknown[] = [];
    handler("setBluetoothPairingHandler")({}, (answer: unknown) => given.push(answer));
    assert.deepEqual(given, [{ confirmed: false }]);
  });
  test("keeps every USB class protected", () => {
    assert.deepEqual(handler("setUSBProtectedClassesHandler")({ protectedClasses: ["audio", "hid"] }), [
      "audio",
      "hid",
    ]);
  });
  for (const event of ["select-hid-device", "select-serial-port", "select-usb-device"]) {
    test(`chooses no device at ${event}`, () => {
      const given: unknown[] = [];
      assert.ok(prevented(session, event, {}, {}, (device: unknown) => given.push(device)));
      assert.deepEqual(given, [""]);
    });
  }
  test("downloads nothing", () => assert.ok(prevented(session, "will-download", {})));
  test("has no spell checker", () => assert.equal(session.asked.get("setSpellCheckerEnabled"), false));
  test("cancels every request but those for our page", () => {
    const cancelled = (url: string): boolean | undefined => {
      let answer: boolean | undefined;
      webRequest.get("before")?.({ url }, ({ cancel }) => (answer = cancel));
      return answer;
    };
    assert.equal(cancelled("app://wardkeep/index.html"), false);
    for (const url of [
      "https://example.org/",
      "http://127.0.0.1/",
      "ws://localhost/",
      "file:///etc/passwd",
      "app://other/",
    ]) {
      assert.equal(cancelled(url), true, url);
    }
  });
});

suite("every web contents", () => {
  const contents = recording();
  holdNavigation(contents as unknown as WebContents);
  const elsewhere = [
    "https://example.org/",
    "file:///etc/passwd",
    "data:text/html,x",
    "about:blank",
    "app://wardkeep/other.html",
  ];

  for (const url of elsewhere) {
    test(`does not navigate to ${url}`, () => assert.ok(prevented(contents, "will-navigate", { url })));
    test(`is not redirected to ${url}`, () => assert.ok(prevented(contents, "will-redirect", { url })));
    test(`does not navigate a frame to ${url}`, () => {
      assert.ok(prevented(contents, "will-frame-navigate", { url, isMainFrame: true }));
    });
  }
  test("may load its own document again", () => {
    assert.equal(prevented(contents, "will-navigate", { url: "app://wardkeep/index.html" }), false);
  });
  test("has no frames, not even of our document", () => {
    assert.ok(prevented(contents, "will-frame-navigate", { url: "app://wardkeep/index.html", isMainFrame: false }));
  });
  test("attaches no webview", () => assert.ok(prevented(contents, "will-attach-webview", {})));
  test("opens no window", () => {
    const decide = contents.asked.get("setWindowOpenHandler");
    assert.equal(typeof decide, "function");
    assert.deepEqual((decide as (details: object) => unknown)({ url: "app://wardkeep/index.html" }), {
      action: "deny",
    });
  });
});

test("a page is given a sandbox and nothing of Node", () => {
  const { session: _session, preload: _preload, ...rest } = pagePreferences({} as Session, "/preload.cjs", false);
  assert.deepEqual(rest, {
    devTools: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    plugins: false,
    autoplayPolicy: "document-user-activation-required",
    disableDialogs: true,
  });
});
