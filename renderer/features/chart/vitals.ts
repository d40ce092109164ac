// Vitals as a course: one line for each kind of measurement, with its newest value and what it was before.
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import { codesOf, conceptText, dateIn } from "./elements.ts";
import type { Line } from "./line.ts";

const measuredAt = ({ resource }: DecodedEntry): string =>
  dateIn(resource, "effectiveDateTime", "effectivePeriod", "issued");

/** Grouped by code (by name where there is none), newest first within each, most measured kinds first. */
export function groupVitals(entries: readonly DecodedEntry[]): readonly Line[] {
  const courses = new Map<string, DecodedEntry[]>();
  for (const entry of entries) {
    const key = codesOf(entry.resource["code"])[0] ?? conceptText(entry.resource["code"]);
    const course = courses.get(key);
    if (course === undefined) courses.set(key, [entry]);
    else course.push(entry);
  }
  return [...courses.values()]
    .map((course) => course.toSorted((one, other) => measuredAt(other).localeCompare(measuredAt(one))))
    .sort((one, other) => other.length - one.length)
    .flatMap(([entry, ...earlier]) => (entry === undefined ? [] : [{ entry, earlier }]));
}
