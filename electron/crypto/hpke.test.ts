import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "#shared/refusal.ts";
import { sha256 } from "./digest.ts";
import { encapsulationSize, kemPublicOf, kemPublicSize, openFrom, sealTo, sealToOverhead } from "./hpke.ts";
import { scheduleKeys } from "./hpkeSchedule.ts";

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "unreadable";
const seed = randomBytes(32);
const publicKey = kemPublicOf(seed);
const info = Buffer.from("grant");
const associated = Buffer.from("header");
const bytes = fc.uint8Array({ maxLength: 100 });

test("the public answer: X-Wing draft, first public key", () => {
  const made = kemPublicOf(hex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"));
  assert.equal(made.length, kemPublicSize);
  assert.equal(
    made.subarray(0, 32).toString("hex"),
    "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5",
  );
  assert.equal(sha256(made).toString("hex"), "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb");
});

test("the public answer: RFC 9180, A.1.1, the schedule of X25519 with AES-128-GCM", () => {
  const shared = hex("fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc");
  const made = scheduleKeys(
    { kem: 0x20, kdf: 1, aead: 1, keySize: 16 },
    shared,
    hex("4f6465206f6e2061204772656369616e2055726e"),
  );
  assert.equal(made.key.toString("hex"), "4531685d41d65f03dc48f6b8302c05b0");
  assert.equal(made.baseNonce.toString("hex"), "56d890e5accaaf011cff4b7d");
});

test("openFrom gives back what sealTo took", () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, (about, header, plain) => {
      const sealed = sealTo(publicKey, about, header, plain);
      assert.equal(sealed.length, plain.length + sealToOverhead);
      assert.deepEqual(openFrom(seed, about, header, sealed), Buffer.from(plain));
    }),
    { numRuns: 15 },
  );
});

test("another seed, info or associated data is refused", () => {
  const sealed = sealTo(publicKey, info, associated, Buffer.from("domain key"));
  assert.throws(() => openFrom(randomBytes(32), info, associated, sealed), refused);
  assert.throws(() => openFrom(seed, Buffer.from("other"), associated, sealed), refused);
  assert.throws(() => openFrom(seed, info, Buffer.from("other"), sealed), refused);
});

test("a changed byte anywhere, in encapsulation, ciphertext or tag, is refused", () => {
  const sealed = sealTo(publicKey, info, associated, Buffer.from("domain key"));
  for (let at = 0; at < sealed.length; at += 23) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
    assert.throws(() => openFrom(seed, info, associated, changed), refused, `byte ${at}`);
  }
});

test("a cut text is refused; so is an encapsulation whose X25519 half is of low order", () => {
  const sealed = sealTo(publicKey, info, associated, Buffer.from("domain key"));
  for (const end of [0, 1, 31, encapsulationSize, sealToOverhead - 1, sealed.length - 1]) {
    assert.throws(() => openFrom(seed, info, associated, sealed.subarray(0, end)), refused);
  }
  const low = Buffer.from(sealed);
  low.fill(0, encapsulationSize - 32, encapsulationSize);
  assert.throws(() => openFrom(seed, info, associated, low), refused);
});

test("a public key of another length, or with coefficients out of range, is refused", () => {
  for (const length of [0, kemPublicSize - 1, kemPublicSize + 1]) {
    assert.throws(() => sealTo(Buffer.alloc(length), info, associated, info), refused);
  }
  const beyond = Buffer.from(publicKey);
  beyond.fill(0xff, 0, 3); // two coefficients of 4095, beyond the prime 3329
  assert.throws(() => sealTo(beyond, info, associated, info), refused);
});

test("a seed has 32 bytes", () => {
  assert.throws(() => kemPublicOf(randomBytes(31)), RangeError);
  assert.throws(() => openFrom(randomBytes(33), info, associated, Buffer.alloc(2000)), RangeError);
});

test("two seals of one text share nothing", () => {
  const [one, other] = [sealTo(publicKey, info, associated, info), sealTo(publicKey, info, associated, info)];
  assert.notDeepEqual(one.subarray(0, encapsulationSize), other.subarray(0, encapsulationSize));
  assert.notDeepEqual(one.subarray(encapsulationSize), other.subarray(encapsulationSize));
});
