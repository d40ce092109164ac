// Chance that comes out the same every time: a small fast counting generator (sfc32), seeded by numbers. Not for keys.

/** One stream of chance; the same numbers in give the same stream. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Roughly normal, never further than three times the spread. */
  around(mean: number, spread: number): number;
  /** A version 4 UUID in form. */
  uuid(): string;
}

/** A stream of its own for each seed and each further number, such as a patient's place in the list. */
export function deriveChance(seed: number, ...further: readonly number[]): Chance {
  const next = sfc32(seed, further);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    happens: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("nothing to pick from");
      return list[whole(0, list.length - 1)] as (typeof list)[number];
    },
    around: (mean, spread) => mean + (next() + next() + next() + next() - 2) * 1.5 * spread,
    uuid: () => uuidOf(Array.from({ length: 4 }, () => Math.floor(next() * 2 ** 32))),
  };
}

function sfc32(seed: number, further: readonly number[]): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (const number of [seed, ...further]) {
    a ^= number | 0;
    b ^= Math.floor(number / 2 ** 32) | 0;
    // Twelve rounds spread neighbouring seeds over the whole state.
    for (let round = 0; round < 12; round += 1) step();
  }
  return () => step() / 2 ** 32;
}

function uuidOf(words: readonly number[]): string {
  const digits = words.map((word) => word.toString(16).padStart(8, "0")).join("");
  const variant = "89ab".charAt(Number.parseInt(digits.charAt(16), 16) & 3);
  const group = (from: number, to: number): string => digits.slice(from, to);
  return `${group(0, 8)}-${group(8, 12)}-4${group(13, 16)}-${variant}${group(17, 20)}-${group(20, 32)}`;
}
