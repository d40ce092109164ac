import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, JsonValue } from "#shared/fhir/json.ts";
import { isObject } from "#shared/fhir/json.ts";
import { prepareEntry, type PreparedEntry } from "#shared/fhir/split.ts";
import { isResourceType } from "#shared/fhir/types.ts";
import { guarded, type Compartment } from "#shared/roles.ts";
import { demoBundles } from "./bundles.ts";
import { demoUnits } from "./people.ts";

interface Entry {
  readonly fullUrl: string;
  readonly resource: JsonObject & { resourceType: string };
  readonly request: { method: string; url: string };
}
const today = new Date("2026-03-02T09:00:00Z");
const made = [...demoBundles(11, 60, today)].map(({ unit, bundle }) => {
  const { entry } = JSON.parse(bundle) as { entry: Entry[] };
  const prepared = entry.map(({ resource, fullUrl }) =>
    prepareEntry(JSON.stringify(resource), { oddNumbers: false, fullUrl }),
  );
  return { unit, text: bundle, entries: entry, prepared };
});

/** Every string at any depth under one of the member names. */
function stringsOf(value: JsonValue, wanted: (member: string) => boolean, member = ""): string[] {
  if (typeof value === "string") return wanted(member) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => stringsOf(item, wanted, member));
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => stringsOf(value[key] as JsonValue, wanted, key));
}
const partsIn = (prepared: readonly PreparedEntry[]): Compartment[] =>
  prepared.flatMap((entry) => entry.parts.map((part) => part.compartment));
const codesOf = (entries: readonly Entry[], type: string): string[] =>
  entries
    .filter((one) => one.resource.resourceType === type)
    .flatMap((one) => stringsOf(one.resource, (m) => m === "code"));

test("the clinic is the same for the same seed, and a larger one begins with the smaller", () => {
  const again = [...demoBundles(11, 80, today)].map(({ bundle }) => bundle);
  assert.deepEqual(
    again.slice(0, 60),
    made.map(({ text }) => text),
  );
  assert.notEqual([...demoBundles(12, 1, today)][0]?.bundle, again[0]);
});

test("each bundle is a transaction about one patient whose references all resolve inside it", () => {
  const everyUrl = made.flatMap(({ entries }) => entries.map((entry) => entry.fullUrl));
  assert.equal(new Set(everyUrl).size, everyUrl.length);
  for (const { text, unit, entries, prepared } of made) {
    const { resourceType, type } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([resourceType, type], ["Bundle", "transaction"]);
    assert.ok(demoUnits.includes(unit));
    const urls = new Set(entries.map((entry) => entry.fullUrl));
    const patients = entries.filter((entry) => entry.resource.resourceType === "Patient");
    assert.equal(patients.length, 1);
    for (const { resource, request, fullUrl } of entries) {
      assert.match(fullUrl, /^urn:uuid:/);
      assert.deepEqual(request, { method: "POST", url: resource.resourceType });
      assert.ok(isResourceType(resource.resourceType), resource.resourceType);
      for (const reference of stringsOf(resource, (member) => member === "reference")) assert.ok(urls.has(reference));
    }
    const name = patients[0]?.fullUrl ?? "";
    for (const entry of prepared.filter((one) => one.type !== "Patient")) assert.deepEqual(entry.subjects, [name]);
    assert.ok(prepared.find((one) => one.type === "Patient")?.names.includes(name));
  }
});

test("sixty patients have something in every sensitive and joint compartment, and most have nothing there", () => {
  const found = new Set(made.flatMap(({ prepared }) => partsIn(prepared)));
  for (const compartment of guarded) assert.ok(found.has(compartment), compartment);
  const touched = made.filter(({ prepared }) => partsIn(prepared).some((place) => guarded.includes(place))).length;
  assert.ok(touched >= 11 && touched <= 30, `${touched} of 60 have something sensitive`);
});

test("ordinary illnesses and medicines are not taken for sensitive ones", () => {
  const ordinary = new Set(["59621000", "44054006", "55822004", "17767", "6809", "83367", "8480-6", "718-7", "4548-4"]);
  let seen = 0;
  for (const { entries, prepared } of made) {
    for (const [at, { resource }] of entries.entries()) {
      if (!stringsOf(resource, (member) => member === "code").some((code) => ordinary.has(code))) continue;
      seen += 1;
      for (const part of prepared[at]?.parts ?? []) assert.ok(!guarded.includes(part.compartment), part.compartment);
    }
  }
  assert.ok(seen > 50);
});

test("charts hold together: diabetics have HbA1c and metformin, and nobody allergic to penicillin gets amoxicillin", () => {
  const diabetics = made.filter(({ entries }) => codesOf(entries, "Condition").includes("44054006"));
  assert.ok(diabetics.length > 0);
  for (const { entries } of diabetics) {
    assert.ok(codesOf(entries, "Observation").includes("4548-4"));
    assert.ok(codesOf(entries, "MedicationRequest").includes("6809"));
  }
  const many = [...demoBundles(4, 400, today)].map(({ bundle }) => (JSON.parse(bundle) as { entry: Entry[] }).entry);
  const allergic = many.filter((entries) => codesOf(entries, "AllergyIntolerance").includes("91936005"));
  assert.ok(allergic.length > 5);
  for (const entries of allergic) assert.ok(!codesOf(entries, "MedicationRequest").includes("723"));
  assert.ok(many.some((entries) => codesOf(entries, "MedicationRequest").includes("723")));
});

test("nothing happens before birth, and nothing was recorded after the day the clinic is made for", () => {
  for (const { entries } of made) {
    const born = String(entries.find((one) => one.resource.resourceType === "Patient")?.resource["birthDate"]);
    for (const { resource } of entries) {
      const moments = stringsOf(resource, (member) =>
        /^(effectiveDateTime|authoredOn|issued|onsetDateTime|abatementDateTime|occurrenceDateTime|date|start|end)$/.test(
          member,
        ),
      );
      for (const moment of moments) {
        assert.ok(moment.slice(0, 10) >= born, `${resource.resourceType} ${moment} before ${born}`);
        assert.ok(moment.slice(0, 10) <= "2026-03-02", `${resource.resourceType} ${moment}`);
      }
    }
  }
});

test("half of the patients have Chinese names, most of those a second one in pinyin; record numbers are unique", () => {
  const patients = made.map(({ entries }) => entries[0]?.resource as JsonObject);
  const chinese = patients.filter((one) => /\p{Script=Han}/u.test(JSON.stringify(one["name"])));
  assert.ok(chinese.length > 15 && chinese.length < 45);
  const twice = chinese.filter((one) => (one["name"] as JsonValue[]).length === 2);
  assert.ok(twice.length > chinese.length / 2 && twice.length < chinese.length);
  const numbers = patients.flatMap((one) => stringsOf(one["identifier"] as JsonValue, (member) => member === "value"));
  assert.equal(new Set(numbers).size, made.length);
});
