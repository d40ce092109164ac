import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";
import { keyIdOf } from "#crypto/derive.ts";
import { rowSize } from "#vault/rowSize.ts";
import { idBytes } from "#shared/ids.ts";
import { guarded, type Compartment } from "#shared/roles.ts";
import type { Depositor } from "./deposits.ts";
import type { Domain } from "./directory.ts";
import { bytesOf, suite } from "./entry.ts";
import { sealErasable } from "./erase.ts";
import type { Keyring } from "./keyring.ts";
import { slotOf } from "./ring.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();

function domainOf(open: OpenClinic, scope: string, compartment: Compartment): Domain {
  const domain = open.directory.domain(scope, compartment);
  assert.ok(domain !== undefined);
  return domain;
}
const depositAs = (open: OpenClinic, keyring: Keyring, items: readonly [Domain, Buffer][]): Depositor => {
  const depositor = keyring.depositor();
  for (const [domain, item] of items) depositor.add(domain, item);
  open.vault.commit(() => depositor.flush(open.vault));
  return depositor;
};
function takeAll(open: OpenClinic, keyring: Keyring): { items: Buffer[]; damaged: number } {
  const all: Buffer[] = [];
  let damaged = 0;
  for (let [pending] = keyring.pending(); pending !== undefined; [pending] = keyring.pending()) {
    const key = pending;
    const taken = open.vault.commit(() => keyring.takeDeposits(open.vault, key));
    all.push(...taken.items);
    damaged += taken.damaged;
  }
  return { items: all, damaged };
}
const count = (open: OpenClinic, table: "deposit" | "deposit_key"): number =>
  open.vault.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
/** Rows by domain id. */
const rowsByDomain = (open: OpenClinic): Map<string, number> =>
  new Map(
    open.vault
      .all<{ domain: Buffer; n: number }>(
        "SELECT k.domain AS domain, count(*) AS n FROM deposit d JOIN deposit_key k ON k.id = d.key GROUP BY k.domain",
      )
      .map((row) => [row.domain.toString("hex"), row.n]),
  );

test("a deposit is opened by who holds its domain, and by nobody else", async (t) => {
  const open = await clinic.open(t);
  const [lind, okafor, sato] = [await open.signIn("lind"), await open.signIn("okafor"), await open.signIn("sato")];
  const item = Buffer.from("CD4 count 350");
  depositAs(open, lind, [[domainOf(open, open.scope("Medicine"), "hiv"), item]]);
  assert.deepEqual(lind.pending(), []);
  assert.deepEqual(sato.pending(), []);
  const haas = await open.signIn("haas");
  const [waiting] = okafor.pending().filter((pending) => pending.compartment === "hiv");
  assert.ok(waiting !== undefined && waiting.scope === open.scope("Medicine"));
  assert.throws(() => open.vault.commit(() => sato.takeDeposits(open.vault, waiting)), { code: "locked" });
  assert.deepEqual(takeAll(open, haas), { items: [item], damaged: 0 });
  assert.deepEqual(haas.pending(), []);
});

test("items of any length come back whole, in order for each domain, and leave no row behind", async (t) => {
  const open = await clinic.open(t);
  const lind = await open.signIn("lind");
  const clinical = domainOf(open, open.scope("Medicine"), "clinical");
  const items = [0, 1, 3_900, 4_000, 60_000, 5].map((length) => randomBytes(length));
  const depositor = lind.depositor();
  for (const item of items) depositor.add(clinical, item);
  open.vault.commit(() => depositor.flush(open.vault));
  const later = randomBytes(9_000);
  depositor.add(clinical, later);
  open.vault.commit(() => depositor.flush(open.vault));
  depositor.close();
  const bodies = open.vault.all<{ body: Buffer }>("SELECT body FROM deposit");
  assert.ok(bodies.every((row) => row.body.length === rowSize));
  const taken = takeAll(open, await open.signIn("okafor"));
  assert.deepEqual(taken.items, [...items, later]);
  for (const user of ["stefan.roth"]) takeAll(open, await open.signIn(user)); // the cover rows of the other domains
  assert.equal(count(open, "deposit"), 0);
  assert.equal(count(open, "deposit_key"), 0);
});

