// Pointers into an entry (RFC 6901): taking elements out and putting them back where the source had them.
import { isObject, setMember, type JsonObject, type JsonValue } from "./json.ts";

export type Fragment = readonly [pointer: string, value: JsonValue];

export const pointerOf = (steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
const stepsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

const isIndex = (step: string): boolean => /^(?:0|[1-9]\d*)$/.test(step);

/** Source order: an item before the next, whatever their numbers of digits. */
export function inSourceOrder(one: Fragment, other: Fragment): number {
  const [left, right] = [stepsOf(one[0]), stepsOf(other[0])];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [a, b] = [left[at] as string, right[at] as string];
    if (a === b) continue;
    if (isIndex(a) && isIndex(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/**
 * Puts fragments into an entry, lowest source position first. INVARIANT: inserted in that order, items find their
 * source positions again; where neighbours are withheld the rest closes up.
 */
export function putBack(entry: JsonObject, fragments: readonly Fragment[]): void {
  for (const [pointer, value] of fragments.toSorted(inSourceOrder)) insert(entry, stepsOf(pointer), value);
}

function insert(entry: JsonObject, steps: readonly string[], value: JsonValue): void {
  let place: JsonValue = entry;
  for (const [at, step] of steps.entries()) {
    const next = steps[at + 1];
    const list: JsonValue[] | undefined = Array.isArray(place) ? place : undefined;
    if (next === undefined) {
      if (list) list.splice(Math.min(Number(step), list.length), 0, value);
      else if (isObject(place)) setMember(place, step, value);
      return;
    }
    let inner: JsonValue | undefined = list
      ? list[Number(step)]
      : isObject(place) && Object.hasOwn(place, step)
        ? place[step]
        : undefined;
    if (inner === undefined) {
      inner = isIndex(next) ? [] : {};
      if (list) list.push(inner);
      else if (isObject(place)) setMember(place, step, inner);
    }
    place = inner;
  }
}
