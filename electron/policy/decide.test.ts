import assert from "node:assert/strict";
import { test } from "node:test";
import type { Action, Clearance, Compartment, Role } from "#shared/roles.ts";
import { createPolicy, type Question } from "./decide.ts";
import { forbids } from "./forbids.ts";
import { permits } from "./permits.ts";

const policy = createPolicy();

function question(
  role: Role,
  action: Action,
  compartment: Compartment | undefined,
  more: Partial<Question> = {},
): Question {
  const care = role === "physician" || role === "nurse";
  return {
    person: { id: role, role, unit: "North", clearances: [], onCall: false },
    port: care ? "clinical" : "backoffice",
    action,
    ...(compartment === undefined ? {} : { compartment }),
    treating: true,
    purpose: "TREAT",
    ...more,
  };
}

const cleared = (role: Role, ...clearances: Clearance[]): Partial<Question> => ({
  person: { id: role, role, unit: "North", clearances, onCall: false },
});

test("a refusal names the rule that a person can be told", () => {
  const told: [rule: string, asked: Question][] = [
    ["needs-treating", question("physician", "read", "clinical", { treating: false })],
    ["needs-treating", question("nurse", "write", "safety", { treating: false })],
    ["needs-treating", question("physician", "write", "identity", { treating: false })],
    ["needs-treating", question("physician", "deposit", "hiv", { treating: false })],
    ["needs-clearance", question("physician", "read", "hiv")],
    ["needs-clearance", question("physician", "write", "allJoint", cleared("physician", "hiv"))],
    ["needs-clearance", question("nurse", "read", "mindJoint", cleared("nurse", "mentalHealth"))],
    ["needs-billing-clearance", question("physician", "read", "billing")],
    ["care-needs-clinical-port", question("clerk", "read", "clinical")],
    ["care-needs-clinical-port", question("clerk", "write", "safety")],
    ["office-needs-backoffice-port", question("physician", "people", undefined)],
    ["office-needs-backoffice-port", question("nurse", "audit", undefined)],
    ["port-of-role", question("physician", "read", "clinical", { port: "backoffice" })],
    ["port-of-role", question("clerk", "read", "identity", { port: "clinical" })],
    ["administrator-opens-no-chart", question("administrator", "read", "identity")],
    ["steward-opens-no-chart", question("steward", "read", "identity")],
    ["steward-opens-no-chart", question("steward", "import", "clinical")],
    ["privacy-officer-reads-identity-only", question("privacyOfficer", "read", "identifiers")],
    ["default-deny", question("nurse", "write", "medications")],
    ["default-deny", question("nurse", "write", "hiv", cleared("nurse", "hiv"))],
    ["default-deny", question("physician", "write", "contact")],
    ["default-deny", question("clerk", "audit", undefined)],
    ["default-deny", question("administrator", "grantDomains", undefined)],
    ["default-deny", question("steward", "people", undefined)],
  ];
  for (const [rule, asked] of told) {
    const where = `${asked.person.role} ${asked.action} ${asked.compartment}`;
    assert.deepEqual(policy.decide(asked), { allowed: false, rule }, where);
  }
});

test("a permission names its rule too, and every rule has a title", () => {
  assert.deepEqual(policy.decide(question("nurse", "read", "medications")), {
    allowed: true,
    rule: "nurse-reads-medications",
  });
  assert.deepEqual(policy.decide(question("steward", "grantDomains", undefined)), {
    allowed: true,
    rule: "steward-grants",
  });
  assert.equal(policy.titles.size, permits.length + forbids.length);
});

test("a question without the relationship is answered as if there were none", () => {
  const { treating: _left, ...asked } = question("physician", "read", "labs");
  assert.deepEqual(policy.decide(asked), { allowed: false, rule: "needs-treating" });
});

test("a chart action without a compartment, or a site action with one, is denied", () => {
  const denied = { allowed: false, rule: "evaluation-error" };
  assert.deepEqual(policy.decide(question("physician", "read", undefined)), denied);
  assert.deepEqual(policy.decide(question("privacyOfficer", "audit", "identity")), denied);
});

test("a role, port, purpose, clearance, action or compartment that nobody declared is denied", () => {
  const asked = question("physician", "read", "clinical");
  const denied = { allowed: false, rule: "evaluation-error" };
  assert.equal(policy.decide(asked).allowed, true);
  const forged = [
    { ...asked, person: { ...asked.person, role: "surgeon" } },
    { ...asked, person: { ...asked.person, clearances: ["everything"] } },
    { ...asked, port: "sideDoor" },
    { ...asked, purpose: "CURIOSITY" },
    { ...asked, action: "erase" },
    { ...asked, compartment: "clinical2" },
  ];
  for (const question of forged) assert.deepEqual(policy.decide(question as Question), denied);
});

test("a remembered decision is not given to a question that differs in one fact", () => {
  const asked = question("physician", "read", "hiv", cleared("physician", "hiv"));
  assert.equal(policy.decide(asked).allowed, true);
  assert.equal(policy.decide(asked).allowed, true);
  assert.equal(policy.decide({ ...asked, ...cleared("physician") }).allowed, false);
  assert.equal(policy.decide({ ...asked, ...cleared("nurse", "hiv"), action: "write" }).allowed, false);
  assert.equal(policy.decide({ ...asked, compartment: "sti" }).allowed, false);
  assert.equal(policy.decide({ ...asked, treating: false }).allowed, false);
  assert.equal(policy.decide({ ...asked, port: "backoffice" }).allowed, false);
});

test("an explanation lists the smallest changes that would allow, and the rule that then does", () => {
  const why = (asked: Question) => policy.explain(asked);
  assert.deepEqual(why(question("physician", "read", "labs", { treating: false })), [
    { change: "treating", rule: "care-keeps-clinical" },
  ]);
  assert.deepEqual(why(question("physician", "read", "mindJoint", cleared("physician", "mentalHealth"))), [
    { change: "clearance:substanceUse", rule: "physician-keeps-sensitive" },
  ]);
  assert.deepEqual(why(question("nurse", "read", "hiv", { treating: false })), [
    { change: "treating+clearance:hiv", rule: "nurse-reads-sensitive" },
  ]);
  assert.deepEqual(why(question("clerk", "read", "contact", { port: "clinical" })), [
    { change: "port:backoffice", rule: "clerk-keeps-registration" },
  ]);
  assert.deepEqual(why(question("physician", "read", "billing")), [
    { change: "clearance:billing", rule: "care-reads-billing" },
  ]);
});

test("an explanation is empty for what is allowed and for what no relationship, clearance or port would open", () => {
  assert.deepEqual(policy.explain(question("physician", "read", "labs")), []);
  assert.deepEqual(policy.explain(question("clerk", "read", "hiv")), []);
  assert.deepEqual(policy.explain(question("steward", "read", "identity")), []);
});
