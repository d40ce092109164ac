import assert from "node:assert/strict";
import { test } from "node:test";
import { floor } from "#crypto/passphrase.ts";
import { enrolPerson } from "./enrolment.ts";
import { signIn } from "./keyring.ts";
import { storePerson, userNameFor, type NewPerson } from "./people.ts";
import { foundClinic } from "./testClinic.ts";

const clinic = await foundClinic({ firstPeople: [] });
const now = "2026-03-02T08:00:00.000Z";
const nurse: NewPerson = { name: "Hanna Weiß", role: "nurse", unit: "Surgery" };

test("a person enrolled by an administrator and granted by a steward can work", async (t) => {
  const open = await clinic.open(t);
  const [ada, roth] = [await open.signIn("ada.berg"), await open.signIn("stefan.roth")];
  const made = await enrolPerson(open, ada, nurse, now, floor);
  const touched = open.vault.commit(() => storePerson(open.vault, made));
  assert.equal(touched.length, 1);
  open.directory.reload();
  const person = open.directory.byUser(made.entry.user);
  assert.ok(person !== undefined && person.unit === "Surgery");
  const before = await signIn(open, person.user, Buffer.from(made.passphrase));
  assert.deepEqual(before.holdings, [], "certified is not granted");
  const { domains } = open.vault.commit(() => roth.grant(person, now));
  const after = await signIn(open, person.user, Buffer.from(made.passphrase));
  assert.equal(after.holdings.length, domains);
  assert.ok(after.holds(open.scope("Surgery"), "clinical") && !after.holds(open.scope("Medicine"), "clinical"));
});

test("only an administrator enrols, and no administrator or steward", async (t) => {
  const open = await clinic.open(t);
  const [ada, roth] = [await open.signIn("ada.berg"), await open.signIn("stefan.roth")];
  await assert.rejects(enrolPerson(open, roth, nurse, now, floor), { facts: { rule: "administrator-enrols" } });
  for (const role of ["administrator", "steward"] as const) {
    await assert.rejects(enrolPerson(open, ada, { name: "Max", role }, now, floor), {
      code: "notAllowed",
      facts: { rule: "named-by-custodians" },
    });
  }
});

test("a care role needs a unit that is there: a guess would hand out another unit's keys", async (t) => {
  const open = await clinic.open(t);
  const ada = await open.signIn("ada.berg");
  for (const unit of [undefined, "", "Radiology"]) {
    await assert.rejects(enrolPerson(open, ada, { ...nurse, unit }, now, floor), { code: "notFound" });
  }
});

test("a user name that is taken is refused, at enrolling and in the commit", async (t) => {
  const open = await clinic.open(t);
  const ada = await open.signIn("ada.berg");
  await assert.rejects(enrolPerson(open, ada, { ...nurse, user: "Ada.Berg" }, now, floor), { code: "conflict" });
  const made = await enrolPerson(open, ada, nurse, now, floor);
  open.vault.commit(() => storePerson(open.vault, made));
  assert.throws(() => open.vault.commit(() => storePerson(open.vault, made)), { code: "conflict" });
});

test("a signing key that would sign anything for anybody is not enrolled", async (t) => {
  const open = await clinic.open(t);
  const ada = await open.signIn("ada.berg");
  const made = await enrolPerson(open, ada, nurse, now, floor);
  const lowOrder = ["00".repeat(32), `01${"00".repeat(31)}`, `ecff${"ff".repeat(29)}7f`];
  for (const hex of lowOrder) {
    const signKey = Buffer.from(hex, "hex");
    assert.throws(() => open.vault.commit(() => storePerson(open.vault, { ...made, signKey })), { code: "unreadable" });
  }
});

test("user names are made from names in any script, and numbered where taken", () => {
  const taken = new Set(["jose.garcia", "jose.garcia.2"]);
  assert.equal(
    userNameFor("José  García", (user) => taken.has(user)),
    "jose.garcia.3",
  );
  assert.equal(
    userNameFor("王小明", () => false),
    "王小明",
  );
  assert.equal(
    userNameFor("…", () => false),
    "person",
  );
});
