import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import type { JsonObject } from "#shared/fhir/json.ts";
import { allergiesIn } from "./allergies.ts";

const allergy = (resource: JsonObject): DecodedEntry => ({
  entryId: "a",
  versionId: "v",
  ordinal: 1,
  type: "AllergyIntolerance",
  resource,
  odd: false,
  unsure: false,
  compartments: ["safety"],
});
const penicillin = { code: { text: "Penicillin" }, criticality: "high" };
const nothingKnown = { code: { coding: [{ code: "716186003", display: "No known allergy" }] } };

test("no entry means not recorded, which is not the same as none known", () => {
  assert.equal(allergiesIn([], []).kind, "notRecorded");
  assert.equal(allergiesIn([allergy(nothingKnown)], []).kind, "noneKnown");
});

test("a listed allergy stands before a coded none", () => {
  const found = allergiesIn([allergy(nothingKnown), allergy(penicillin)], []);
  assert.deepEqual(found, { kind: "listed", allergies: [{ id: "a", name: "Penicillin", severe: true }] });
});

test("a resolved or refuted allergy is not warned of", () => {
  const resolved = { ...penicillin, clinicalStatus: { coding: [{ code: "resolved" }] } };
  const refuted = { ...penicillin, verificationStatus: { coding: [{ code: "refuted" }] } };
  assert.equal(allergiesIn([allergy(resolved), allergy(refuted)], []).kind, "notRecorded");
});

test("a closed safety compartment is told as withheld, never as not recorded", () => {
  assert.equal(allergiesIn([], [{ compartment: "safety", rule: "care-needs-clinical-port" }]).kind, "withheld");
});
