// The value of an Observation: text, unit and flag, from whichever of FHIR's value elements it came in.
import { numberText, type JsonObject, type JsonValue } from "#shared/fhir/json.ts";
import { codesOf, conceptText, listOf, objectOf, shownNumber, stringOf } from "./elements.ts";

export const flags = ["criticalHigh", "criticalLow", "high", "low", "abnormal", "positive"] as const;
export type Flag = (typeof flags)[number];

export interface Measured {
  readonly text: string;
  readonly unit: string;
  /** What was recorded, where `text` is shortened. */
  readonly exact: string;
  readonly flag: Flag | undefined;
  /** For a course over time. */
  readonly number: number | undefined;
  readonly range: string;
}

// HL7 v3 ObservationInterpretation.
const flagOfCode: Readonly<Partial<Record<string, Flag>>> = {
  HH: "criticalHigh",
  LL: "criticalLow",
  H: "high",
  HU: "high",
  L: "low",
  LU: "low",
  A: "abnormal",
  AA: "abnormal",
  POS: "positive",
};

/** The systolic and diastolic parts of a blood pressure (LOINC); they are read as one value. */
const systolic = "8480-6";
const diastolic = "8462-4";

export function measuredIn(observation: JsonObject): Measured {
  const parts = listOf(observation["component"]);
  const pair = [systolic, diastolic].map((code) => parts.find((part) => codesOf(part["code"]).includes(code)));
  const [upper, lower] = pair.map((part) => (part === undefined ? undefined : valueIn(part)));
  if (upper !== undefined && lower !== undefined)
    return { ...upper, text: `${upper.text}/${lower.text}`, exact: `${upper.exact}/${lower.exact}` };
  const own = valueIn(observation);
  if (own.text !== "" || parts.length === 0) return own;
  const texts = parts.map((part) => [conceptText(part["code"]), valueIn(part)] as const);
  const text = texts.map(([name, value]) => `${name} ${value.text} ${value.unit}`.trim()).join("; ");
  return { ...own, text, exact: text };
}

function valueIn(source: JsonObject): Measured {
  const quantity = objectOf(source["valueQuantity"]);
  const range = rangeIn(source);
  const flag = codesOf(source["interpretation"])
    .map((code) => flagOfCode[code])
    .find((known) => known !== undefined);
  if (quantity !== undefined) {
    const value = shownNumber(quantity["value"]);
    const number = value === undefined ? undefined : Number(value.exact);
    const comparator = stringOf(quantity["comparator"]);
    return {
      text: `${comparator}${value?.shown ?? ""}`,
      exact: `${comparator}${value?.exact ?? ""}`,
      unit: stringOf(quantity["unit"]) || stringOf(quantity["code"]),
      flag: flag ?? beyond(number, range),
      number,
      range: range?.text ?? "",
    };
  }
  const text = otherValue(source);
  return { text, exact: text, unit: "", flag, number: undefined, range: range?.text ?? "" };
}

function otherValue(source: JsonObject): string {
  const concept = conceptText(source["valueCodeableConcept"]);
  if (concept !== "") return concept;
  for (const member of ["valueString", "valueDateTime", "valueTime"])
    if (stringOf(source[member]) !== "") return stringOf(source[member]);
  const whole = numberText(source["valueInteger"]);
  if (whole !== undefined) return whole;
  if (typeof source["valueBoolean"] === "boolean") return source["valueBoolean"] ? "✓" : "✗";
  return conceptText(source["dataAbsentReason"]);
}

interface Bounds {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly text: string;
}

function rangeIn(source: JsonObject): Bounds | undefined {
  const range = objectOf(source["referenceRange"]);
  if (range === undefined) return undefined;
  const [low, high] = [boundOf(range["low"]), boundOf(range["high"])];
  const written = stringOf(range["text"]);
  const text =
    low !== undefined && high !== undefined
      ? `${low}–${high}`
      : low !== undefined
        ? `≥ ${low}`
        : high !== undefined
          ? `≤ ${high}`
          : "";
  return { low, high, text: written === "" ? text : written };
}

const boundOf = (value: JsonValue | undefined): number | undefined => {
  const text = numberText(objectOf(value)?.["value"]);
  return text === undefined ? undefined : Number(text);
};

/** Only against the range that came with the value itself. */
function beyond(value: number | undefined, range: Bounds | undefined): Flag | undefined {
  if (value === undefined || range === undefined) return undefined;
  if (range.high !== undefined && value > range.high) return "high";
  return range.low !== undefined && value < range.low ? "low" : undefined;
}
