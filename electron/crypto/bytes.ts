// Byte strings as one unambiguous byte string: everything that is signed, hashed or bound as associated data goes
// through `encode`, so no two lists of items ever give the same bytes (no delimiters, no canonical JSON).
import { timingSafeEqual } from "node:crypto";
import { Refusal } from "#shared/refusal.ts";

export type Item = Uint8Array | string | number;

const malformed = (): Refusal => new Refusal("unreadable");

/**
 * Pre-authentication encoding: the count of items, then each item behind its length, both as 32-bit big-endian.
 * A string is its UTF-8, a number 8 bytes big-endian. Throws on a number that is no integer from 0 to 2^53 - 1.
 * The result has memory of its own: a pooled buffer sent to another thread would take its neighbours along.
 */
export function encode(...items: Item[]): Buffer {
  let length = 4;
  for (const item of items) length += 4 + lengthOf(item);
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = bytes.writeUInt32BE(items.length, 0);
  for (const item of items) {
    const size = lengthOf(item);
    at = bytes.writeUInt32BE(size, at);
    if (typeof item === "string") bytes.write(item, at, "utf8");
    else if (typeof item === "number") writeNumber(bytes, item, at);
    else bytes.set(item, at);
    at += size;
  }
  return bytes;
}

/** The items of `encode`, as views into `bytes`. Refuses `unreadable` when anything is missing or left over. */
export function decode(bytes: Uint8Array): Buffer[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (whole.length < 4) throw malformed();
  const count = whole.readUInt32BE(0);
  if (count > (whole.length - 4) / 4) throw malformed();
  const items: Buffer[] = [];
  let at = 4;
  for (let index = 0; index < count; index++) {
    if (at + 4 > whole.length) throw malformed();
    const size = whole.readUInt32BE(at);
    at += 4;
    if (size > whole.length - at) throw malformed();
    items.push(whole.subarray(at, at + size));
    at += size;
  }
  if (at !== whole.length) throw malformed();
  return items;
}

/** The number behind an 8-byte item of `decode`. Refuses `unreadable` on another length and above 2^53 - 1. */
export function numberOf(item: Uint8Array): number {
  if (item.length !== 8) throw malformed();
  const view = new DataView(item.buffer, item.byteOffset, 8);
  const value = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (!Number.isSafeInteger(value)) throw malformed();
  return value;
}

/** Whether two byte strings are equal, in time that depends on their lengths only. */
export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Overwrites secrets with zeros; called in `finally` by whoever made them. */
export function wipe(...secrets: (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

function lengthOf(item: Item): number {
  if (typeof item === "string") return Buffer.byteLength(item, "utf8");
  return typeof item === "number" ? 8 : item.length;
}

function writeNumber(bytes: Buffer, value: number, at: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError("only whole numbers from 0 to 2^53 - 1 are encoded");
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), at);
  bytes.writeUInt32BE(value % 2 ** 32, at + 4);
}
