import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveChance } from "./random.ts";

const draw = (seed: number, ...further: number[]): number[] => {
  const chance = deriveChance(seed, ...further);
  return Array.from({ length: 8 }, () => chance.next());
};

test("chance is the same for the same numbers and another for neighbouring ones", () => {
  assert.deepEqual(draw(7, 1), draw(7, 1));
  const first = new Set([draw(7, 1), draw(7, 2), draw(8, 1), draw(7), draw(7 + 2 ** 32, 1)].map((list) => list[0]));
  assert.equal(first.size, 5);
});

test("chance fills its range evenly and keeps to its ends", () => {
  const chance = deriveChance(3);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let round = 0; round < 20_000; round += 1) {
    const at = chance.whole(0, 9);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  assert.equal(counts.length, 10);
  for (const count of counts) assert.ok(count > 1_800 && count < 2_200, `a tenth came ${count} times in 20,000`);
  for (let round = 0; round < 1_000; round += 1) assert.ok(Math.abs(chance.around(100, 5) - 100) <= 15);
});

test("chance makes identifiers of the form of a version 4 UUID, each once", () => {
  const chance = deriveChance(5);
  const made = Array.from({ length: 2_000 }, () => chance.uuid());
  assert.equal(new Set(made).size, made.length);
  for (const one of made) assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("chance refuses to pick from nothing", () => assert.throws(() => deriveChance(1).pick([]), RangeError));
