import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { hmac } from "./digest.ts";
import { derive, expand, hkdf, keyIdOf } from "./derive.ts";

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const clinic = Buffer.alloc(16, 1);
const seed = Buffer.alloc(32, 2);

test("the public answers: RFC 5869, cases 1 and 3", () => {
  const one = hkdf(Buffer.alloc(22, 0x0b), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42);
  assert.equal(
    one.toString("hex"),
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
  );
  const three = hkdf(Buffer.alloc(22, 0x0b), Buffer.alloc(0), Buffer.alloc(0), 42);
  assert.equal(
    three.toString("hex"),
    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  );
});

test("derive is HKDF with the organisation as salt and the label under our prefix", () => {
  assert.deepEqual(derive(seed, clinic, "t/sign"), hkdf(seed, clinic, Buffer.from("wardkeep/v1/t/sign"), 32));
});

test("another seed, organisation or label gives another key", () => {
  const made = derive(seed, clinic, "t/sign");
  assert.deepEqual(made, derive(seed, clinic, "t/sign"));
  assert.notDeepEqual(made, derive(randomBytes(32), clinic, "t/sign"));
  assert.notDeepEqual(made, derive(seed, Buffer.alloc(16, 9), "t/sign"));
  assert.notDeepEqual(made, derive(seed, clinic, "t/wrap"));
});

test("expand is the expand half of HKDF: after the extract half it gives what derive gives", () => {
  const extracted = hmac(clinic, seed);
  assert.deepEqual(expand(extracted, "p/part"), derive(seed, clinic, "p/part"));
  assert.notDeepEqual(expand(extracted, "p/part"), expand(extracted, "p/row"));
  assert.throws(() => expand(Buffer.alloc(31), "p/part"), RangeError);
});

test("a key id is 16 bytes, the same every time, and not what the key derives", () => {
  assert.equal(keyIdOf(seed).length, 16);
  assert.deepEqual(keyIdOf(seed), keyIdOf(Buffer.from(seed)));
  assert.notDeepEqual(keyIdOf(seed), keyIdOf(Buffer.alloc(32, 3)));
  assert.notDeepEqual(keyIdOf(seed), expand(seed, "key-id").subarray(0, 16));
});
