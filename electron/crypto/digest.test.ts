import assert from "node:assert/strict";
import { createSecretKey } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { hmac, sha256 } from "./digest.ts";

test("the public answers: FIPS 180-4 and RFC 4231, case 1", () => {
  assert.equal(sha256().toString("hex"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const made = hmac(Buffer.alloc(20, 0x0b), Buffer.from("Hi There"));
  assert.equal(made.toString("hex"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
});

test("chunks give what their joined bytes give, under a key's bytes and under its handle", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 70 })),
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      (chunks, key) => {
        assert.deepEqual(sha256(...chunks), sha256(Buffer.concat(chunks)));
        assert.deepEqual(hmac(key, ...chunks), hmac(createSecretKey(key), Buffer.concat(chunks)));
      },
    ),
  );
});
