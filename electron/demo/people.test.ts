import assert from "node:assert/strict";
import { test } from "node:test";
import { clearances, portOf, roles } from "#shared/roles.ts";
import { demoCustodians, demoPeople, demoUnits } from "./people.ts";

test("the clinic has every role, one administrator, one steward and two custodians", () => {
  for (const role of roles)
    assert.ok(
      demoPeople.some((one) => one.role === role),
      role,
    );
  for (const role of ["administrator", "steward"])
    assert.equal(demoPeople.filter((one) => one.role === role).length, 1, role);
  assert.equal(demoCustodians.length, 2);
  assert.equal(new Set(demoPeople.map((one) => one.user)).size, demoPeople.length);
});

test("the clinic has a physician with and one without each clearance, one in Medicine with all, one on call", () => {
  const physicians = demoPeople.filter((one) => one.role === "physician");
  for (const clearance of clearances) {
    const cleared = physicians.filter((one) => one.clearances.includes(clearance)).length;
    assert.ok(cleared > 0 && cleared < physicians.length, clearance);
  }
  const fully = physicians.filter((one) => clearances.every((clearance) => one.clearances.includes(clearance)));
  assert.deepEqual(
    fully.map((one) => one.unit),
    ["Medicine"],
  );
  assert.ok(physicians.some((one) => one.unit === "Surgery"));
  assert.ok(physicians.some((one) => one.onCall));
});

test("the clinic's units are those its people work in, and care roles have one", () => {
  for (const one of demoPeople) {
    if (portOf[one.role] === "clinical") assert.ok(one.unit !== undefined, one.user);
    if (one.unit !== undefined) assert.ok(demoUnits.includes(one.unit), one.user);
  }
  assert.ok(demoPeople.some((one) => one.role === "clerk" && one.unit === "Medicine"));
});
