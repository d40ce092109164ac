import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import { createCore } from "#core";
import { systemClock } from "#shared/clock.ts";
import type { CoreEvent } from "#shared/contract/index.ts";
import type { PatientId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Client } from "./client.ts";
import { chartText } from "./decoded.ts";
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
  assert.equal(codeOf(await ask("patient.list", {}, session)), "locked", "whatever the input is");
  assert.equal(codeOf(await ask("session.unlock", { passphrase: vault.passphrase("weber") }, session)), "signInFailed");
  assert.equal(codeOf(await ask("session.signIn", { user: "weber", passphrase: "wrong" }, null)), "locked", "untried");
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

test("who treats the patient reads the chart, who does not sees the person alone, who is on call reads for the house", async (t) => {
  const path = join(folder, "treated.ndjson");
  const lines = [
    { resourceType: "Patient", id: "t", name: [{ family: "Treated" }] },
    { resourceType: "Condition", id: "c", subject: { reference: "Patient/t" }, code: { text: "appendicitis" } },
  ];
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
  const physician = await vault.as("okafor", t);
  await importAll(physician, [path], "Medicine");
  const { patients } = await physician.call("patient.find", { text: "Treated" });
  const patientId = patients[0]?.patientId as PatientId;
  const read = async (client: Client) => {
    const chart = await client.call("chart.read", { patientId });
    await client.close();
    return {
      text: chartText(chart),
      rules: new Map(chart.withheld.map(({ compartment, rule }) => [compartment, rule])),
    };
  };
  assert.match((await read(physician)).text, /appendicitis/);
  const other = await read(await vault.as("haas", t));
  assert.match(other.text, /Treated/);
  assert.doesNotMatch(other.text, /appendicitis/);
  assert.equal(other.rules.get("clinical"), "needs-treating");
  const onCall = await read(await vault.as("zhou", t));
  assert.match(onCall.text, /appendicitis/);
  assert.equal(onCall.rules.get("hiv"), "needs-clearance");

  const officer = await vault.as("vogt", t);
  await assert.rejects(officer.call("people.add", { name: "X", role: "clerk" }), refuses("notAllowed"));
  const { events } = await officer.call("log.read", { limit: 200 });
  const readers = events.filter(({ kind, detail }) => kind === "read" && detail["patientId"] === patientId);
  assert.deepEqual(readers.map(({ person }) => person).toSorted(), ["Dr Haas", "Dr Okafor", "Dr Zhou"]);
  assert.ok(
    events.some(
      ({ kind, person, detail }) => kind === "denied" && person === "Petra Vogt" && detail["call"] === "people.add",
    ),
  );
  assert.ok(!/Treated|appendicitis/.test(JSON.stringify(events)), "the log holds no word of the record");
  await officer.close();
  const weber = await vault.as("weber", t);
  await assert.rejects(weber.call("log.read", { limit: 1 }), refuses("wrongPort"));
  await weber.close();
});

test("of two sign-ins at once one begins, and the other leaves nothing behind", async (t) => {
  const { ask, session } = await openCore(t, "okafor");
  await ask("session.signOut", { cancelJobs: true }, session);
  const signIn = (user: string) => ask("session.signIn", { user, passphrase: vault.passphrase(user) }, null);
  const replies = await Promise.all([signIn("okafor"), signIn("lind")]);
  assert.deepEqual(replies.map(codeOf).toSorted(), ["locked", "none"]);
  const open = replies.find((reply) => codeOf(reply) === "none") as {
    value: { session: string; person: { user: string } };
  };
  await ask("patient.list", { from: 0, limit: 1 }, open.value.session);
  await ask("session.signOut", { cancelJobs: true }, open.value.session);
  const officer = await ask("session.signIn", { user: "vogt", passphrase: vault.passphrase("vogt") }, null);
  const { session: token } = (officer as { value: { session: string } }).value;
  const log = (await ask("log.read", { limit: 8 }, token)) as { value: { events: { kind: string; person: string }[] } };
  const begun = log.value.events.filter(({ kind }) => kind === "signIn");
  assert.equal(begun.length, 3, "okafor's, the one that won, the officer's: the one refused is not in the log");
});

test("reports and jobs end with their session", async (t) => {
  const { ask, session } = await openCore(t, "okafor");
  const started = (await ask("import.start", { files: [file("Ended", 3)] }, session)) as { value: { job: string } };
  const state = async (): Promise<string> => {
    const { value } = (await ask("job.list", {}, session)) as { value: { jobs: { id: string; state: string }[] } };
    return value.jobs.find(({ id }) => id === started.value.job)?.state ?? "";
  };
  while ((await state()) === "running") await new Promise((next) => setTimeout(next, 20));
  assert.equal(await state(), "done");
  await ask("session.signOut", { cancelJobs: true }, session);
  const next = (await ask("session.signIn", { user: "lind", passphrase: vault.passphrase("lind") }, null)) as {
    value: { session: string };
  };
  const report = await ask("import.report", { job: started.value.job }, next.value.session);
  assert.equal(codeOf(report), "notFound");
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
  assert.deepEqual((await again.call("job.list", {})).jobs, [], "an import is refused before it is begun");
  const { patients } = await again.call("patient.list", { from: 0, limit: 1 });
  const patientId = patients[0]?.patientId as PatientId;
  const chart = chartText(await again.call("chart.read", { patientId }));
  const { patient } = JSON.parse(chart) as { patient: Record<string, unknown> };
  const entry = { ...patient, name: [{ family: "Changed" }] };
  await assert.rejects(again.call("entry.amend", { patientId, entry }), refuses("vaultReadOnly"));
  const { problems } = await again.call("vault.verify", {});
  assert.ok(problems.some(({ kind }) => kind === "rollback"));
});
