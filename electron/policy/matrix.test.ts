// The golden matrix: written by hand, independent of the policies, so that any change of what anybody may do shows here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compartments, ports, portOf, roles, type Action, type Clearance, type Role } from "#shared/roles.ts";
import { createPolicy } from "./decide.ts";

const policy = createPolicy();

// One row a role and situation; one cell a compartment: r read, w write, d deposit, i import, a dot for what is denied.
// Columns: identity, identifiers, contact, billing | safety, clinical, medications, labs, documents | mental health,
// substance use, HIV, STI, reproductive, genetics, violence | joint: hiv+sti+reproductive, mental+substance, all.
// Clearances: mh su hiv sti rep gen vio bill; "-" none; "no bill" and "bill" any of the sets without and with it.
const matrix = `
physician  treating  -                            rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di ..di ..di ..di ..di | ..di ..di ..di
physician  treating  mh                           rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | rwdi ..di ..di ..di ..di ..di ..di | ..di ..di ..di
physician  treating  su                           rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di rwdi ..di ..di ..di ..di ..di | ..di ..di ..di
physician  treating  hiv                          rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di rwdi ..di ..di ..di ..di | ..di ..di ..di
physician  treating  sti                          rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di rwdi ..di ..di ..di | ..di ..di ..di
physician  treating  rep                          rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di ..di rwdi ..di ..di | ..di ..di ..di
physician  treating  gen                          rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di ..di ..di rwdi ..di | ..di ..di ..di
physician  treating  vio                          rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di ..di ..di ..di rwdi | ..di ..di ..di
physician  treating  bill                         rwdi r..i r..i r..i | rwdi rwdi rwdi rwdi rwdi | ..di ..di ..di ..di ..di ..di ..di | ..di ..di ..di
physician  treating  hiv sti                      rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di rwdi rwdi ..di ..di ..di | ..di ..di ..di
physician  treating  hiv sti rep                  rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | ..di ..di rwdi rwdi rwdi ..di ..di | rwdi ..di ..di
physician  treating  mh su                        rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | rwdi rwdi ..di ..di ..di ..di ..di | ..di rwdi ..di
physician  treating  mh su hiv sti rep gen        rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | rwdi rwdi rwdi rwdi rwdi rwdi ..di | rwdi rwdi ..di
physician  treating  mh su hiv sti rep gen vio    rwdi r..i r..i ...i | rwdi rwdi rwdi rwdi rwdi | rwdi rwdi rwdi rwdi rwdi rwdi rwdi | rwdi rwdi rwdi
physician  treating  mh su hiv sti rep gen vio bill  rwdi r..i r..i r..i | rwdi rwdi rwdi rwdi rwdi | rwdi rwdi rwdi rwdi rwdi rwdi rwdi | rwdi rwdi rwdi
physician  not       no bill                      r..i r..i r..i ...i | r..i ...i ...i ...i ...i | ...i ...i ...i ...i ...i ...i ...i | ...i ...i ...i
physician  not       bill                         r..i r..i r..i r..i | r..i ...i ...i ...i ...i | ...i ...i ...i ...i ...i ...i ...i | ...i ...i ...i

nurse      treating  -                            r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. ..d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  mh                           r... r... r... .... | rwd. rwd. r... rwd. rwd. | r.d. ..d. ..d. ..d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  su                           r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. r.d. ..d. ..d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  hiv                          r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. r.d. ..d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  sti                          r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. r.d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  rep                          r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. ..d. r.d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  gen                          r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. ..d. ..d. r.d. ..d. | ..d. ..d. ..d.
nurse      treating  vio                          r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. ..d. ..d. ..d. r.d. | ..d. ..d. ..d.
nurse      treating  bill                         r... r... r... r... | rwd. rwd. r... rwd. rwd. | ..d. ..d. ..d. ..d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  hiv sti                      r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. r.d. r.d. ..d. ..d. ..d. | ..d. ..d. ..d.
nurse      treating  hiv sti rep                  r... r... r... .... | rwd. rwd. r... rwd. rwd. | ..d. ..d. r.d. r.d. r.d. ..d. ..d. | r.d. ..d. ..d.
nurse      treating  mh su                        r... r... r... .... | rwd. rwd. r... rwd. rwd. | r.d. r.d. ..d. ..d. ..d. ..d. ..d. | ..d. r.d. ..d.
nurse      treating  mh su hiv sti rep gen        r... r... r... .... | rwd. rwd. r... rwd. rwd. | r.d. r.d. r.d. r.d. r.d. r.d. ..d. | r.d. r.d. ..d.
nurse      treating  mh su hiv sti rep gen vio    r... r... r... .... | rwd. rwd. r... rwd. rwd. | r.d. r.d. r.d. r.d. r.d. r.d. r.d. | r.d. r.d. r.d.
nurse      treating  mh su hiv sti rep gen vio bill  r... r... r... r... | rwd. rwd. r... rwd. rwd. | r.d. r.d. r.d. r.d. r.d. r.d. r.d. | r.d. r.d. r.d.
nurse      not       no bill                      r... r... r... .... | r... .... .... .... .... | .... .... .... .... .... .... .... | .... .... ....
nurse      not       bill                         r... r... r... r... | r... .... .... .... .... | .... .... .... .... .... .... .... | .... .... ....

clerk          either    any                      rwdi rwdi rwdi rwdi | ..di ..di ..di ..di ..di | ..di ..di ..di ..di ..di ..di ..di | ..di ..di ..di
privacyOfficer either    any                      r... .... .... .... | .... .... .... .... .... | .... .... .... .... .... .... .... | .... .... ....
administrator  either    any                      .... .... .... .... | .... .... .... .... .... | .... .... .... .... .... .... .... | .... .... ....
steward        either    any                      .... .... .... .... | .... .... .... .... .... | .... .... .... .... .... .... .... | .... .... ....
`;

