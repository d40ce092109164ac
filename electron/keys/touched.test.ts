import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { openLog } from "#audit/log.ts";
import { verifyVault } from "#audit/verify.ts";
import { floor } from "#crypto/passphrase.ts";
import { migrations } from "#vault/migrations.ts";
import { systemClock } from "#shared/clock.ts";
import { enrolPerson } from "./enrolment.ts";
import { storePerson } from "./people.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();

const logOf = (open: OpenClinic) => {
  const { organisation, id, vaultId, sign, anchorMac } = open.terminal;
  const { vault, folder } = open;
  return openLog({ vault, folder, organisation, terminal: id, vaultId, sign, anchorMac, clock: systemClock });
};
const schema = migrations.flatMap((step) => step.split(";")).map((sql) => sql.trim());
const problemsOf = async (open: OpenClinic): Promise<string[]> => {
  const { organisation, id, signKey } = open.terminal;
  const { problems } = await verifyVault({ vault: open.vault, organisation, terminal: id, signKey, schema });
  return problems.map((problem) => `${problem.kind} ${problem.where}`);
};

test("the log names every row that a founding wrote", async (t) => {
  const open = await clinic.open(t);
  assert.deepEqual(await problemsOf(open), []);
});

test("the log names every row that rings, handovers, deposits, audit keys, people and grants change", async (t) => {
  const open = await clinic.open(t);
  const log = logOf(open);
  const okafor = await open.signIn("okafor");
  const { seal, touched } = open.vault.commit(() => okafor.auditKey());
  log.sealWith(seal);
  log.commit(() => log.append("signIn", {}, touched));
  const scope = open.scope("Medicine");
  const clinical = open.directory.domain(scope, "clinical");
  assert.ok(clinical !== undefined);
  for (const chart of [randomBytes(16), randomBytes(16)]) {
    log.commit(() => {
      const rings = ["site", scope].flatMap((one) => okafor.ensureRing(chart, one));
      const depositor = okafor.depositor();
      depositor.add(clinical, randomBytes(5_000));
      log.append("change", {}, [...rings, ...okafor.flushHandovers(), ...depositor.flush(open.vault)]);
    });
  }
  for (const user of ["haas", "okafor", "stefan.roth"]) {
    const keyring = await open.signIn(user);
    for (let [next] = keyring.pending(); next !== undefined; [next] = keyring.pending()) {
      const pending = next;
      log.commit(() => log.append("takeIn", {}, keyring.takeDeposits(open.vault, pending).touched));
    }
  }
  assert.equal(open.vault.one<{ n: number }>("SELECT count(*) AS n FROM deposit")?.n, 0);
  const made = await enrolPerson(open, await open.signIn("ada.berg"), { name: "New", role: "clerk" }, "2026", floor);
  log.commit(() => log.append("person", {}, storePerson(open.vault, made)));
  const steward = await open.signIn("stefan.roth");
  open.directory.reload();
  const person = open.directory.byUser("new");
  assert.ok(person !== undefined);
  for (const at of ["2026-01-01", "2026-01-02"]) {
    log.commit(() => log.append("grant", {}, steward.grant(person, at).touched));
  }
  log.close();
  assert.deepEqual(await problemsOf(open), []);
});

test("a grant that is gone, a wrap that was changed and a ring row that was slipped in are named", async (t) => {
  const open = await clinic.open(t);
  open.vault.run('DELETE FROM "grant" WHERE rowid = 3');
  open.vault.run("UPDATE person SET wrap = x'00' WHERE user = 'lind'");
  open.vault.run("INSERT INTO ring (number, lookup, epoch, entries) VALUES (9, x'09', 1, x'09')");
  const kinds = (await problemsOf(open)).map((problem) => problem.split(" ").slice(0, 2).join(" "));
  assert.deepEqual(kinds.sort(), ["changed person", "missing grant", "unknown ring"]);
});
