import assert from "node:assert/strict";
import { test } from "node:test";
import { runSelfTest } from "./selfTest.ts";

test("every primitive gives its known answer", () => {
  const lines = runSelfTest();
  assert.deepEqual(
    lines.filter((line) => !line.passed),
    [],
  );
  const names = lines.map((line) => line.name);
  for (const name of [
    "AES-256-GCM",
    "SHA-256",
    "HMAC-SHA256",
    "HKDF-SHA256",
    "Ed25519",
    "HPKE with X-Wing",
    "Argon2id",
  ]) {
    assert.ok(names.includes(name), name);
  }
});

test("a runtime whose primitive answers wrongly, or throws, is told by name", (t) => {
  const equals = Buffer.prototype.equals;
  let calls = 0;
  t.mock.method(Buffer.prototype, "equals", function (this: Buffer, other: Uint8Array) {
    calls += 1;
    if (calls === 3) throw new Error("broken");
    return calls !== 2 && equals.call(this, other);
  });
  const failed = runSelfTest().filter((line) => !line.passed);
  t.mock.restoreAll();
  assert.equal(failed.length, 2);
});

test("once warm it takes under 20 ms, so that a start does not wait for it", () => {
  runSelfTest();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    runSelfTest();
    return performance.now() - start;
  });
  assert.ok(Math.min(...times) < 20, `${times.map(Math.round).join(" ")} ms`);
});
