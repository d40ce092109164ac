import assert from "node:assert/strict";
import { beforeEach, suite, test } from "node:test";
import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron/main";
import type { CallReply, CallRequest } from "#shared/contract/index.ts";
import { caps, isPlain } from "./envelope.ts";
import { listen } from "./listen.ts";

const url = "app://wardkeep/index.html";
type Heard = (event: IpcMainInvokeEvent, ...words: unknown[]) => Promise<CallReply>;

/** Web contents as far as a listener sees them; Electron's own are tried in e2e. */
const contentsAt = (address: string): WebContents =>
  ({ mainFrame: { url: address, parent: null } }) as unknown as WebContents;
const from = (sender: WebContents, senderFrame: unknown = sender.mainFrame): IpcMainInvokeEvent =>
  ({ sender, senderFrame }) as unknown as IpcMainInvokeEvent;

suite("the one listener", () => {
  const ours = contentsAt(url);
  let passed: CallRequest[] = [];
  let chosen: { canceled: boolean; filePaths: string[] };
  let heard: Heard;
  const channels: string[] = [];
  beforeEach(() => {
    passed = [];
    chosen = { canceled: false, filePaths: ["/chosen/by/the/person.json"] };
    listen({
      ipcMain: {
        handle: (channel: string, listener: Heard) => {
          channels.push(channel);
          heard = listener;
        },
      } as unknown as IpcMain,
      dialog: { showOpenDialog: () => Promise.resolve(chosen) },
      known: () => [ours],
      pass: (request) => {
        passed.push(request);
        return Promise.resolve({ value: {} } as CallReply);
      },
      filesDialog: {},
    });
  });
  const request = (call: string, input: unknown = {}): CallRequest => ({
    contract: 1,
    call,
    session: null,
    purpose: null,
    input,
  });
  const code = async (reply: Promise<CallReply>): Promise<string> => {
    const settled = await reply;
    return "refusal" in settled ? settled.refusal.code : "passed";
  };

  test("passes a request of our page on", async () => {
    assert.equal(await code(heard(from(ours), request("vault.state"))), "passed");
    assert.deepEqual(passed, [request("vault.state")]);
    assert.ok(channels.every((channel) => channel === "wardkeep:call"));
  });

  const strangers: [string, IpcMainInvokeEvent][] = [
    ["of web contents that we did not make", from(contentsAt(url))],
    ["of a frame inside our page", from(ours, { url, parent: ours.mainFrame })],
    ["of a frame that has gone", from(ours, null)],
  ];
  for (const [who, event] of strangers) {
    test(`refuses a message ${who}`, async () => {
      await assert.rejects(heard(event, request("vault.state")));
      assert.deepEqual(passed, []);
    });
  }
  test("refuses our window while it shows another address", async () => {
    for (const address of [
      "https://example.org/",
      "app://wardkeep.evil/index.html",
      "app://wardkeep/other.html",
      "about:blank",
    ]) {
      const moved = ours as unknown as { mainFrame: { url: string; parent: null } };
      const before = moved.mainFrame;
      moved.mainFrame = { url: address, parent: null };
      await assert.rejects(heard(from(ours), request("vault.state")), address);
      moved.mainFrame = before;
    }
    assert.deepEqual(passed, []);
  });

  test("refuses what does not have the shape of a request", async () => {
    const shapes: unknown[][] = [
      [], ["vault.state"], [request("vault.state"), 1], [null], [{ ...request("vault.state"), more: 1 }],
      [{ ...request("vault.state"), contract: 2 }], [{ ...request("vault.state"), purpose: "FUN" }],
      [request("vault.state", new Map())], [request("vault.state", { at: new Date() })], [request("x".repeat(61))],
    ]; // prettier-ignore
    for (const words of shapes) assert.equal(await code(heard(from(ours), ...words)), "malformedCall");
    assert.deepEqual(passed, []);
  });

  test("refuses a call that the contract does not have, inherited names too", async () => {
    for (const name of ["vault.destroy", "constructor", "__proto__", "toString"]) {
      assert.equal(await code(heard(from(ours), request(name))), "unknownCall");
    }
    assert.deepEqual(passed, []);
  });

  test("replaces the paths a page names by what the person chose", async () => {
    await heard(from(ours), request("import.start", { files: ["/etc/passwd"], unit: "Ward 1" }));
    assert.deepEqual(passed[0]?.input, { files: ["/chosen/by/the/person.json"], unit: "Ward 1" });
  });

  test("passes nothing on when the person cancels", async () => {
    chosen = { canceled: true, filePaths: [] };
    assert.equal(await code(heard(from(ours), request("import.start", { files: ["/etc/passwd"] }))), "cancelled");
    assert.deepEqual(passed, []);
  });
});

suite("an envelope", () => {
  test("is plain JSON", () => {
    assert.ok(isPlain({ a: [1, "x", null, true, { b: undefined }] }));
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const shared = JSON.parse('{"__proto__": {"admin": true}}') as unknown;
    for (const value of [
      new Map(),
      new Set(),
      new Date(),
      /x/,
      new Uint8Array(1),
      1n,
      Number.NaN,
      cycle,
      shared,
      new Error("x"),
    ]) {
      assert.equal(isPlain({ value }), false);
    }
  });
  test("is refused over its caps, whatever its depth, without overflowing", () => {
    let deep: unknown = 0;
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    assert.equal(isPlain(deep), false);
    let just: unknown = 0;
    for (let depth = 0; depth < caps.depth; depth++) just = [just];
    assert.ok(isPlain(just));
    assert.equal(isPlain([just]), false);
    assert.equal(isPlain("x".repeat(caps.characters + 1)), false);
    assert.equal(isPlain({ ["x".repeat(caps.characters + 1)]: 1 }), false);
    assert.equal(isPlain(Array.from({ length: caps.values + 1 }, () => 0)), false);
  });
});
