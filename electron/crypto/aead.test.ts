import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "#shared/refusal.ts";
import { keyOf, nonceSize, open, openWith, seal, sealOverhead, unsafeSealWithNonce } from "./aead.ts";

const refused = (error: unknown): boolean =>
  error instanceof Refusal &&
  error.code === "unreadable" &&
  error.cause === undefined &&
  Object.keys(error.facts).length === 0;
const bytes = fc.uint8Array({ maxLength: 200 });
const key = keyOf(randomBytes(32));
const associated = Buffer.from("chart and row");

test("the public answers: GCM test cases 13 and 14", () => {
  const zero = keyOf(Buffer.alloc(32));
  const nonce = Buffer.alloc(12);
  const nothing = Buffer.alloc(0);
  assert.equal(unsafeSealWithNonce(zero, nonce, nothing, nothing).toString("hex"), "530f8afbc74536b9a963b4f1c4cb738b");
  const sealed = unsafeSealWithNonce(zero, nonce, nothing, Buffer.alloc(16));
  assert.equal(sealed.toString("hex"), "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
  assert.deepEqual(openWith(zero, nonce, nothing, sealed), Buffer.alloc(16));
});

test("open gives back what seal took, for any plain text and associated data", () => {
  fc.assert(
    fc.property(bytes, bytes, (about, plain) => {
      const sealed = seal(key, about, plain);
      assert.equal(sealed.length, plain.length + sealOverhead);
      assert.deepEqual(open(key, about, sealed), Buffer.from(plain));
    }),
  );
});

test("every changed bit of a sealed text is refused, with one face", () => {
  const sealed = seal(key, associated, Buffer.from("penicillin"));
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.throws(() => open(key, associated, changed), refused);
  }
});

test("a cut text, other associated data and another key are refused, with the same face", () => {
  const sealed = seal(key, associated, Buffer.from("penicillin"));
  for (let end = 0; end < sealed.length; end++)
    assert.throws(() => open(key, associated, sealed.subarray(0, end)), refused);
  assert.throws(() => open(key, Buffer.from("another row"), sealed), refused);
  assert.throws(() => open(keyOf(randomBytes(32)), associated, sealed), refused);
});

test("a shortened tag does not open, though the short tag is the right one's beginning", () => {
  const nonce = randomBytes(nonceSize);
  const sealed = unsafeSealWithNonce(key, nonce, associated, Buffer.alloc(0));
  for (const length of [4, 8, 12, 15])
    assert.throws(() => openWith(key, nonce, associated, sealed.subarray(0, length)), refused);
});

test("a key has 32 bytes, and the handle does not change with the caller's buffer", () => {
  for (const length of [0, 16, 24, 31, 33]) assert.throws(() => keyOf(new Uint8Array(length)), RangeError);
  const raw = randomBytes(32);
  const handle = keyOf(raw);
  const sealed = seal(handle, associated, raw);
  raw.fill(0);
  assert.notDeepEqual(open(handle, associated, sealed), raw);
});

test("two seals of one text differ, and neither they nor what is opened share memory with anything", () => {
  const one = seal(key, associated, Buffer.from("a"));
  assert.notDeepEqual(one, seal(key, associated, Buffer.from("a")));
  assert.equal(one.buffer.byteLength, one.length);
  assert.equal(open(key, associated, one).buffer.byteLength, 1);
});