// What each role may do to the site, in its own port.
const site = `
physician       import                     verify
nurse                                      verify
clerk           import                     verify
privacyOfficer  audit                      verify
administrator   people terminals           verify
steward         grantDomains               verify
`;

const letters = { r: "read", w: "write", d: "deposit", i: "import" } as const;
const short: Readonly<Record<string, Clearance>> = {
  mh: "mentalHealth",
  su: "substanceUse",
  hiv: "hiv",
  sti: "sti",
  rep: "reproductive",
  gen: "genetics",
  vio: "violence",
  bill: "billing",
};

interface Row {
  readonly role: Role;
  readonly treating: readonly boolean[];
  readonly clearances: readonly (readonly Clearance[])[];
  readonly cells: readonly string[];
}

const everySet: readonly (readonly Clearance[])[] = [
  ...new Set(Array.from(matrix.matchAll(/^physician +treating +(.*?) +rwdi/gm), ([, words]) => words ?? "")),
].map(clearancesOf);

function clearancesOf(words: string): Clearance[] {
  return words.split(" ").flatMap((word) => (word === "-" ? [] : [short[word] ?? assert.fail(`no clearance ${word}`)]));
}

function parse(line: string): Row {
  const [, role, treating, words = "", cells = ""] =
    /^(\w+) +(\w+) +(.*?) +([rwdi.]{4} .*)$/.exec(line) ?? assert.fail(line);
  const sets =
    words === "any"
      ? everySet
      : words === "no bill"
        ? everySet.filter((set) => !set.includes("billing"))
        : words === "bill" && treating === "not"
          ? everySet.filter((set) => set.includes("billing"))
          : [clearancesOf(words)];
  return {
    role: role as Role,
    treating: treating === "either" ? [true, false] : [treating === "treating"],
    clearances: sets,
    cells: cells.replaceAll(" | ", " ").split(" "),
  };
}

const rows = matrix
  .split("\n")
  .filter((line) => line !== "")
  .map(parse);

const person = (role: Role, held: readonly Clearance[] = [], onCall = false) => ({
  id: `the ${role}`,
  role,
  unit: "North",
  clearances: held,
  onCall,
});

test("the matrix has a cell for every role, compartment, clearance set and relationship", () => {
  assert.equal(everySet.length, 15);
  const situations = new Map<string, number>();
  for (const row of rows) {
    assert.equal(row.cells.length, compartments.length, `${row.role} row`);
    for (const treating of row.treating) {
      for (const set of row.clearances) {
        const situation = [row.role, treating, ...set].join(" ");
        situations.set(situation, (situations.get(situation) ?? 0) + 1);
      }
    }
  }
  assert.equal(situations.size, roles.length * 2 * everySet.length);
  assert.deepEqual(
    [...situations].filter(([, times]) => times !== 1),
    [],
  );
});

test("policy decides as the matrix says, both ways, in each role's own port", () => {
  const wrong: string[] = [];
  for (const { role, treating, clearances, cells } of rows) {
    for (const near of treating) {
      for (const set of clearances) {
        compartments.forEach((compartment, column) => {
          const port = portOf[role];
          const actual = Object.entries(letters).map(([letter, action]) => {
            const { allowed } = policy.decide({
              person: person(role, set),
              port,
              action,
              compartment,
              treating: near,
              purpose: "TREAT",
            });
            return allowed ? letter : ".";
          });
          if (actual.join("") !== cells[column])
            wrong.push(`${role} ${near} [${set}] ${compartment}: ${actual.join("")}, not ${cells[column]}`);
        });
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test("policy decides on the site as the table says, both ways", () => {
  const actions: Action[] = ["audit", "people", "terminals", "grantDomains", "import", "verify"];
  const actual = roles.map((role) => {
    const may = actions.filter(
      (action) => policy.decide({ person: person(role), port: portOf[role], action, purpose: "HOPERAT" }).allowed,
    );
    return [role, ...may].join(" ");
  });
  const expected = site
    .trim()
    .split("\n")
    .map((line) => line.split(/ +/).join(" "));
  assert.deepEqual(actual, expected);
});

test("nothing is allowed from the other port, whatever the role, action, compartment and clearances", () => {
  const everything = everySet.at(-1) ?? [];
  for (const role of roles) {
    const port = ports.find((name) => name !== portOf[role]) ?? assert.fail();
    for (const compartment of compartments) {
      for (const action of Object.values(letters)) {
        const decision = policy.decide({
          person: person(role, everything),
          port,
          action,
          compartment,
          treating: true,
          purpose: "TREAT",
        });
        assert.deepEqual(decision, { allowed: false, rule: "port-of-role" }, `${role} ${action} ${compartment}`);
      }
    }
    for (const action of ["audit", "people", "terminals", "grantDomains", "import", "verify"] as const) {
      assert.deepEqual(policy.decide({ person: person(role), port, action, purpose: "TREAT" }), {
        allowed: false,
        rule: "port-of-role",
      });
    }
  }
});

test("being on call and the purpose of use change nothing by themselves", () => {
  for (const compartment of compartments) {
    const asked = { port: "clinical", action: "read", compartment, treating: false } as const;
    const usual = policy.decide({ ...asked, person: person("physician"), purpose: "TREAT" });
    assert.deepEqual(policy.decide({ ...asked, person: person("physician", [], true), purpose: "TREAT" }), usual);
    assert.deepEqual(policy.decide({ ...asked, person: person("physician"), purpose: "TRAIN" }), usual);
    assert.deepEqual(policy.decide({ ...asked, person: person("physician"), purpose: "BTG" }), usual);
  }
});
