import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { Compartment } from "#shared/roles.ts";
import type { Keyring } from "./keyring.ts";
import { entriesSize, entryAt, entrySize, slotOf, slots } from "./ring.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();
const place = Buffer.from("place");
const text = Buffer.from("text");

/** What one keyring seals under a chart's key the other must open. */
function sharesKey(one: Keyring, other: Keyring, chart: Buffer, scopes: [string, string], compartment: Compartment) {
  const first = one.chartKey(chart, scopes[0], compartment);
  const second = other.chartKey(chart, scopes[1], compartment);
  if (first === undefined || second === undefined) return false;
  return first.id.equals(second.id) && second.open(place, first.seal(place, text)).equals(text);
}
const entriesOf = (open: OpenClinic, scope: string, chart: Buffer): Buffer => {
  const sql = "SELECT entries FROM ring WHERE lookup = ?";
  return open.vault.one<{ entries: Buffer }>(sql, open.terminal.lookup(scope, chart))?.entries ?? Buffer.alloc(0);
};
const putEntries = (open: OpenClinic, scope: string, chart: Buffer, entries: Buffer): void => {
  open.vault.run("UPDATE ring SET entries = ? WHERE lookup = ?", entries, open.terminal.lookup(scope, chart));
};
const slotBytes = (entries: Buffer, slot: number): Buffer => entries.subarray(entryAt(slot), entryAt(slot) + entrySize);
const ensure = (open: OpenClinic, keyring: Keyring, chart: Buffer, ...scopes: string[]) =>
  open.vault.commit(() => {
    const touched = scopes.flatMap((scope) => keyring.ensureRing(chart, scope));
    return [...touched, ...keyring.flushHandovers()];
  });

test("two sessions that hold a domain find the same chart key, and only where the row is", async (t) => {
  const open = await clinic.open(t);
  const [okafor, haas, medicine] = [await open.signIn("okafor"), await open.signIn("haas"), open.scope("Medicine")];
  const chart = randomBytes(16);
  assert.equal(okafor.chartKey(chart, medicine, "clinical"), undefined);
  assert.equal(okafor.hasRing(chart, medicine), false);
  ensure(open, okafor, chart, "site", medicine);
  assert.ok(sharesKey(okafor, haas, chart, ["site", "site"], "identity"));
  assert.ok(sharesKey(okafor, haas, chart, [medicine, medicine], "clinical"));
  assert.ok(!sharesKey(okafor, haas, chart, [medicine, medicine], "sti"), "haas is not cleared for it");
  assert.ok(okafor.hasRing(chart, medicine) && okafor.hasRing(chart, "house"));
  assert.equal(okafor.hasRing(chart, open.scope("Surgery")), false);
  assert.notDeepEqual(okafor.chartKey(chart, medicine, "clinical")?.id, okafor.chartKey(chart, medicine, "labs")?.id);
});

test("a second call changes nothing, another session adds the slots that it holds", async (t) => {
  const open = await clinic.open(t);
  const [haas, okafor, medicine] = [await open.signIn("haas"), await open.signIn("okafor"), open.scope("Medicine")];
  const chart = randomBytes(16);
  assert.ok(ensure(open, haas, chart, medicine).length > 0);
  assert.deepEqual(ensure(open, haas, chart, medicine), []);
  assert.equal(okafor.chartKey(chart, medicine, "sti"), undefined);
  assert.ok(ensure(open, okafor, chart, medicine).length > 0);
  assert.ok(okafor.chartKey(chart, medicine, "sti") !== undefined);
  assert.ok(sharesKey(okafor, haas, chart, [medicine, medicine], "hiv"));
});

test("who is on call puts the same key into the house's row at once", async (t) => {
  const open = await clinic.open(t);
  const [haas, medicine] = [await open.signIn("haas"), open.scope("Medicine")];
  const chart = randomBytes(16);
  ensure(open, haas, chart, medicine);
  assert.ok(sharesKey(haas, haas, chart, [medicine, "house"], "hiv"));
  assert.equal(open.vault.one<{ n: number }>("SELECT count(*) AS n FROM deposit")?.n, 0);
});

