import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { floor } from "#crypto/passphrase.ts";
import { systemClock } from "#shared/clock.ts";
import { createVault } from "./founding.ts";
import { foundClinic } from "./testClinic.ts";

const names = ["anchor", "erase.db", "site.key", "site.key.copy", "vault.db"];
const clinic = await foundClinic();
const small = { clinic: "Praxis", terminalName: "Desk", administrators: ["A"], stewards: ["B"], custodians: ["C"] };

function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-founding-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a founding leaves five files that nobody else may read, and nothing aside", () => {
  assert.deepEqual(readdirSync(clinic.folder).sort(), names);
  for (const name of names) assert.equal(statSync(join(clinic.folder, name)).mode & 0o777, 0o600, name);
});

test("everyone gets a passphrase of their own and signs in with it", async (t) => {
  const open = await clinic.open(t);
  const { people, shares, threshold } = clinic.created;
  assert.equal(new Set(people.map((person) => person.passphrase)).size, people.length);
  for (const { user, role } of people) {
    const keyring = await open.signIn(user);
    assert.equal(keyring.person.role, role);
    assert.deepEqual(keyring.problems, []);
    keyring.close();
  }
  assert.equal(shares.length, 3);
  assert.equal(threshold, 2);
});

test("stewards hold every domain, administrators none", async (t) => {
  const open = await clinic.open(t);
  const [roth, novak, ada] = [
    await open.signIn("stefan.roth"),
    await open.signIn("mira.novak"),
    await open.signIn("ada.berg"),
  ];
  assert.equal(roth.holdings.length, open.directory.domains().length);
  assert.equal(novak.holdings.length, open.directory.domains().length);
  assert.deepEqual(ada.holdings, []);
});

test("no file holds a passphrase, a share or a name in clear", () => {
  const secrets = [
    clinic.created.terminalPassphrase,
    ...clinic.created.people.flatMap((person) => [person.passphrase, person.name]),
    "Lindenhof",
  ];
  for (const name of names) {
    const bytes = readFileSync(join(clinic.folder, name));
    for (const secret of secrets) assert.ok(!bytes.includes(secret), name);
  }
});

test("a folder with any file of a vault is refused and left as it was", async (t) => {
  for (const name of names) {
    const folder = emptyFolder(t);
    writeFileSync(join(folder, name), "before");
    await assert.rejects(createVault({ ...small, folder, clock: systemClock, stretch: floor }), {
      code: "vaultExists",
    });
    assert.deepEqual(readdirSync(folder), [name]);
    assert.equal(readFileSync(join(folder, name), "utf8"), "before");
  }
});

test("a founding that fails leaves no vault behind", async (t) => {
  const folder = emptyFolder(t);
  const firstPeople = [{ name: "Nobody", role: "nurse", unit: "Radiology" }] as const;
  await assert.rejects(createVault({ ...small, folder, firstPeople, clock: systemClock, stretch: floor }), {
    code: "notFound",
  });
  assert.deepEqual(readdirSync(folder), []);
});

test("a clinic without units has one, and its scope is the house", async (t) => {
  const one = await foundClinic({ units: [], firstPeople: [{ name: "Dr Okafor", user: "okafor", role: "physician" }] });
  const open = await one.open(t);
  assert.deepEqual(
    open.directory.units().map((unit) => [unit.name, unit.scope]),
    [["Lindenhof", "house"]],
  );
  assert.equal(open.directory.domains().length, 6 + 14);
  const okafor = await open.signIn("okafor");
  assert.ok(okafor.holds("house", "clinical"));
  const chart = Buffer.alloc(16, 4);
  open.vault.commit(() => okafor.ensureRing(chart, "house"));
  assert.deepEqual(
    open.vault.commit(() => okafor.flushHandovers()),
    [],
  );
  assert.ok(okafor.chartKey(chart, "house", "clinical") !== undefined);
});
