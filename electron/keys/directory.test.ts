import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode } from "#crypto/bytes.ts";
import { kemPublicOf } from "#crypto/hpke.ts";
import { signerOf } from "#crypto/sign.ts";
import { openDirectory } from "./directory.ts";
import { bytesOf, hexOf, signEntry } from "./entry.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();
const attacker = signerOf(Buffer.alloc(32, 66));
const attackerKem = hexOf(kemPublicOf(Buffer.alloc(32, 67)));

type Content = Record<string, unknown>;
interface Stored {
  readonly id: Buffer;
  readonly content: Content;
  readonly signatures: Buffer[];
}

function stored(open: OpenClinic, table: string, where = "1"): Stored {
  const row = open.vault.one<{ id: Buffer; entry: Buffer }>(`SELECT id, entry FROM ${table} WHERE ${where}`);
  assert.ok(row !== undefined);
  const [json, ...signatures] = decode(row.entry);
  return { id: row.id, content: JSON.parse(json?.toString() ?? "") as Content, signatures };
}
const put = (open: OpenClinic, table: string, id: Buffer, entry: Buffer): void => {
  open.vault.run(`UPDATE ${table} SET entry = ? WHERE id = ?`, entry, id);
};
/** The content changed, the signatures as they were. */
const edited = ({ content, signatures }: Stored, change: Content): Buffer =>
  encode(Buffer.from(JSON.stringify({ ...content, ...change })), ...signatures);

test("the directory of a founding holds, every entry of it", async (t) => {
  const { directory } = await clinic.open(t);
  assert.deepEqual(directory.problems, []);
  assert.equal(directory.people().length, 8);
  assert.deepEqual(
    directory.units().map((unit) => [unit.name, unit.scope === unit.id]),
    [
      ["Medicine", true],
      ["Surgery", true],
    ],
  );
  assert.equal(directory.byUser("okafor")?.unit, "Medicine");
  // Five compartments and the log for the site; fourteen for the house and for each unit.
  assert.equal(directory.domains().length, 6 + 3 * 14);
});

test("an edited person is ignored and named", async (t) => {
  const open = await clinic.open(t);
  const person = stored(open, "person", "user = 'sato'");
  for (const change of [{ role: "physician" }, { clearances: ["hiv"] }, { onCall: true }, { kemKey: attackerKem }]) {
    put(open, "person", person.id, edited(person, change));
    const { directory } = open.reopened();
    assert.equal(directory.byUser("sato"), undefined);
    assert.deepEqual(directory.problems, [{ kind: "forged", where: `person ${hexOf(person.id)}` }]);
  }
});

test("a person under another user name is ignored", async (t) => {
  const open = await clinic.open(t);
  open.vault.run("UPDATE person SET user = 'somebody' WHERE user = 'sato'");
  assert.equal(open.reopened().directory.byUser("somebody"), undefined);
});

test("a key swapped in is ignored, signed by itself and by the old certificate", async (t) => {
  const open = await clinic.open(t);
  const person = stored(open, "person", "user = 'okafor'");
  const content = { ...person.content, signKey: hexOf(attacker.publicKey), kemKey: attackerKem };
  const self = signEntry("person", open.terminal.organisation, content, [attacker.sign]);
  const [json, own] = decode(self) as [Buffer, Buffer];
  put(open, "person", person.id, encode(json, own, person.signatures[1] ?? ""));
  assert.equal(open.reopened().directory.byUser("okafor"), undefined);
  put(
    open,
    "person",
    person.id,
    signEntry("person", open.terminal.organisation, content, [attacker.sign, attacker.sign]),
  );
  assert.equal(open.reopened().directory.byUser("okafor"), undefined);
});

