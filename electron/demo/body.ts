// What a value would be on a day: the healthy value for the person's age and sex, moved by the illnesses they have.
import { yearMilliseconds } from "./calendar.ts";
import type { Care } from "./care.ts";
import { measures, type Measure, type MeasureName } from "./measures.ts";

/** The value of a measure on a day, rounded as its instrument shows it. */
export function valueAt(care: Care, name: MeasureName, at: number): number {
  const course = care.courses.findLast((one) => one.measure === name && one.since <= at);
  if (course === undefined) {
    const [middle, spread] = healthy(care, name, at);
    return rounded(care.chance.around(middle, spread), name);
  }
  const left = Math.exp(-(at - course.since) / course.settling);
  return rounded(care.chance.around(course.to + (course.from - course.to) * left, course.spread), name);
}

function rounded(value: number, name: MeasureName): number {
  const measure: Measure = measures[name];
  const most = name === "saturation" ? 100 : Number.POSITIVE_INFINITY;
  return Number(Math.min(Math.max(value, 0), most).toFixed(measure.places));
}

function healthy(care: Care, name: MeasureName, at: number): readonly [middle: number, spread: number] {
  const age = (at - care.person.bornAt) / yearMilliseconds;
  const grown = Math.min(age, 18) / 18;
  const woman = care.person.sex === "female";
  switch (name) {
    case "systolic":
      return [92 + 24 * grown + Math.max(0, age - 40) * 0.22, 5];
    case "diastolic":
      return [58 + 16 * grown, 4];
    case "pulse":
      return [104 - 32 * grown, 5];
    case "breathing":
      return [23 - 8 * grown, 1];
    case "temperature":
      return [36.7, 0.2];
    case "saturation":
      return [98, 0.6];
    case "haemoglobin":
      return [age < 14 ? 13 : woman ? 13.4 : 14.9, 0.4];
    case "filtration":
      return [118 - Math.max(0, age - 30) * 0.75, 4];
    case "creatinine":
      return [0.35 + 0.5 * grown + (woman ? 0 : 0.12), 0.06];
    default:
      return middleOf(measures[name]);
  }
}

/** The middle of the healthy range; a value without a lower end lies well below the upper one. */
function middleOf(measure: Measure): readonly [middle: number, spread: number] {
  const { low = 0, high = low * 1.5 } = measure;
  const share = low === 0 ? 0.45 : 0.5;
  return [low + (high - low) * share, (high - low) * 0.07];
}

/** Height in centimetres at an age, from a person's height when grown. */
export function heightAt(grownHeight: number, age: number): number {
  const child = age < 1 ? 50 + 25 * age : 75 + (grownHeight - 75) * Math.min(1, (age - 1) / 16);
  return Math.round(Math.min(child, grownHeight));
}
