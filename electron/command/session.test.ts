import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { createCore } from "#core";
import { systemClock } from "#shared/clock.ts";
import type { CoreEvent } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { foundVault, importAll, testSetting } from "./testVault.ts";

const vault = await foundVault();
const folder = mkdtempSync(join(tmpdir(), "wardkeep-session-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const refuses =
  (code: string, facts: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code);
    for (const [name, value] of Object.entries(facts)) assert.equal(error.facts[name], value);
    return true;
  };

function file(name: string, patients: number): string {
  const lines = Array.from({ length: patients }, (_, at) =>
    JSON.stringify({ resourceType: "Patient", id: `${name}${at}`, name: [{ family: `${name}${at}` }] }),
  );
  writeFileSync(join(folder, `${name}.ndjson`), lines.join("\n"));
  return join(folder, `${name}.ndjson`);
}

/** A core of its own, spoken to as the page does: with a token in each request. */
async function openCore(t: TestContext, user: string) {
  const events: CoreEvent[] = [];
  const faults: unknown[] = [];
  const core = createCore({
    folder: vault.folder,
    clock: systemClock,
    keystore: { protects: false, wrap: async () => undefined, unwrap: async () => undefined },
    openParser: testSetting.openParser,
    noteFault: (error) => void faults.push(error),
  });
  t.after(() => core.close());
  core.listen((event) => void events.push(event));
  const ask = (call: string, input: unknown, session: string | null, purpose: string | null = null) =>
    core.call({ contract: 1, call, session, purpose, input });
  await ask("terminal.open", { terminalPassphrase: vault.terminalPassphrase }, null);
  const reply = await ask("session.signIn", { user, passphrase: vault.passphrase(user) }, null);
  const { session } = (reply as { value: { session: string } }).value;
  return { ask, session, events, faults };
}
const codeOf = (reply: object): string => (reply as { refusal?: { code: string } }).refusal?.code ?? "none";

test("a locked session opens nothing, and only its own passphrase unlocks it", async (t) => {
  const { ask, session, events } = await openCore(t, "okafor");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, session)), "none");
  await ask("session.lock", {}, session);
  assert.deepEqual(events.at(-1), { event: "session", state: "locked" });
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, session)), "locked");
  assert.equal(codeOf(await ask("session.unlock", { passphrase: vault.passphrase("weber") }, session)), "signInFailed");
  assert.equal(
    codeOf(await ask("session.signIn", { user: "weber", passphrase: vault.passphrase("weber") }, null)),
    "locked",
  );
  const reply = await ask("session.unlock", { passphrase: vault.passphrase("okafor") }, session);
  const token = (reply as { value: { session: string } }).value.session;
  assert.notEqual(token, session);
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, session)), "noSession", "the old token is dead");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, token)), "none");
});

test("a stranger's token, no token, an unknown call and a malformed one are refused", async (t) => {
  const { ask, session } = await openCore(t, "okafor");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, "0".repeat(32))), "noSession");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, null)), "noSession");
  assert.equal(codeOf(await ask("toString", {}, session)), "unknownCall");
  assert.equal(codeOf(await ask("patient.list", { from: -1, limit: 1 }, session)), "malformedCall");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1, extra: 1 }, session)), "malformedCall");
  assert.equal(codeOf(await ask("people.add", { name: "X", role: "clerk" }, session)), "wrongPort");
  assert.equal(codeOf(await ask("patient.list", { from: 0, limit: 1 }, session, "CURIOSITY")), "malformedCall");
});

test("an import pauses at lock, goes on with the next keys, and sign-out asks before it cancels", async (t) => {
  const { ask, session, faults } = await openCore(t, "okafor");
  const path = file("Waiting", 3_000);
  await ask("import.start", { files: [path], unit: "Medicine" }, session);
  await ask("session.lock", {}, session);
  const paused = (await ask("job.list", {}, session)) as { value: { jobs: { state: string; kind: string }[] } };
  assert.ok(paused.value.jobs.some(({ state, kind }) => state === "paused" && kind === "import"));
  const unlocked = await ask("session.unlock", { passphrase: vault.passphrase("okafor") }, session);
  const token = (unlocked as { value: { session: string } }).value.session;
  const asked = (await ask("session.signOut", { cancelJobs: false }, token)) as { value: { signedOut: boolean } };
  assert.equal(asked.value.signedOut, false);
  const left = (await ask("session.signOut", { cancelJobs: true }, token)) as { value: { signedOut: boolean } };
  assert.equal(left.value.signedOut, true);
  assert.equal(codeOf(await ask("job.list", {}, token)), "noSession");
  assert.deepEqual(faults, []);
});

test("who treats the patient reads, who does not is refused; both are in the log of the privacy officer", async (t) => {
  const physician = await vault.as("okafor", t);
  await importAll(physician, [file("Treated", 1)], "Medicine");
  const { patients } = await physician.call("patient.find", { text: "Treated0" });
  const patientId = patients[0]?.patientId ?? "";
  await physician.call("chart.read", { patientId: patientId as never });
  await physician.close();
  const other = await vault.as("haas", t);
  const chart = await other.call("chart.read", { patientId: patientId as never }).catch((error: unknown) => error);
  const closed = chart instanceof Refusal ? chart.facts["rule"] : undefined;
  await other.close();
  const officer = await vault.as("vogt", t);
  const { events } = await officer.call("log.read", { limit: 200 });
  const read = events.find(({ kind, detail }) => kind === "read" && detail["call"] === "chart.read");
  assert.equal(read?.person, closed === undefined ? "Dr Haas" : "Dr Okafor");
  assert.equal(read?.detail["patientId"], patientId);
  if (closed !== undefined)
    assert.ok(events.some(({ kind, detail }) => kind === "denied" && detail["rule"] === closed));
  assert.ok(!JSON.stringify(events).includes("Treated0"), "the log holds no name");
  await assert.rejects(officer.call("people.add", { name: "X", role: "clerk" }), refuses("notAllowed"));
  await officer.close();
  const physicianAgain = await vault.as("weber", t);
  await assert.rejects(physicianAgain.call("log.read", { limit: 1 }), refuses("wrongPort"));
});

test("a vault set back to yesterday is read, never written, and verify says so", async (t) => {
  const { cpSync } = await import("node:fs");
  const yesterday = join(folder, "yesterday");
  cpSync(vault.folder, yesterday, { recursive: true });
  const clerk = await vault.as("lind", t);
  await importAll(clerk, [file("Today", 2)]);
  await clerk.close();
  for (const name of ["vault.db", "vault.db-wal"]) rmSync(join(vault.folder, name), { force: true });
  cpSync(join(yesterday, "vault.db"), join(vault.folder, "vault.db"));
  const again = await vault.as("lind", t);
  assert.equal((await again.call("vault.state", {})).state, "readOnly");
  await assert.rejects(importAll(again, [file("Later", 1)]), refuses("vaultReadOnly"));
  const { problems } = await again.call("vault.verify", {});
  assert.ok(problems.some(({ kind }) => kind === "rollback"));
});
