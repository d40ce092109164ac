import assert from "node:assert/strict";
import { test } from "node:test";
import { parseWithSource, type JsonObject } from "#shared/fhir/json.ts";
import { measuredIn } from "./measured.ts";

const loinc = (code: string): JsonObject => ({ coding: [{ system: "http://loinc.org", code }] });

test("a value is shown with its unit, and its number text as it came", () => {
  const value = measuredIn(parseWithSource('{"valueQuantity":{"value":1.50,"unit":"mmol/L"}}') as JsonObject);
  assert.equal(value.text, "1.50");
  assert.equal(value.unit, "mmol/L");
});

test("a long fraction is shortened for the eye and kept exact beside it", () => {
  const value = measuredIn({ valueQuantity: { value: 185.8289545670521, unit: "cm" } });
  assert.equal(value.text, "185.8");
  assert.equal(value.exact, "185.8289545670521");
});

test("a blood pressure is one value of two parts", () => {
  const part = (code: string, value: number): JsonObject => ({
    code: loinc(code),
    valueQuantity: { value, unit: "mm[Hg]" },
  });
  const value = measuredIn({ component: [part("8462-4", 81), part("8480-6", 127)] });
  assert.equal(`${value.text} ${value.unit}`, "127/81 mm[Hg]");
  assert.equal(value.number, 127);
});

test("a flag comes from the interpretation first, else from the range that came with the value", () => {
  const range = { low: { value: 3.5 }, high: { value: 5.1 } };
  assert.equal(measuredIn({ valueQuantity: { value: 6.4 }, referenceRange: [range] }).flag, "high");
  assert.equal(measuredIn({ valueQuantity: { value: 3.4 }, referenceRange: [range] }).flag, "low");
  assert.equal(measuredIn({ valueQuantity: { value: 4.2 }, referenceRange: [range] }).flag, undefined);
  const critical = [{ coding: [{ code: "HH" }] }];
  assert.equal(
    measuredIn({ valueQuantity: { value: 6.4 }, referenceRange: [range], interpretation: critical }).flag,
    "criticalHigh",
  );
});

test("a coded answer and a missing one are shown in the words they came with", () => {
  assert.equal(measuredIn({ valueCodeableConcept: { text: "Never smoker" } }).text, "Never smoker");
  assert.equal(measuredIn({ dataAbsentReason: { text: "not performed" } }).text, "not performed");
  assert.equal(measuredIn({}).text, "");
});
