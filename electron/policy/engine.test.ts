import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { isAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { createEngine } from "./engine.ts";
import { forbids } from "./forbids.ts";
import { permits } from "./permits.ts";
import { schema } from "./schema.ts";
import { requestOf } from "./facts.ts";

const small = `
entity Person;
entity Door { locked?: Bool };
action open appliesTo { principal: Person, resource: Door, context: { } };
`;
const anyone = `@id("anyone") @title("Anyone may") permit(principal, action, resource);`;
const knock = {
  principal: { type: "Person", id: "Dr Okafor" },
  action: { type: "Action", id: "open" },
  resource: { type: "Door", id: "ward" },
  context: {},
  entities: [
    { uid: { type: "Person", id: "Dr Okafor" }, attrs: {}, parents: [] },
    { uid: { type: "Door", id: "ward" }, attrs: {}, parents: [] },
  ],
};

test("a forbid that fails to evaluate denies instead of being skipped", () => {
  // Valid and strict, yet it overflows at run time; Cedar alone skips the failed forbid and allows.
  const counted = small.replace("locked?: Bool", "locks: Long");
  const failing = `@id("too-many") @title("Too many locks") forbid(principal, action, resource) when { resource.locks * 4096 > 9999 };`;
  const engine = createEngine(counted, [failing, anyone]);
  const door = (locks: number) => {
    const entities = [{ uid: { type: "Door", id: "ward" }, attrs: { locks }, parents: [] }];
    return { ...knock, entities: [...knock.entities.slice(0, 1), ...entities] };
  };
  assert.deepEqual(engine.ask(door(1)), { allowed: true, rule: "anyone" });
  assert.deepEqual(engine.ask(door(3)), { allowed: false, rule: "too-many" });
  const overflow = door(Number.MAX_SAFE_INTEGER);
  const alone = isAuthorized({ ...overflow, policies: { staticPolicies: { failing, anyone } }, schema: counted });
  assert.equal(alone.type === "success" && alone.response.decision, "allow", "the threat is real");
  assert.deepEqual(engine.ask(overflow), { allowed: false, rule: "evaluation-error" });
});

test("a forbid that reads a missing attribute, evaluated without the schema's check, is skipped by Cedar", () => {
  const locked = `@id("locked") @title("Locked") forbid(principal, action, resource) when { resource.locked };`;
  const alone = isAuthorized({ ...knock, policies: { staticPolicies: { locked, anyone } } });
  assert.equal(alone.type === "success" && alone.response.decision, "allow", "which is why the next tests must hold");
});

test("a forbid that reads an attribute which may be missing is refused at start", () => {
  const unsafe = `@id("locked") @title("Locked") forbid(principal, action, resource) when { resource.locked };`;
  assert.throws(
    () => createEngine(small, [unsafe, anyone]),
    /unable to guarantee safety of access to optional attribute/,
  );
});

test("a request whose entity lacks a required attribute is denied although a permit matches", () => {
  const strict = small.replace("locked?: Bool", "locked: Bool");
  const locked = `@id("locked") @title("Locked") forbid(principal, action, resource) when { resource.locked };`;
  const engine = createEngine(strict, [locked, anyone]);
  assert.deepEqual(engine.ask(knock), { allowed: false, rule: "evaluation-error" });
  assert.deepEqual(engine.ask({ ...knock, entities: [] }), { allowed: false, rule: "evaluation-error" });
});

test("nothing matching means no", () => {
  const never = `@id("never") @title("Only locked doors") permit(principal, action, resource) when { resource has locked && resource.locked };`;
  assert.deepEqual(createEngine(small, [never]).ask(knock), { allowed: false, rule: "default-deny" });
});

test("start refuses policies that are misspelt, unnamed, doubled, pointless or not policies", () => {
  const refused: [reason: RegExp, policy: string][] = [
    [
      /did you mean/,
      `@id("a") @title("b") permit(principal, action, resource) when { resource has locked && resource.lokced };`,
    ],
    [/unrecognized action/, `@id("a") @title("b") permit(principal, action == Action::"opne", resource);`],
    [/without @id or @title/, `@id("a") permit(principal, action, resource);`],
    [/without @id or @title/, `permit(principal, action, resource);`],
    [/given twice/, anyone],
    [/not valid/, `@id("a") @title("b") permit(principal, action, resource) when { false };`],
    [/cannot be parsed/, `permit everything`],
  ];
  for (const [reason, policy] of refused) assert.throws(() => createEngine(small, [anyone, policy]), reason);
  assert.throws(() => createEngine("entity Person", [anyone]), /cannot be/);
});

test("start refuses a role, kind or clearance that the schema does not list", () => {
  for (const [from, to] of [
    [`Role::"nurse"`, `Role::"nurce"`],
    [`Kind::"medications"`, `Kind::"medicines"`],
    [`Port::"clinical"`, `Port::"clinic"`],
  ] as const) {
    const altered = permits.map((policy) => policy.replaceAll(from, to));
    assert.notDeepEqual(altered, permits);
    assert.throws(() => createEngine(schema, [...forbids, ...altered]), /not declared as a valid eid/);
  }
});

test("each forbid bites: without it, something that the matrix denies is allowed", () => {
  const whole = createEngine(schema, [...forbids, ...permits]);
  const everything = `@id("everything") @title("A careless permit") permit(principal, action, resource);`;
  const asked = {
    "port-of-role": { role: "physician", port: "backoffice", action: "import", compartment: "labs" },
    "office-needs-backoffice-port": { role: "physician", port: "clinical", action: "audit" },
    "administrator-opens-no-chart": {
      role: "administrator",
      port: "backoffice",
      action: "read",
      compartment: "identity",
    },
    "steward-opens-no-chart": { role: "steward", port: "backoffice", action: "read", compartment: "identity" },
    "privacy-officer-reads-identity-only": {
      role: "privacyOfficer",
      port: "backoffice",
      action: "read",
      compartment: "contact",
    },
    "care-needs-clinical-port": { role: "clerk", port: "backoffice", action: "read", compartment: "labs" },
    "needs-treating": { role: "nurse", port: "clinical", action: "read", compartment: "labs" },
    "needs-clearance": { role: "nurse", port: "clinical", action: "read", compartment: "hiv", treating: true },
    "needs-billing-clearance": { role: "nurse", port: "clinical", action: "read", compartment: "billing" },
  } as const;
  assert.deepEqual(Object.keys(asked).sort(), [...whole.titles.keys()].slice(0, forbids.length).sort());
  for (const [rule, { role, ...rest }] of Object.entries(asked)) {
    const request = requestOf({
      person: { id: role, role, unit: "North", clearances: [], onCall: false },
      purpose: "TREAT",
      ...rest,
    });
    const careless = createEngine(schema, [...forbids, ...permits, everything]).ask(request);
    assert.deepEqual(careless, { allowed: false, rule }, "a careless permit does not open it");
    const without = forbids.filter((policy) => !policy.includes(`@id("${rule}")`));
    assert.equal(
      createEngine(schema, [...without, ...permits, everything]).ask(request).allowed,
      true,
      `without ${rule}`,
    );
  }
});

test("another policy set has another version, and the same one the same", () => {
  const version = createEngine(small, [anyone]).version;
  assert.equal(createEngine(small, [anyone]).version, version);
  assert.notEqual(createEngine(`${small}\n`, [anyone]).version, version);
});

test("the engine reads its wasm beside itself through fs, so that it loads from inside a sealed archive", () => {
  const entry = createRequire(import.meta.url).resolve("@cedar-policy/cedar-wasm/nodejs");
  assert.match(
    readFileSync(entry, "utf8"),
    /wasmPath = `\$\{__dirname\}\/cedar_wasm_bg\.wasm`;\s+const wasmBytes = require\('fs'\)\.readFileSync\(wasmPath\)/,
  );
});
