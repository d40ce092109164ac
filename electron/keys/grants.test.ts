import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { decode, encode } from "#crypto/bytes.ts";
import { idBytes } from "#shared/ids.ts";
import { bytesOf, type Sign } from "./entry.ts";
import { grantedPeople, makeGrant, type Recipient } from "./grants.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();

interface GrantRow {
  id: Buffer;
  person: Buffer;
  entry: Buffer;
  sealed: Buffer;
}
const recipientOf = (open: OpenClinic, user: string): Recipient => {
  const person = open.directory.byUser(user);
  assert.ok(person !== undefined);
  return { id: idBytes(person.id), role: person.role, kemKey: person.kemKey };
};
function grantOf(open: OpenClinic, user: string): GrantRow {
  const sql = 'SELECT id, person, entry, sealed FROM "grant" WHERE person = ?';
  const row = open.vault.one<GrantRow>(sql, recipientOf(open, user).id);
  assert.ok(row !== undefined);
  return row;
}
const insert = (open: OpenClinic, row: GrantRow): void => {
  const sql = 'INSERT INTO "grant" (id, person, entry, sealed) VALUES (?, ?, ?, ?)';
  open.vault.run(sql, row.id, row.person, row.entry, row.sealed);
};
const remove = (open: OpenClinic, user: string): void => {
  open.vault.run('DELETE FROM "grant" WHERE person = ?', recipientOf(open, user).id);
};
/** What a person's session holds, and what it reports. */
async function outcome(open: OpenClinic, user: string): Promise<{ holds: number; problems: string[] }> {
  const keyring = await open.signIn(user);
  const result = { holds: keyring.holdings.length, problems: keyring.problems.map((problem) => problem.kind) };
  keyring.close();
  return result;
}
/** A key the attacker knows, in the name of a domain. */
const planted = (open: OpenClinic) => {
  const domain = open.directory.domain(open.scope("Medicine"), "clinical");
  assert.ok(domain !== undefined);
  return { ...domain, id: bytesOf(domain.id), secret: randomBytes(32) };
};
const now = new Date().toISOString();

test("a grant that no steward signed opens nothing and is named", async (t) => {
  const open = await clinic.open(t);
  for (const [author, claimed] of [
    ["lind", "lind"],
    ["ada.berg", "ada.berg"],
    ["lind", "stefan.roth"],
  ] as const) {
    const signer = await open.signIn(author);
    const sign: Sign = (text) => signer.sign(text);
    const steward = { id: recipientOf(open, claimed).id, sign };
    makeGrant(open.vault, open.terminal.organisation, recipientOf(open, "sato"), [planted(open)], steward, now);
    assert.deepEqual(await outcome(open, "sato"), { holds: 0, problems: ["grantIgnored"] });
  }
});

test("a steward's grant of a key that no domain has published opens nothing and is named", async (t) => {
  const open = await clinic.open(t);
  const steward = await open.signIn("stefan.roth");
  const signatory = { id: idBytes(steward.person.id), sign: (text: Uint8Array) => steward.sign(text) };
  makeGrant(open.vault, open.terminal.organisation, recipientOf(open, "sato"), [planted(open)], signatory, now);
  assert.deepEqual(await outcome(open, "sato"), { holds: 0, problems: ["grantIgnored"] });
});

test("a grant put in another person's name opens nothing", async (t) => {
  const open = await clinic.open(t);
  const okafor = grantOf(open, "okafor");
  remove(open, "lind");
  insert(open, { ...okafor, id: randomBytes(16), person: Buffer.from(recipientOf(open, "lind").id) });
  assert.deepEqual(await outcome(open, "lind"), { holds: 0, problems: ["grantIgnored"] });
});

test("a grant whose header was edited opens nothing", async (t) => {
  const open = await clinic.open(t);
  const grant = grantOf(open, "okafor");
  const [json, signature] = decode(grant.entry) as [Buffer, Buffer];
  const header = JSON.parse(json.toString()) as { person: string; kem: string; role: string };
  const lind = open.directory.byUser("lind");
  const { kem } = JSON.parse((decode(grantOf(open, "lind").entry)[0] ?? Buffer.alloc(0)).toString()) as { kem: string };
  for (const change of [
    { role: "steward" },
    { at: "2099-01-01T00:00:00.000Z" },
    { person: lind?.id, kem, role: "clerk" },
  ]) {
    const entry = encode(Buffer.from(JSON.stringify({ ...header, ...change })), signature);
    const user = "person" in change ? "lind" : "okafor";
    remove(open, user);
    insert(open, { ...grant, person: Buffer.from(recipientOf(open, user).id), entry });
    assert.deepEqual(await outcome(open, user), { holds: 0, problems: ["grantIgnored"] });
    open.vault.run('DELETE FROM "grant" WHERE id = ?', grant.id);
  }
});

test("a grant whose sealed part was changed opens nothing", async (t) => {
  const open = await clinic.open(t);
  const other = grantOf(open, "haas");
  open.vault.run('UPDATE "grant" SET sealed = ? WHERE person = ?', other.sealed, recipientOf(open, "okafor").id);
  assert.deepEqual(await outcome(open, "okafor"), { holds: 0, problems: ["grantIgnored"] });
});

test("a grant replayed under another id, or put back beside a newer one, adds nothing and is named", async (t) => {
  const open = await clinic.open(t);
  const before = grantOf(open, "okafor");
  insert(open, { ...before, id: randomBytes(16) });
  const okafor = await outcome(open, "okafor");
  assert.deepEqual(okafor, { holds: okafor.holds, problems: ["grantIgnored"] });
  assert.ok(okafor.holds > 0);
  const steward = await open.signIn("stefan.roth");
  const person = open.directory.byUser("okafor");
  assert.ok(person !== undefined);
  const narrower = { ...person, clearances: [] };
  const later = new Date(Date.now() + 1000).toISOString();
  open.vault.commit(() => steward.grant(narrower, later));
  const narrow = await outcome(open, "okafor");
  assert.deepEqual(narrow, { holds: okafor.holds - 4, problems: [] });
  insert(open, before);
  assert.deepEqual(await outcome(open, "okafor"), { holds: narrow.holds, problems: ["grantIgnored"] });
});

test("who is no steward grants nothing, and a steward only what he holds", async (t) => {
  const open = await clinic.open(t);
  const sato = open.directory.byUser("sato");
  assert.ok(sato !== undefined);
  for (const user of ["ada.berg", "okafor"]) {
    const keyring = await open.signIn(user);
    assert.throws(() => open.vault.commit(() => keyring.grant(sato, now)), {
      code: "notAllowed",
      facts: { rule: "steward-grants" },
    });
  }
  const grant = grantOf(open, "mira.novak");
  open.vault.run('DELETE FROM "grant" WHERE id = ?', grant.id);
  const bare = await open.signIn("mira.novak");
  assert.throws(() => open.vault.commit(() => bare.grant(sato, now)), {
    code: "notAllowed",
    facts: { rule: "key-not-held" },
  });
});

test("people are ready once a believable grant names them", async (t) => {
  const open = await clinic.open(t);
  const names = () => {
    const ids = grantedPeople(open.vault, open.terminal.organisation, open.directory);
    return open.directory
      .people()
      .filter((person) => ids.has(person.id))
      .map((person) => person.user);
  };
  assert.ok(names().includes("okafor") && !names().includes("ada.berg"));
  open.vault.run('UPDATE "grant" SET sealed = ? WHERE person = ?', Buffer.alloc(8), recipientOf(open, "okafor").id);
  assert.ok(!names().includes("okafor"));
});
