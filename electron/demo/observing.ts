// Observations: single values, the vital signs of a visit, and laboratory work with its report.
import type { JsonObject } from "#shared/fhir/json.ts";
import { heightAt, valueAt } from "./body.ts";
import { instantText, yearMilliseconds } from "./calendar.ts";
import { about, type Care, type Visit } from "./care.ts";
import { concept, hl7, quantity } from "./codes.ts";
import { measures, type Measure, type MeasureName } from "./measures.ts";

/** Adds one measured value. */
export function addValue(care: Care, visit: Visit, name: MeasureName, value: number): JsonObject {
  const measure: Measure = measures[name];
  return care.chart.add({
    resourceType: "Observation",
    status: "final",
    category: [hl7("observation-category", measure.kind)],
    code: concept([measure.code]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    valueQuantity: quantity(value, measure.unit),
    ...judgement(measure, value),
  });
}

function judgement(measure: Measure, value: number): JsonObject {
  const { low, high, unit } = measure;
  if (low === undefined && high === undefined) return {};
  const flag = low !== undefined && value < low ? "L" : high !== undefined && value > high ? "H" : "N";
  const range = {
    ...(low === undefined ? {} : { low: quantity(low, unit) }),
    ...(high === undefined ? {} : { high: quantity(high, unit) }),
  };
  return { interpretation: [hl7("v3-ObservationInterpretation", flag)], referenceRange: [range] };
}

/** How tall someone is when grown, and how heavy for that height. */
export interface Build {
  readonly height: number;
  readonly bodyMass: number;
}

/** Adds what is measured at the beginning of a visit; small children get no blood pressure. */
export function addVitalSigns(care: Care, visit: Visit, build: Build): void {
  const age = (visit.at - care.person.bornAt) / yearMilliseconds;
  const height = heightAt(build.height, age);
  const bodyMass = Number((age < 18 ? 15.5 + age * 0.28 : care.chance.around(build.bodyMass, 0.3)).toFixed(1));
  if (age >= 5) addBloodPressure(care, visit);
  for (const name of ["pulse", "breathing", "saturation", "temperature"] as const) {
    if (name === "pulse" || care.chance.happens(0.5)) addValue(care, visit, name, valueAt(care, name, visit.at));
  }
  addValue(care, visit, "height", height);
  addValue(care, visit, "weight", Number(((bodyMass * height * height) / 10_000).toFixed(1)));
  addValue(care, visit, "bodyMass", bodyMass);
}

function addBloodPressure(care: Care, visit: Visit): void {
  const component = (name: "systolic" | "diastolic"): JsonObject => ({
    code: concept([measures[name].code]),
    valueQuantity: quantity(valueAt(care, name, visit.at), measures[name].unit),
  });
  care.chart.add({
    resourceType: "Observation",
    status: "final",
    category: [hl7("observation-category", "vital-signs")],
    code: concept([["loinc", "85354-9", "Blood pressure panel with all children optional"]]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    component: [component("systolic"), component("diastolic")],
  });
}

/** Adds laboratory values of a day and the report that lists them. */
export function addLaboratory(care: Care, visit: Visit, names: Iterable<MeasureName>): void {
  const result = [...new Set(names)]
    .filter((name) => measures[name].kind === "laboratory")
    .map((name) => addValue(care, visit, name, valueAt(care, name, visit.at)));
  if (result.length === 0) return;
  care.chart.add({
    resourceType: "DiagnosticReport",
    status: "final",
    category: [hl7("v2-0074", "LAB", "Laboratory")],
    code: concept([["loinc", "11502-2", "Laboratory report"]]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    issued: instantText(Math.min(visit.at + 6 * 3_600_000, care.today)),
    performer: [{ display: "Clinic laboratory" }],
    result,
  });
}
