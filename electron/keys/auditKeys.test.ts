import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAuditKey } from "./auditKeys.ts";
import { foundClinic } from "./testClinic.ts";

const clinic = await foundClinic();
const place = Buffer.from("log body 7");
const body = Buffer.from('{"chart":"00"}');

test("a session's bodies are read by the auditor and by their own person, also later, and by nobody else", async (t) => {
  const open = await clinic.open(t);
  const okafor = await open.signIn("okafor");
  const { seal, touched } = open.vault.commit(() => okafor.auditKey());
  assert.equal(touched.length, 1);
  const sealed = seal.seal(place, body);
  okafor.close();
  assert.equal(okafor.openAudit(seal.keyId, place, sealed), undefined, "not by a session that is over");
  for (const [user, reads] of [
    ["vogt", true],
    ["okafor", true],
    ["stefan.roth", true],
    ["haas", false],
    ["lind", false],
    ["ada.berg", false],
  ] as const) {
    const keyring = await open.signIn(user);
    assert.deepEqual(keyring.openAudit(seal.keyId, place, sealed), reads ? body : undefined, user);
    keyring.close();
  }
});

test("what the terminal notes before anyone signs in is the auditor's alone", async (t) => {
  const open = await clinic.open(t);
  const { organisation } = open.terminal;
  const { seal } = open.vault.commit(() => makeAuditKey(open.vault, organisation, open.directory));
  const sealed = seal.seal(place, body);
  assert.deepEqual((await open.signIn("vogt")).openAudit(seal.keyId, place, sealed), body);
  assert.equal((await open.signIn("okafor")).openAudit(seal.keyId, place, sealed), undefined);
});

test("a body in another place, a changed one, and one of a key put in another's name do not open", async (t) => {
  const open = await clinic.open(t);
  const [okafor, lind] = [await open.signIn("okafor"), await open.signIn("lind")];
  const { seal } = open.vault.commit(() => okafor.auditKey());
  const sealed = seal.seal(place, body);
  assert.equal(okafor.openAudit(seal.keyId, Buffer.from("log body 8"), sealed), undefined);
  const changed = Buffer.from(sealed);
  changed[20] = (changed[20] ?? 0) ^ 1;
  assert.equal(okafor.openAudit(seal.keyId, place, changed), undefined);
  open.vault.run("UPDATE audit_key SET person = ?", Buffer.from(lind.person.id, "hex"));
  for (const user of ["lind", "okafor", "vogt"]) {
    assert.equal((await open.signIn(user)).openAudit(seal.keyId, place, sealed), undefined, user);
  }
});
