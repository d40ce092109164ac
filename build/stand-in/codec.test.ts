import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, encode } from "./codec.ts";

const round = (value: unknown): unknown => decode(encode(structuredClone(value)));

test("JSON crosses as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(round(value), structuredClone(value));
    }),
  );
});

test("what JSON has no word for crosses too", () => {
  const value = {
    nothing: undefined, numbers: [Number.NaN, -0, Infinity, 7n], at: new Date(5), map: new Map([["a", { b: 1 }]]),
    set: new Set([1, "x"]), bytes: new Uint8Array([1, 2, 255]), words: new Uint16Array([1, 65535]), buffer: new ArrayBuffer(3),
  }; // prettier-ignore
  assert.deepEqual(round(value), value);
  const holes: unknown[] = [1];
  holes.length = 3;
  assert.deepEqual(round(holes), holes);
});

test("a cycle stays a cycle, and one thing named twice stays one thing", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const back = round({ cycle, list: [cycle] }) as { cycle: { self: unknown }; list: unknown[] };
  assert.equal(back.cycle.self, back.cycle);
  assert.equal(back.list[0], back.cycle);
});

test("a member named __proto__ stays a member", () => {
  const back = round(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
  assert.deepEqual(Object.keys(back), ["__proto__"]);
  assert.equal("polluted" in back, false);
});

test("an error keeps its name and message; what cannot be cloned is refused", () => {
  const back = round(new RangeError("far")) as Error;
  assert.deepEqual([back.name, back.message], ["RangeError", "far"]);
  assert.throws(() => encode(/x/), /could not be cloned/);
});