test("a founder cannot give himself the other power, and nobody else can be a founder", async (t) => {
  const open = await clinic.open(t);
  // Not the steward who vouched for this terminal: without that signature the terminal itself is refused.
  const steward = stored(open, "person", "user = 'mira.novak'");
  // The genesis names keys for a role; a steward's own signature over another role is not in it.
  const mira = await open.signIn("mira.novak");
  const promoted = { ...steward.content, role: "administrator" };
  put(
    open,
    "person",
    steward.id,
    signEntry("person", open.terminal.organisation, promoted, [(text) => mira.sign(text)]),
  );
  assert.equal(open.reopened().directory.byUser("mira.novak"), undefined);
  const okafor = stored(open, "person", "user = 'okafor'");
  for (const role of ["administrator", "steward"]) {
    const content = { ...okafor.content, role, signKey: hexOf(attacker.publicKey), by: okafor.content["id"] };
    put(open, "person", okafor.id, signEntry("person", open.terminal.organisation, content, [attacker.sign]));
    assert.equal(open.reopened().directory.byUser("okafor"), undefined);
  }
});

test("a domain whose d/kem was swapped is ignored, whoever signs it but a steward", async (t) => {
  const open = await clinic.open(t);
  const domain = stored(open, "domain", "rowid = 9");
  const name = { scope: domain.content["scope"] as string, compartment: domain.content["compartment"] as "clinical" };
  assert.ok(open.directory.domain(name.scope, name.compartment) !== undefined);
  put(open, "domain", domain.id, edited(domain, { kemKey: attackerKem }));
  assert.equal(open.reopened().directory.domain(name.scope, name.compartment), undefined);
  const okafor = open.directory.byUser("okafor");
  const content = { ...domain.content, kemKey: attackerKem, by: okafor?.id };
  const lind = await open.signIn("okafor");
  put(open, "domain", domain.id, signEntry("domain", open.terminal.organisation, content, [(text) => lind.sign(text)]));
  assert.equal(open.reopened().directory.domain(name.scope, name.compartment), undefined);
  const admin = await open.signIn("ada.berg");
  const byAdmin = { ...content, by: admin.person.id };
  put(
    open,
    "domain",
    domain.id,
    signEntry("domain", open.terminal.organisation, byAdmin, [(text) => admin.sign(text)]),
  );
  assert.equal(open.reopened().directory.domain(name.scope, name.compartment), undefined);
});

test("an entry is not believed in another table's place", async (t) => {
  const open = await clinic.open(t);
  const unit = open.vault.one<{ id: Buffer; entry: Buffer }>("SELECT id, entry FROM unit");
  assert.ok(unit !== undefined);
  open.vault.run("INSERT INTO unit (id, entry) VALUES (?, ?)", Buffer.alloc(16, 1), unit.entry);
  const { directory } = open.reopened();
  assert.equal(directory.units().length, 2);
  assert.deepEqual(directory.problems, [{ kind: "forged", where: `unit ${"01".repeat(16)}` }]);
});

test("a terminal that is not registered is refused", async (t) => {
  const open = await clinic.open(t);
  open.vault.run("DELETE FROM terminal");
  assert.throws(() => open.reopened(), { code: "terminalUnknown" });
});

test("one person alone registers no terminal", async (t) => {
  const open = await clinic.open(t);
  const terminal = stored(open, "terminal");
  const admin = await open.signIn("ada.berg");
  const sign = (text: Uint8Array): Buffer => admin.sign(text);
  const content = { ...terminal.content, by: [admin.person.id, admin.person.id] };
  put(open, "terminal", terminal.id, signEntry("terminal", open.terminal.organisation, content, [sign, sign]));
  assert.throws(() => open.reopened(), { code: "terminalUnknown" });
});

test("a genesis that is not the one of the terminal's registration is refused", async (t) => {
  const open = await clinic.open(t);
  const text = open.vault.one<{ value: Buffer }>("SELECT value FROM meta WHERE name = 'genesis'")?.value.toString();
  const genesis = JSON.parse(text ?? "") as { stewards: object[] };
  genesis.stewards.push({ id: hexOf(Buffer.alloc(16, 5)), signKey: hexOf(attacker.publicKey) });
  open.vault.run("UPDATE meta SET value = ? WHERE name = 'genesis'", Buffer.from(JSON.stringify(genesis)));
  assert.throws(() => openDirectory(open.vault, open.terminal), { code: "vaultDamaged" });
  assert.equal(bytesOf(open.directory.genesis.organisation).length, 16);
});
