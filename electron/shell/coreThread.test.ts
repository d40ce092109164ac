import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import type { CallRequest, CoreEvent } from "#shared/contract/index.ts";
import { startCoreThread, type CoreThread } from "./coreThread.ts";

/**
 * A thread that misbehaves as it is told; the real one is tried in e2e. It says its own number, so that a test can see
 * which thread answers: the real core gives no such sign.
 */
const thread = `
  import { parentPort, threadId } from "node:worker_threads";
  const say = (message) => parentPort.postMessage(message);
  const does = {
    "vault.state": () => ({ value: { thread: threadId } }),
    "session.signIn": () => ({ value: { session: "token-of-a-session" } }),
    "session.lock": (request) => (say({ kind: "event", event: { event: "session", state: "locked" } }), { value: { of: request.session } }),
    "session.signOut": () => (say({ kind: "event", event: { event: "session", state: "signedOut" } }), { value: {} }),
    "job.list": () => { throw new Error("Okafor"); },
    "job.cancel": () => process.exit(3),
    "patient.list": () => new Promise(() => {}),
  };
  parentPort.on("message", async ({ kind, id, request }) => {
    if (kind === "close") process.exit(0);
    if (kind !== "call") return;
    try { say({ kind: "reply", id, reply: await does[request.call](request) }); } catch (error) { say({ kind: "fault", id, error }); }
  });
`;

suite("the core's thread", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wardkeep-thread-"));
    writeFileSync(join(folder, "thread.mjs"), thread);
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = (): { core: CoreThread; events: CoreEvent[]; noted: string[] } => {
    const events: CoreEvent[] = [];
    const noted: string[] = [];
    const none = (): Promise<undefined> => Promise.resolve(undefined);
    const core = startCoreThread({
      file: join(folder, "thread.mjs"),
      folder,
      keystore: { protects: false, wrap: none, unwrap: none },
      openParser: () => undefined,
      onEvent: (event) => events.push(event),
      note: (where) => {
        noted.push(where);
        return "0badc0de";
      },
    });
    return { core, events, noted };
  };
  const ask = (core: CoreThread, call: string): Promise<unknown> =>
    core.call({ contract: 1, call, session: null, purpose: null, input: {} } satisfies CallRequest);
  const threadOf = async (core: CoreThread): Promise<number> =>
    ((await ask(core, "vault.state")) as { value: { thread: number } }).value.thread;
  const fault = { refusal: { code: "fault", facts: { incident: "0badc0de" } } };

  test("stays the same while people work, and is a new one after sign-out", async () => {
    const { core, events } = start();
    const first = await threadOf(core);
    assert.equal(await threadOf(core), first);
    assert.deepEqual(await ask(core, "session.signOut"), { value: {} });
    assert.notEqual(await threadOf(core), first);
    assert.deepEqual(events, [{ event: "session", state: "signedOut" }]);
    await core.close();
  });

  test("locks the session it holds, and nothing when nobody is signed in", async () => {
    const { core, events } = start();
    await core.lock();
    assert.deepEqual(events, []);
    await ask(core, "session.signIn");
    await core.lock();
    assert.deepEqual(events, [{ event: "session", state: "locked" }]);
    await core.close();
  });

  test("is replaced when it dies: the waiting call is a fault, the page is told that nobody is signed in", async () => {
    const { core, events, noted } = start();
    const first = await threadOf(core);
    assert.deepEqual(await ask(core, "job.cancel"), fault);
    assert.deepEqual(events, [{ event: "session", state: "signedOut" }]);
    assert.deepEqual(noted, ["core thread"]);
    assert.notEqual(await threadOf(core), first);
    await core.close();
  });

  test("is not started for ever when it dies again and again", async () => {
    const { core } = start();
    for (let death = 0; death < 4; death++) assert.deepEqual(await ask(core, "job.cancel"), fault);
    assert.deepEqual(await ask(core, "vault.state"), fault);
    await core.close();
  });

  test("an error crosses as an incident number only", async () => {
    const { core } = start();
    assert.deepEqual(await ask(core, "job.list"), fault);
    await core.close();
  });

  test("refuses calls once it is closed, those still waiting too", async () => {
    const { core } = start();
    await threadOf(core);
    const waiting = ask(core, "patient.list");
    await core.close();
    const over = { refusal: { code: "noSession", facts: {} } };
    assert.deepEqual(await waiting, over);
    assert.deepEqual(await ask(core, "vault.state"), over);
  });
});
