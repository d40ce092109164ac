import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "#shared/refusal.ts";
import { decode, encode, numberOf, same, wipe } from "./bytes.ts";

const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "unreadable";
const items = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });

test("encode gives the bytes of the format, for a string, bytes and a number", () => {
  const made = encode("é", Uint8Array.of(7), 2 ** 32 + 5).toString("hex");
  assert.equal(made, "00000003" + "00000002c3a9" + "0000000107" + "00000008" + "0000000100000005");
  assert.equal(encode().toString("hex"), "00000000");
});

test("decode gives back what encode took", () => {
  fc.assert(
    fc.property(items, (list) =>
      assert.deepEqual(
        decode(encode(...list)),
        list.map((item) => Buffer.from(item)),
      ),
    ),
  );
});

test("two lists of items never encode alike", () => {
  fc.assert(
    fc.property(items, items, (one, other) => {
      const alike = one.length === other.length && one.every((item, at) => same(item, other[at] ?? new Uint8Array(99)));
      assert.equal(encode(...one).equals(encode(...other)), alike);
    }),
  );
  assert.notDeepEqual(encode("ab", "c"), encode("a", "bc"));
  assert.notDeepEqual(encode("a", ""), encode("a"));
});

test("decode refuses a cut, a lengthened and a lying byte string", () => {
  const whole = encode("ward", 3, new Uint8Array(20));
  for (let end = 0; end < whole.length; end++) assert.throws(() => decode(whole.subarray(0, end)), refused);
  assert.throws(() => decode(Buffer.concat([whole, Buffer.of(0)])), refused);
  assert.throws(() => decode(Buffer.from("ffffffff", "hex")), refused);
  assert.throws(() => decode(Buffer.from("00000001ffffffff61", "hex")), refused);
});

test("decode of any bytes refuses or gives items that encode to the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      try {
        assert.deepEqual(encode(...decode(bytes)), Buffer.from(bytes));
      } catch (error) {
        assert.ok(refused(error));
      }
    }),
  );
});

test("numbers come back exactly up to 2^53 - 1, and no other number is encoded", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => assert.equal(numberOf(decode(encode(value))[0] ?? Buffer.alloc(0)), value)),
  );
  for (const value of [-1, 1.5, Number.NaN, Infinity, 2 ** 53]) assert.throws(() => encode(value), RangeError);
  assert.throws(() => numberOf(Buffer.alloc(7)), refused);
  assert.throws(() => numberOf(Buffer.alloc(8, 0xff)), refused);
});

test("an encoded byte string has memory of its own, so that no neighbour is sent along", () => {
  assert.equal(encode("a").buffer.byteLength, encode("a").length);
});

test("same compares content and length", () => {
  assert.ok(same(Uint8Array.of(1, 2), Buffer.of(1, 2)));
  assert.ok(!same(Uint8Array.of(1, 2), Uint8Array.of(1, 3)));
  assert.ok(!same(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0)));
});

test("wipe leaves zeros", () => {
  const secret = Buffer.from("secret");
  wipe(secret, undefined);
  assert.deepEqual(secret, Buffer.alloc(6));
});