test("keys that two units made apart both stand: the house's row keeps the first, the other's deposit waits", async (t) => {
  const open = await clinic.open(t);
  const [haas, medicine, surgery] = [await open.signIn("haas"), open.scope("Medicine"), open.scope("Surgery")];
  const chart = randomBytes(16);
  ensure(open, haas, chart, medicine);
  const sato = await open.signIn("sato"); // cannot open the other unit's row, nor the house's
  ensure(open, sato, chart, surgery);
  assert.ok(!sharesKey(sato, haas, chart, [surgery, "house"], "clinical"));
  for (let [next] = haas.pending(); next !== undefined; [next] = haas.pending()) {
    const pending = next;
    open.vault.commit(() => haas.takeDeposits(open.vault, pending));
  }
  assert.ok(sharesKey(haas, haas, chart, [medicine, "house"], "clinical"));
  assert.ok(haas.problems.some((problem) => problem.kind === "depositStays"));
  assert.ok(sato.chartKey(chart, surgery, "clinical") !== undefined);
});

test("a row that a clerk's import made is filled by the unit, and the key goes to the house", async (t) => {
  const open = await clinic.open(t);
  const [lind, surgery] = [await open.signIn("lind"), open.scope("Surgery")];
  const chart = randomBytes(16);
  ensure(open, lind, chart, "site", surgery);
  assert.ok(lind.hasRing(chart, surgery) && lind.hasRing(chart, "house"));
  const sato = await open.signIn("sato");
  assert.equal(sato.chartKey(chart, surgery, "labs"), undefined);
  ensure(open, sato, chart, "site", surgery);
  const haas = await open.signIn("haas");
  for (let [next] = haas.pending(); next !== undefined; [next] = haas.pending()) {
    const pending = next;
    open.vault.commit(() => haas.takeDeposits(open.vault, pending));
  }
  assert.ok(sharesKey(sato, haas, chart, [surgery, "house"], "labs"));
  assert.ok(sharesKey(lind, haas, chart, ["site", "site"], "identity"));
  assert.deepEqual(haas.problems, []);
});

test("an entry moved to another chart, slot, scope or epoch does not open", async (t) => {
  const open = await clinic.open(t);
  const medicine = open.scope("Medicine");
  const writer = await open.signIn("haas");
  const [chart, other] = [randomBytes(16), randomBytes(16)];
  for (const one of [chart, other]) ensure(open, writer, one, medicine);
  const [mine, foreign, house] = [
    entriesOf(open, medicine, chart),
    entriesOf(open, medicine, other),
    entriesOf(open, "house", chart),
  ];
  const swapped = Buffer.from(mine);
  slotBytes(mine, slotOf("labs")).copy(swapped, entryAt(slotOf("clinical")));
  for (const entries of [foreign, house, swapped]) {
    putEntries(open, medicine, chart, entries);
    const reader = await open.signIn("haas"); // a session that has opened nothing yet
    assert.equal(reader.chartKey(chart, medicine, "clinical"), undefined);
    reader.close();
  }
  putEntries(open, medicine, chart, mine);
  open.vault.run("UPDATE ring SET epoch = 2 WHERE lookup = ?", open.terminal.lookup(medicine, chart));
  const reader = await open.signIn("haas");
  assert.equal(reader.chartKey(chart, medicine, "clinical"), undefined);
  open.vault.run("UPDATE ring SET epoch = 1 WHERE lookup = ?", open.terminal.lookup(medicine, chart));
  assert.ok(reader.chartKey(chart, medicine, "clinical") !== undefined);
});

test("every row has 24 entries of 88 bytes; a write changes what is unused as it changes what is used", async (t) => {
  const open = await clinic.open(t);
  const [haas, okafor, medicine] = [await open.signIn("haas"), await open.signIn("okafor"), open.scope("Medicine")];
  const chart = randomBytes(16);
  ensure(open, haas, chart, "site", medicine);
  assert.equal(entrySize, 88);
  for (const scope of ["site", medicine, "house"]) assert.equal(entriesOf(open, scope, chart).length, entriesSize);
  const before = entriesOf(open, medicine, chart);
  ensure(open, okafor, chart, medicine);
  const after = entriesOf(open, medicine, chart);
  const changed = Array.from({ length: slots }, (_, slot) => slot).filter(
    (slot) => !slotBytes(before, slot).equals(slotBytes(after, slot)),
  );
  const unused = [slotOf("identity"), slotOf("safety"), 19, 20, 23];
  for (const slot of [...unused, slotOf("clinical"), slotOf("hiv"), slotOf("sti")]) assert.ok(changed.includes(slot));
  // What this session cannot open may be somebody's: it stays.
  for (const name of ["mentalHealth", "genetics", "allJoint"] as const) assert.ok(!changed.includes(slotOf(name)));
});

