import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { Refusal } from "#shared/refusal.ts";
import { checkSigningKey, signerOf, verifies } from "./sign.ts";

const hex = (text: string): Buffer => Buffer.from(text, "hex");
const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "unreadable";
const message = Buffer.from("grant 7");

test("the public answers: RFC 8032, 7.1, tests 1 and 2", () => {
  for (const [seed, publicKey, text, signature] of [
    [
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
  ] as const) {
    const signer = signerOf(hex(seed));
    assert.equal(signer.publicKey.toString("hex"), publicKey);
    assert.equal(signer.sign(hex(text)).toString("hex"), signature);
    assert.ok(verifies(hex(publicKey), hex(text), hex(signature)));
  }
});

test("what a signer signs verifies under its key, and under no other", () => {
  const other = signerOf(randomBytes(32));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), (seed, text) => {
      const signer = signerOf(seed);
      const signature = signer.sign(text);
      assert.equal(signature.length, 64);
      assert.ok(verifies(signer.publicKey, text, signature));
      assert.ok(!verifies(other.publicKey, text, signature));
    }),
    { numRuns: 30 },
  );
});

test("another message, every changed bit, a cut and a lengthened signature do not verify", () => {
  const signer = signerOf(randomBytes(32));
  const signature = signer.sign(message);
  assert.ok(!verifies(signer.publicKey, Buffer.from("grant 8"), signature));
  for (let bit = 0; bit < 512; bit++) {
    const changed = Buffer.from(signature);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.ok(!verifies(signer.publicKey, message, changed), `bit ${bit}`);
  }
  assert.ok(!verifies(signer.publicKey, message, signature.subarray(0, 63)));
  assert.ok(!verifies(signer.publicKey, message, Buffer.concat([signature, Buffer.of(0)])));
});

test("a signature moved up by the group's order does not verify: there is one signature per message", () => {
  const signer = signerOf(randomBytes(32));
  const signature = signer.sign(message);
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  let moved = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString("hex")}`) + order;
  for (let at = 32; at < 64; at++, moved >>= 8n) signature.writeUInt8(Number(moved & 255n), at);
  assert.ok(!verifies(signer.publicKey, message, signature));
});

test("the eight keys of low order, whose one signature fits any message, are refused at enrolment and at verifying", () => {
  const eighth = ed25519.Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  let point = ed25519.Point.ZERO;
  for (let multiple = 0; multiple < 8; multiple++, point = point.add(eighth)) {
    const key = Buffer.from(point.toBytes());
    assert.throws(() => checkSigningKey(key), refused);
    // R = the key's own low-order point, S = 0: the signature that such a key "gives" to every message that fits.
    for (let text = 0; text < 16; text++) {
      assert.ok(!verifies(key, Buffer.of(text), Buffer.concat([ed25519.Point.ZERO.toBytes(), Buffer.alloc(32)])));
    }
  }
});

test("a sound key plus a point of low order is refused, though its owner can sign with it", () => {
  const sound = ed25519.Point.fromBytes(Uint8Array.from(signerOf(randomBytes(32)).publicKey));
  const eighth = ed25519.Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  assert.throws(() => checkSigningKey(sound.add(eighth).toBytes()), refused);
});

test("a key written as y + p, with the sign of zero, off the curve, or of another length is refused", () => {
  const beyond = (low: number): Buffer => Buffer.concat([Buffer.of(low), Buffer.alloc(30, 0xff), Buffer.of(0x7f)]);
  for (let low = 0xed; low <= 0xff; low++) assert.throws(() => checkSigningKey(beyond(low)), refused);
  assert.throws(() => checkSigningKey(Buffer.concat([Buffer.of(1), Buffer.alloc(30), Buffer.of(0x80)])), refused);
  assert.throws(() => checkSigningKey(Buffer.concat([Buffer.of(2), Buffer.alloc(31)])), refused);
  for (const length of [0, 31, 33, 64]) assert.throws(() => checkSigningKey(Buffer.alloc(length, 5)), refused);
});

test("verifies answers no, and never throws, for any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 70 }), (key, signature) => {
      assert.equal(verifies(key, message, signature), false);
    }),
  );
});

test("a signer's seed has 32 bytes", () => {
  for (const length of [0, 31, 33]) assert.throws(() => signerOf(new Uint8Array(length)), RangeError);
});
