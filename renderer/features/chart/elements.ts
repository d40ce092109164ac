// Reading FHIR elements that may be absent, partial or of an unexpected shape: nothing here throws.
import { isObject, numberText, type JsonObject, type JsonValue } from "#shared/fhir/json.ts";

export const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? value : [value]).filter(isObject);
export const objectOf = (value: JsonValue | undefined): JsonObject | undefined => listOf(value)[0];
export const stringOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
export const stringsOf = (value: JsonValue | undefined): readonly string[] =>
  (Array.isArray(value) ? value : []).filter((item): item is string => typeof item === "string");

/** The codes of a CodeableConcept, or of a list of them. */
export const codesOf = (value: JsonValue | undefined): readonly string[] =>
  listOf(value).flatMap((concept) => listOf(concept["coding"]).map((coding) => stringOf(coding["code"])));

/** A CodeableConcept as it was written: its text, else the first name of a code, else the code. */
export function conceptText(value: JsonValue | undefined): string {
  for (const concept of listOf(value)) {
    const codings = listOf(concept["coding"]);
    const named = codings.find((coding) => stringOf(coding["display"]) !== "");
    const text = stringOf(concept["text"]) || stringOf(named?.["display"]) || stringOf(codings[0]?.["code"]);
    if (text !== "") return text;
  }
  return "";
}

/** What a reference is called, where it says so itself. */
export const referenceText = (value: JsonValue | undefined): string => stringOf(objectOf(value)?.["display"]);

/** A measured number short enough to read at a glance; `exact` is what was recorded. */
export function shownNumber(
  value: JsonValue | undefined,
): { readonly shown: string; readonly exact: string } | undefined {
  const exact = numberText(value);
  if (exact === undefined) return undefined;
  const decimals = /\.(\d+)$/.exec(exact)?.[1]?.length ?? 0;
  return { exact, shown: decimals <= 3 ? exact : shortened(Number(exact)) };
}

function shortened(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(1);
  return size >= 1 ? value.toFixed(2) : value.toPrecision(3);
}

/** The first of these members that holds a date, a dateTime or a Period's start. */
export function dateIn(resource: JsonObject, ...members: readonly string[]): string {
  for (const member of members) {
    const value = resource[member];
    const date = typeof value === "string" ? value : stringOf(objectOf(value)?.["start"]);
    if (date !== "") return date;
  }
  return "";
}
