import type { Say } from "./language.ts";

const known = ["male", "female", "other", "unknown"] as const;

/** FHIR administrative gender in words; "not known" rather than a blank. */
export function sexWords(say: Say, sex: string): string {
  const code = known.find((candidate) => candidate === sex);
  return code === undefined ? say("person.notKnown") : say(`person.sexes.${code}`);
}