test("every sensitive domain of a unit gets as many rows, whatever the batch holds", async (t) => {
  const covered = guarded;
  const batches: [Compartment, number][][] = [
    [["clinical", 10]],
    [["hiv", 10]],
    [
      ["hiv", 20_000],
      ["genetics", 10],
      ["labs", 50_000],
    ],
  ];
  for (const batch of batches) {
    const open = await clinic.open(t);
    const medicine = open.scope("Medicine");
    const lind = await open.signIn("lind");
    depositAs(
      open,
      lind,
      batch.map(([compartment, size]) => [domainOf(open, medicine, compartment), randomBytes(size)]),
    );
    const rows = rowsByDomain(open);
    const counts = new Set(covered.map((compartment) => rows.get(domainOf(open, medicine, compartment).id) ?? 0));
    assert.equal(counts.size, 1, [...counts].join());
    assert.ok(!counts.has(0));
    const other = domainOf(open, open.scope("Surgery"), "hiv");
    assert.equal(rows.get(other.id), undefined);
  }
});

test("a cover row looks like any other: same key rows, same lengths, no order", async (t) => {
  const open = await clinic.open(t);
  const lind = await open.signIn("lind");
  depositAs(open, lind, [[domainOf(open, open.scope("Medicine"), "hiv"), randomBytes(30_000)]]);
  const keys = open.vault.all<{ epoch: number; sealed: Buffer }>("SELECT epoch, sealed FROM deposit_key");
  assert.equal(new Set(keys.map((key) => key.sealed.length)).size, 1);
  assert.ok(keys.length >= 10);
  const order = open.vault.all<{ key: Buffer }>("SELECT key FROM deposit ORDER BY number");
  const runs = order.filter((row, at) => at > 0 && row.key.equals(order[at - 1]?.key ?? row.key)).length;
  // Ten domains with eight rows each: in groups there would be 70 neighbours of one key, shuffled there are about 7.
  assert.ok(order.length === 80 && runs < 35, `${runs} of ${order.length}`);
});

test("a deposit row that was changed, moved or put under another key is not opened, and stays", async (t) => {
  const attacks: ((open: OpenClinic, number: number) => void)[] = [
    (open, number) => {
      const body = open.vault.one<{ body: Buffer }>("SELECT body FROM deposit WHERE number = ?", number)?.body;
      assert.ok(body !== undefined);
      body[100] = (body[100] ?? 0) ^ 1;
      open.vault.run("UPDATE deposit SET body = ? WHERE number = ?", body, number);
    },
    (open, number) => void open.vault.run("UPDATE deposit SET number = 1000 WHERE number = ?", number),
    (open, number) => void open.vault.run("UPDATE deposit SET body = x'01' WHERE number = ?", number),
    (open) => void open.vault.run("UPDATE deposit_key SET epoch = 2 WHERE 1"),
  ];
  for (const attack of attacks) {
    const open = await clinic.open(t);
    const lind = await open.signIn("lind");
    const clinical = domainOf(open, open.scope("Medicine"), "clinical");
    depositAs(open, lind, [[clinical, Buffer.from("fracture")]]);
    const sql = "SELECT d.number AS number FROM deposit d JOIN deposit_key k ON k.id = d.key WHERE k.domain = ?";
    attack(open, open.vault.one<{ number: number }>(sql, bytesOf(clinical.id))?.number ?? -1);
    const okafor = await open.signIn("okafor");
    const { items } = takeAll(open, okafor);
    assert.deepEqual(items, []);
    assert.equal(rowsByDomain(open).get(clinical.id), 1, "damage is not answered with deletion");
    assert.deepEqual(okafor.pending(), [], "and does not keep the session busy");
  }
});

test("one bad deposit does not stop the others", async (t) => {
  const open = await clinic.open(t);
  const lind = await open.signIn("lind");
  const clinical = domainOf(open, open.scope("Medicine"), "clinical");
  depositAs(open, lind, [[clinical, Buffer.from("lost")]]).close();
  open.vault.run("UPDATE deposit SET body = zeroblob(4000)");
  depositAs(open, lind, [[clinical, Buffer.from("kept")]]);
  const okafor = await open.signIn("okafor");
  const { items, damaged } = takeAll(open, okafor);
  assert.deepEqual(
    items.map((item) => item.toString()),
    ["kept"],
  );
  assert.ok(damaged > 0 && okafor.problems.some((problem) => problem.kind === "depositStays"));
});

