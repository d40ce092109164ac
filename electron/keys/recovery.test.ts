import assert from "node:assert/strict";
import { test } from "node:test";
import { keyIdOf } from "#crypto/derive.ts";
import { derive } from "#crypto/derive.ts";
import { kemPublicOf } from "#crypto/hpke.ts";
import { bytesOf, hexOf } from "./entry.ts";
import { joinRecovery, makeRecovery, recoverDomains, recoverSite, thresholdOf } from "./recovery.ts";
import { foundClinic } from "./testClinic.ts";

const clinic = await foundClinic({ firstPeople: [] });
const papers = clinic.created.shares.map((share) => share.share);

test("k of n custodians recover the site key and every domain key", async (t) => {
  const open = await clinic.open(t);
  const { organisation, vaultId } = open.terminal;
  const marks = open.directory.genesis.custodians.map((custodian) => bytesOf(custodian.mark));
  assert.equal(clinic.created.threshold, 2);
  const steward = await open.signIn("stefan.roth");
  for (const pair of [papers.slice(0, 2), papers.slice(1), [papers[2] ?? "", papers[0] ?? ""], papers]) {
    const seed = await joinRecovery(pair, organisation, marks);
    assert.equal(hexOf(kemPublicOf(seed)), open.directory.genesis.recovery);
    const site = recoverSite(open.folder, seed);
    assert.ok(derive(site, organisation, `s/page/${hexOf(vaultId)}`).equals(open.terminal.pageKey()));
    const domains = recoverDomains(open.vault, organisation, seed);
    assert.equal(domains.length, open.directory.domains().length);
    for (const { scope, compartment, secret } of domains) {
      assert.ok(keyIdOf(secret).equals(open.directory.domain(scope, compartment)?.keyId ?? Buffer.alloc(0)));
      assert.ok(steward.holds(scope, compartment));
    }
  }
});

test("k-1 custodians, the same paper twice, and a wrong seed recover nothing", async (t) => {
  const open = await clinic.open(t);
  const { organisation } = open.terminal;
  const [first = "", second = ""] = papers;
  await assert.rejects(joinRecovery([first], organisation), { code: "unreadable", facts: { index: 0 } });
  await assert.rejects(joinRecovery([], organisation), { code: "unreadable" });
  await assert.rejects(joinRecovery([first, first], organisation), { code: "unreadable" });
  // A paper that lies about how many are needed gives no seed that opens anything.
  const lied = second.replace("needed 2", "needed 1");
  await assert.rejects(joinRecovery([lied], organisation), { code: "unreadable" });
  const wrong = Buffer.alloc(32, 1);
  assert.throws(() => recoverSite(open.folder, wrong), { code: "unreadable" });
  assert.throws(() => recoverDomains(open.vault, organisation, wrong), { code: "unreadable" });
});

test("a paper of another clinic or another splitting is refused by its number", async (t) => {
  const open = await clinic.open(t);
  const { organisation } = open.terminal;
  const marks = open.directory.genesis.custodians.map((custodian) => bytesOf(custodian.mark));
  const foreign = await makeRecovery(Buffer.alloc(16, 9), ["a", "b", "c"]);
  await assert.rejects(joinRecovery([papers[0] ?? "", foreign.shares[1]?.share ?? ""], organisation), {
    facts: { index: 2 },
  });
  const resplit = await makeRecovery(organisation, ["a", "b", "c"]);
  await assert.rejects(joinRecovery([papers[0] ?? "", resplit.shares[2]?.share ?? ""], organisation, marks), {
    code: "unreadable",
    facts: { index: 2 },
  });
});

test("an escrow put in another domain's place is refused", async (t) => {
  const open = await clinic.open(t);
  const seed = await joinRecovery(papers, open.terminal.organisation);
  const rows = open.vault.all<{ id: Buffer; escrow: Buffer }>("SELECT id, escrow FROM domain LIMIT 2");
  open.vault.run("UPDATE domain SET escrow = ? WHERE id = ?", rows[0]?.escrow ?? null, rows[1]?.id ?? null);
  assert.throws(() => recoverDomains(open.vault, open.terminal.organisation, seed), { code: "unreadable" });
});

test("more than half of the custodians must meet, and one alone keeps the seed", async () => {
  assert.deepEqual([1, 2, 3, 4, 5, 16].map(thresholdOf), [1, 2, 2, 3, 3, 9]);
  const organisation = Buffer.alloc(16, 3);
  const alone = await makeRecovery(organisation, ["Elif"]);
  const marks = alone.custodians.map((custodian) => bytesOf(custodian.mark));
  const seed = await joinRecovery(
    alone.shares.map((share) => share.share),
    organisation,
    marks,
  );
  assert.ok(kemPublicOf(seed).equals(alone.recovery));
  const other = await makeRecovery(organisation, ["Jonas"]);
  await assert.rejects(joinRecovery([other.shares[0]?.share ?? ""], organisation, marks), { code: "unreadable" });
});
