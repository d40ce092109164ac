// One patient under one unit's care while the chart is made: what every writer of entries needs to know.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dayMilliseconds, startOfDay } from "./calendar.ts";
import type { Chart } from "./chart.ts";
import { concept, type Code } from "./codes.ts";
import type { Course } from "./illness.ts";
import type { Person } from "./person.ts";
import type { Chance } from "./random.ts";

export interface Care {
  readonly chart: Chart;
  readonly chance: Chance;
  readonly person: Person;
  /** What entries name the patient by. */
  readonly subject: JsonObject;
  readonly unit: string;
  readonly physician: string;
  /** The day the clinic is made for: nothing lies after it. */
  readonly today: number;
  /** What speaks against a medicine: illnesses and allergies by name. */
  readonly against: Set<string>;
  /** Which values an illness moves, since when, and in how many milliseconds treatment brings them most of the way. */
  readonly courses: (Course & { readonly since: number; readonly settling: number })[];
  /** Medicines that are taken for good: nobody gets one twice. */
  readonly lasting: Set<string>;
}

/** A visit or a stay: what entries written during it refer to. */
export interface Visit {
  readonly at: number;
  readonly encounter: JsonObject;
}

/** A weekday in working hours, `days` before today, and never before birth. */
export function momentBefore(care: Care, days: number): number {
  const { today, person, chance } = care;
  const early = Math.max(today - days * dayMilliseconds, person.bornAt + 2 * dayMilliseconds);
  const day = startOfDay(Math.min(early, today - dayMilliseconds));
  const weekday = new Date(day).getUTCDay();
  const shift = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  return day - shift * dayMilliseconds + (chance.whole(8, 15) * 60 + chance.pick([0, 10, 20, 30, 40, 50])) * 60_000;
}

/** Words in the patient's language. */
export const said = (care: Care, english: string, chinese: string): string => (care.person.chinese ? chinese : english);

/** A concept whose text is in the patient's language. */
export const namedConcept = (care: Care, codes: readonly Code[], chinese: string): JsonObject =>
  concept(codes, said(care, codes[0]?.[2] ?? "", chinese));

/** What an entry about this patient, made in this visit, always says. */
export const about = (care: Care, visit: Visit): { subject: JsonObject; encounter: JsonObject } => ({
  subject: care.subject,
  encounter: visit.encounter,
});