test("with the erase key a chart's keys are gone, from the open session too", async (t) => {
  const open = await clinic.open(t);
  const [haas, medicine] = [await open.signIn("haas"), open.scope("Medicine")];
  const [chart, other] = [randomBytes(16), randomBytes(16)];
  for (const one of [chart, other]) ensure(open, haas, one, "site", medicine);
  assert.ok(haas.chartKey(chart, medicine, "clinical") !== undefined);
  open.erase.destroy(chart);
  for (const session of [haas, await open.signIn("haas")]) {
    assert.equal(session.chartKey(chart, medicine, "clinical"), undefined);
    assert.equal(session.chartKey(chart, "house", "clinical"), undefined);
    assert.equal(session.chartKey(chart, "site", "identity"), undefined);
    assert.ok(session.chartKey(other, medicine, "clinical") !== undefined);
  }
});

test("a commit that fails leaves no key behind that the vault does not have", async (t) => {
  const open = await clinic.open(t);
  const [okafor, medicine] = [await open.signIn("okafor"), open.scope("Medicine")];
  const chart = randomBytes(16);
  assert.throws(() =>
    open.vault.commit(() => {
      okafor.ensureRing(chart, medicine);
      throw new Error("disk full");
    }),
  );
  assert.equal(okafor.hasRing(chart, medicine), false);
  ensure(open, okafor, chart, medicine);
  const haas = await open.signIn("haas");
  assert.ok(sharesKey(okafor, haas, chart, [medicine, medicine], "clinical"));
  // The handover that was queued in the failed commit gives the key that stands, not the one that was undone.
  for (const pending of haas.pending()) open.vault.commit(() => haas.takeDeposits(open.vault, pending));
  assert.ok(sharesKey(okafor, haas, chart, [medicine, "house"], "clinical"));
  assert.deepEqual(haas.problems, []);
});

test("row numbers have 20 bits, are the same for everyone who holds the key, and tell nothing of the order", async (t) => {
  const open = await clinic.open(t);
  const [okafor, medicine] = [await open.signIn("okafor"), open.scope("Medicine")];
  const chart = randomBytes(16);
  ensure(open, okafor, chart, medicine);
  const key = okafor.chartKey(chart, medicine, "clinical");
  const haas = await open.signIn("haas");
  const numbers = Array.from({ length: 200 }, (_, n) => key?.rowNumber(n) ?? -1);
  assert.ok(numbers.every((number) => number >= 0 && number < 2 ** 20));
  assert.ok(Math.max(...numbers) > 2 ** 19 && Math.min(...numbers) < 2 ** 19);
  assert.ok(new Set(numbers).size > 190);
  const again = haas.chartKey(chart, medicine, "clinical");
  assert.deepEqual(
    numbers,
    Array.from({ length: 200 }, (_, n) => again?.rowNumber(n)),
  );
});

test("a row of another suite is refused, not taken for an empty one and overwritten", async (t) => {
  const open = await clinic.open(t);
  const [okafor, medicine] = [await open.signIn("okafor"), open.scope("Medicine")];
  const chart = randomBytes(16);
  ensure(open, okafor, chart, medicine);
  const entries = entriesOf(open, medicine, chart);
  for (const changed of [Buffer.concat([Buffer.of(2), entries.subarray(1)]), entries.subarray(0, -1)]) {
    putEntries(open, medicine, chart, changed);
    const session = await open.signIn("okafor");
    assert.throws(() => session.chartKey(chart, medicine, "clinical"), { code: "unreadable" });
    assert.throws(() => ensure(open, session, chart, medicine), { code: "unreadable" });
    assert.ok(entriesOf(open, medicine, chart).equals(changed));
  }
});
