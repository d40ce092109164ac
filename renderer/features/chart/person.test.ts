import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import type { JsonObject } from "#shared/fhir/json.ts";
import { personIn } from "./person.ts";

const patient = (resource: JsonObject): DecodedEntry[] => [
  {
    entryId: "",
    versionId: "",
    ordinal: 1,
    type: "Patient",
    resource,
    odd: false,
    unsure: false,
    compartments: ["identity"],
  },
];

test("a Latin name is shown family first in capitals, with its title", () => {
  const person = personIn(patient({ name: [{ family: "Okafor", given: ["Ada", "Grace"], prefix: ["Ms."] }] }));
  assert.equal(person?.name, "OKAFOR, Ada Grace (Ms.)");
});

test("a Chinese name is shown family first without a space", () => {
  assert.equal(personIn(patient({ name: [{ family: "欧阳", given: ["娜娜"] }] }))?.name, "欧阳娜娜");
});

test("the official name comes before a maiden name, whatever their order", () => {
  const name = [
    { use: "maiden", family: "Lind" },
    { use: "official", family: "Berg" },
  ];
  assert.deepEqual(personIn(patient({ name }))?.otherNames, ["LIND"]);
});

test("somebody dead since an unknown day is dead, somebody said to live is not", () => {
  assert.equal(personIn(patient({ deceasedBoolean: true }))?.diedOn, "");
  assert.equal(personIn(patient({ deceasedBoolean: false }))?.diedOn, undefined);
});

test("an identifier keeps the label it was given", () => {
  const identifier = [{ type: { text: "MRN" }, value: "4711" }, { system: "urn:oid:1.2.3" }];
  assert.deepEqual(personIn(patient({ identifier }))?.identifiers, [{ label: "MRN", value: "4711" }]);
});
