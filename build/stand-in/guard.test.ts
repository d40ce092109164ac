import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import crypto, { createHash } from "node:crypto";
import { test } from "node:test";
import "./guard.ts";

const missing = { code: "ERR_MISSING_IN_ELECTRON" };

test("what BoringSSL lacks is refused", () => {
  const attempts: Readonly<Record<string, () => unknown>> = {
    "ChaCha20": () => crypto.createCipheriv("chacha20-poly1305", Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 }),
    "CCM": () => crypto.createCipheriv("aes-256-ccm", Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 }),
    "SHA-3": () => createHash("sha3-256"),
    "SHAKE": () => crypto.hash("shake256", "x"),
    "ML-KEM": () => crypto.generateKeyPairSync("ml-kem-768" as never),
    "X448": () => crypto.generateKeyPairSync("x448"),
    "secp256k1": () => crypto.generateKeyPairSync("ec", { namedCurve: "secp256k1" }),
    "a curve's ECDH": () => crypto.createECDH("secp256k1"),
    "Argon2": () => (crypto as unknown as { argon2Sync(...words: unknown[]): unknown }).argon2Sync("argon2id", {}),
    "an Ed448 key from outside": () =>
      crypto.createPrivateKey({
        key: Buffer.from("3047020100300506032b6571043b0439" + "07".repeat(57), "hex"), format: "der", type: "pkcs8",
      }),
  }; // prettier-ignore
  for (const [name, attempt] of Object.entries(attempts)) assert.throws(attempt, missing, name);
});

test("what BoringSSL has goes through", () => {
  crypto.createCipheriv("aes-256-gcm", Buffer.alloc(32), Buffer.alloc(12));
  assert.equal(createHash("sha256").update("abc").digest("hex").slice(0, 8), "ba7816bf");
  assert.equal(crypto.hkdfSync("sha256", "a", "b", "c", 32).byteLength, 32);
  const { privateKey, publicKey } = crypto.generateKeyPairSync("ed25519");
  assert.ok(crypto.verify(null, Buffer.from("x"), publicKey, crypto.sign(null, Buffer.from("x"), privateKey)));
  assert.ok(crypto.createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" })));
});

test("a thread of a program that was started with the guard has it too", () => {
  const thread = `import { createHash } from "node:crypto"; import { parentPort } from "node:worker_threads";
    try { createHash("sha3-256"); parentPort.postMessage("through"); } catch (error) { parentPort.postMessage(error.code); }`;
  const program = `import { Worker } from "node:worker_threads";
    new Worker(new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(thread)}))).on("message", console.log);`;
  const words = ["--import", import.meta.resolve("./guard.ts"), "--input-type=module", "--eval", program];
  assert.equal(spawnSync(process.execPath, words, { encoding: "utf8" }).stdout.trim(), missing.code);
});