test("a deposit after a commit that failed is opened like any other", async (t) => {
  const open = await clinic.open(t);
  const lind = await open.signIn("lind");
  const clinical = domainOf(open, open.scope("Medicine"), "clinical");
  const depositor = lind.depositor();
  depositor.add(clinical, Buffer.from("undone"));
  assert.throws(() =>
    open.vault.commit(() => {
      depositor.flush(open.vault);
      throw new Error("disk full");
    }),
  );
  assert.equal(count(open, "deposit_key"), 0);
  depositor.add(clinical, Buffer.from("done"));
  open.vault.commit(() => depositor.flush(open.vault));
  const { items } = takeAll(open, await open.signIn("okafor"));
  assert.deepEqual(
    items.map((item) => item.toString()),
    ["done"],
  );
});

/** What an attacker with the site key can make: a chart key that he knows, deposited to a domain. */
function plantedKey(open: OpenClinic, author: Keyring, claimed: string, domain: Domain, chart: Buffer) {
  const secret = randomBytes(32);
  const { organisation } = open.terminal;
  const erase = open.erase.ensure(chart);
  const sealed = sealErasable(erase, organisation, chart, slotOf(domain.compartment as Compartment), secret);
  const list = encode(chart, keyIdOf(secret), sealed);
  const message = encode("wardkeep/v1/chart-keys", suite, organisation, bytesOf(domain.id), domain.epoch, sha256(list));
  const person = open.directory.byUser(claimed);
  assert.ok(person !== undefined);
  return encode("keys", idBytes(person.id), author.sign(message), list);
}

test("a chart key deposited by who was never granted the compartment is not taken", async (t) => {
  for (const [author, claimed] of [
    ["lind", "lind"],
    ["lind", "okafor"],
    ["ada.berg", "ada.berg"],
  ] as const) {
    const open = await clinic.open(t);
    const chart = randomBytes(16);
    const medicine = open.scope("Medicine");
    const clinical = domainOf(open, medicine, "clinical");
    const clerk = await open.signIn(author);
    depositAs(open, clerk, [[clinical, plantedKey(open, clerk, claimed, clinical, chart)]]);
    const okafor = await open.signIn("okafor");
    assert.deepEqual(takeAll(open, okafor).items, []);
    assert.equal(okafor.chartKey(chart, medicine, "clinical"), undefined);
    assert.ok(okafor.problems.length > 0);
  }
});

test("a chart key from who was granted the compartment is taken, once and for its own domain", async (t) => {
  const open = await clinic.open(t);
  const chart = randomBytes(16);
  const [clinical, labs] = [domainOf(open, "house", "clinical"), domainOf(open, "house", "labs")];
  const okafor = await open.signIn("okafor");
  const item = plantedKey(open, okafor, "okafor", clinical, chart);
  depositAs(open, okafor, [
    [clinical, item],
    [labs, item],
  ]);
  const haas = await open.signIn("haas");
  assert.deepEqual(takeAll(open, haas).items, []);
  assert.ok(haas.chartKey(chart, "house", "clinical") !== undefined);
  assert.equal(haas.chartKey(chart, "house", "labs"), undefined, "the signature names the domain");
  const id = haas.chartKey(chart, "house", "clinical")?.id;
  // Another key for the same place later: the first one stands, the deposit waits.
  depositAs(open, okafor, [[clinical, plantedKey(open, okafor, "okafor", clinical, chart)]]);
  const again = await open.signIn("haas");
  takeAll(open, again);
  assert.deepEqual(again.chartKey(chart, "house", "clinical")?.id, id);
  assert.ok(again.problems.some((problem) => problem.kind === "depositStays"));
  assert.ok((rowsByDomain(open).get(clinical.id) ?? 0) > 0);
});

test("an item that only pretends to be a list of keys is named and stops nothing", async (t) => {
  const open = await clinic.open(t);
  const lind = await open.signIn("lind");
  const clinical = domainOf(open, open.scope("Medicine"), "clinical");
  depositAs(open, lind, [
    [clinical, encode("keys", Buffer.alloc(16), Buffer.alloc(64), Buffer.from("no list"))],
  ]).close();
  depositAs(open, lind, [[clinical, Buffer.from("no encoding at all")]]);
  const { items } = takeAll(open, await open.signIn("okafor"));
  assert.deepEqual(
    items.map((item) => item.toString()),
    ["no encoding at all"],
  );
});
