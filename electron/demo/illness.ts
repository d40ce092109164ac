// What an illness is here, and short ways to write one down.
import type { Code } from "./codes.ts";
import type { MeasureName } from "./measures.ts";
import type { MedicineName } from "./medicines.ts";
import type { Bounds } from "./person.ts";

/** A value that treatment moves from where it was found to where it settles. */
export interface Course {
  readonly measure: MeasureName;
  readonly from: number;
  readonly to: number;
  readonly spread: number;
}
export interface Illness extends Bounds {
  readonly codes: readonly Code[];
  readonly chinese: string;
  /** How many in a hundred of the fitting age have it. */
  readonly share: number;
  readonly medicines: readonly MedicineName[];
  readonly courses: readonly Course[];
  /** "chronic" brings regular visits, "episode" one, "operation" a stay on the ward with the procedure. */
  readonly way: "chronic" | "episode" | "operation";
  readonly procedure?: Code;
}

export const codes = (snomed: string, icd10: string, name: string): readonly Code[] => [
  ["snomed", snomed, name],
  ["icd10", icd10, name],
];
export const course = (measure: MeasureName, from: number, to: number, spread: number): Course => ({
  measure,
  from,
  to,
  spread,
});
export const chronic = (
  coded: readonly Code[],
  chinese: string,
  [youngest, share]: readonly [youngest: number, share: number],
  medicines: readonly MedicineName[],
  courses: readonly Course[],
): Illness => ({ codes: coded, chinese, ages: [youngest, 95], share, medicines, courses, way: "chronic" });
export const episode = (
  coded: readonly Code[],
  chinese: string,
  share: number,
  medicines: readonly MedicineName[],
  courses: readonly Course[] = [],
): Illness => ({ codes: coded, chinese, share, medicines, courses, way: "episode" });
export const operation = (
  coded: readonly Code[],
  chinese: string,
  [youngest, share]: readonly [youngest: number, share: number],
  procedure: Code,
  courses: readonly Course[] = [],
): Illness => ({
  codes: coded,
  chinese,
  ages: [youngest, 90],
  share,
  medicines: ["paracetamol"],
  courses,
  way: "operation",
  procedure,
});
