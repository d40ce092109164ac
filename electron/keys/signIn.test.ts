import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "#shared/refusal.ts";
import { signIn, makeKeyring } from "./keyring.ts";
import { foundClinic, type OpenClinic } from "./testClinic.ts";

const clinic = await foundClinic();

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal);
  return error;
}

const wrapOf = (open: OpenClinic, user: string): Buffer =>
  open.vault.one<{ wrap: Buffer }>("SELECT wrap FROM person WHERE user = ?", user)?.wrap ?? Buffer.alloc(0);

test("a wrong passphrase and an unknown user are refused alike, after the same work", async (t) => {
  const open = await clinic.open(t);
  const timed = async (user: string): Promise<{ refusal: Refusal; took: number }> => {
    const start = performance.now();
    const refusal = await refusalOf(signIn(open, user, Buffer.from("wrong-horse-battery")));
    return { refusal, took: performance.now() - start };
  };
  await timed("okafor");
  const known = await timed("okafor");
  const unknown = await timed("nobody");
  assert.equal(known.refusal.code, "signInFailed");
  assert.equal(unknown.refusal.code, "signInFailed");
  assert.deepEqual(unknown.refusal.facts, known.refusal.facts);
  // Argon2id at the floor takes tens of milliseconds, everything else less than one.
  assert.ok(unknown.took > known.took / 3, `${unknown.took} ms against ${known.took} ms`);
});

test("the user name is read whatever its case and spaces", async (t) => {
  const open = await clinic.open(t);
  const keyring = await signIn(open, "  OKAFOR ", clinic.passphrase("okafor"));
  assert.equal(keyring.person.user, "okafor");
  keyring.close();
});

test("a colleague's wrap put into another's row does not open with the colleague's passphrase", async (t) => {
  const open = await clinic.open(t);
  open.vault.run("UPDATE person SET wrap = ? WHERE user = ?", wrapOf(open, "lind"), "okafor");
  const refusal = await refusalOf(signIn(open, "okafor", clinic.passphrase("lind")));
  assert.equal(refusal.code, "signInFailed");
});

test("a person holds the domains of role, unit, clearances and duty, and no others", async (t) => {
  const open = await clinic.open(t);
  const [medicine, surgery] = [open.scope("Medicine"), open.scope("Surgery")];
  const holder = async (user: string) => {
    const keyring = await open.signIn(user);
    const names = new Set(keyring.holdings.map(({ scope, compartment }) => `${scope}/${compartment}`));
    keyring.close();
    return names;
  };
  const okafor = await holder("okafor");
  assert.ok(okafor.has(`${medicine}/clinical`) && okafor.has(`${medicine}/hiv`) && okafor.has("site/safety"));
  assert.ok(okafor.has(`${medicine}/sexualHealthJoint`), "cleared for every member of the joint compartment");
  assert.ok(!okafor.has(`${medicine}/mentalHealth`) && !okafor.has(`${medicine}/allJoint`));
  assert.ok(!okafor.has("site/billing") && !okafor.has("site/audit"));
  assert.ok(![...okafor].some((name) => name.startsWith("house/") || name.startsWith(surgery)));
  const haas = await holder("haas");
  assert.ok(haas.has("house/clinical") && haas.has("house/hiv") && !haas.has(`${medicine}/sexualHealthJoint`));
  assert.deepEqual([...(await holder("lind"))].sort(), [
    "site/billing",
    "site/contact",
    "site/identifiers",
    "site/identity",
  ]);
  assert.deepEqual([...(await holder("vogt"))].sort(), ["site/audit", "site/identity"]);
  assert.equal((await holder("ada.berg")).size, 0);
});

test("a clerk's keyring opens no clinical compartment of a chart that has one", async (t) => {
  const open = await clinic.open(t);
  const chart = Buffer.alloc(16, 7);
  const okafor = await open.signIn("okafor");
  open.vault.commit(() => [okafor.ensureRing(chart, "site"), okafor.ensureRing(chart, open.scope("Medicine"))]);
  const lind = await open.signIn("lind");
  assert.ok(lind.chartKey(chart, "site", "identity") !== undefined);
  assert.equal(lind.chartKey(chart, "site", "safety"), undefined);
  assert.equal(lind.chartKey(chart, open.scope("Medicine"), "clinical"), undefined);
  assert.equal(lind.chartKey(chart, "house", "clinical"), undefined);
  assert.equal(lind.indexKey("safety"), undefined);
  const index = lind.indexKey("identity");
  assert.ok(index?.equals(okafor.indexKey("identity") ?? Buffer.alloc(0)));
});

test("a closed keyring holds zeros, signs nothing and opens nothing", async (t) => {
  const open = await clinic.open(t);
  const okafor = await open.signIn("okafor");
  const chart = Buffer.alloc(16, 9);
  const scope = open.scope("Medicine");
  open.vault.commit(() => okafor.ensureRing(chart, scope));
  const domain = open.directory.domain(scope, "clinical");
  assert.ok(domain !== undefined);
  const [secret, kemSeed, audit] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
  const signer = { publicKey: Buffer.alloc(32), sign: () => Buffer.alloc(64) };
  const keyring = makeKeyring(open, okafor.person, { signer, kemSeed, audit }, [{ domain, secret }]);
  assert.ok(keyring.holds(scope, "clinical"));
  keyring.close();
  for (const buffer of [secret, kemSeed, audit]) assert.ok(buffer.every((byte) => byte === 0));
  okafor.close();
  assert.equal(okafor.holds(scope, "clinical"), false);
  assert.deepEqual(okafor.holdings, []);
  assert.equal(okafor.chartKey(chart, scope, "clinical"), undefined);
  assert.equal(okafor.indexKey("identity"), undefined);
  assert.deepEqual(okafor.pending(), []);
  assert.throws(() => okafor.sign(Buffer.from("text")), { code: "locked" });
  assert.throws(() => open.vault.commit(() => okafor.ensureRing(chart, scope)), { code: "locked" });
});

test("a person whose keys in the directory are not his own cannot sign in", async (t) => {
  const open = await clinic.open(t);
  const okafor = open.directory.byUser("okafor");
  assert.ok(okafor !== undefined);
  const swapped = { ...okafor, kemKey: open.directory.byUser("haas")?.kemKey ?? Buffer.alloc(0) };
  const directory = { ...open.directory, byUser: () => swapped };
  const refusal = await refusalOf(signIn({ ...open, directory }, "okafor", clinic.passphrase("okafor")));
  assert.equal(refusal.code, "signInFailed");
});
