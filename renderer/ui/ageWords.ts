import { ageOf } from "./dates.ts";
import type { Say } from "./language.ts";

/** "47y" or "47岁", today or on the day given; empty when it cannot be told. */
export function ageWords(say: Say, birth: string, on: string | Date = new Date()): string {
  const age = ageOf(birth, on);
  return age === undefined ? "" : say(`person.age.${age.unit}`, { count: age.count });
}
