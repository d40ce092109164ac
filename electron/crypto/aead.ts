// AES-256-GCM with a fresh 96-bit nonce per call (suite 1; NIST SP 800-38D, 2^32 uses of a key at most).
import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { Refusal } from "#shared/refusal.ts";

export const nonceSize = 12;
export const tagSize = 16;
/** By how many bytes a sealed text is longer than its plain text. */
export const sealOverhead = nonceSize + tagSize;

/** A 32-byte key as a handle; node copies the bytes, so the caller can wipe his. Throws on any other length. */
export function keyOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw new RangeError("an AES-256 key has 32 bytes");
  return createSecretKey(bytes);
}

/** Seals `plain` and binds `associated`: nonce, ciphertext, tag. */
export function seal(key: KeyObject, associated: Uint8Array, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafeSlow(plain.length + sealOverhead);
  const nonce = randomFillSync(sealed.subarray(0, nonceSize));
  sealInto(key, nonce, associated, plain, sealed.subarray(nonceSize));
  return sealed;
}

/**
 * Opens what `seal` made with the same key and associated data. Refuses `unreadable` for every other input, whatever
 * is wrong with it. The plain text has memory of its own, and none of it is given out before the tag is checked.
 */
export function open(key: KeyObject, associated: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < sealOverhead) throw new Refusal("unreadable");
  return openWith(key, sealed.subarray(0, nonceSize), associated, sealed.subarray(nonceSize));
}

/**
 * Seals under a nonce that the caller answers for; only HPKE has one (each of its keys seals once).
 * INVARIANT: a nonce is used once per key; a second use gives away both plain texts and the authentication key.
 */
export function unsafeSealWithNonce(
  key: KeyObject,
  nonce: Uint8Array,
  associated: Uint8Array,
  plain: Uint8Array,
): Buffer {
  const sealed = Buffer.allocUnsafeSlow(plain.length + tagSize);
  sealInto(key, nonce, associated, plain, sealed);
  return sealed;
}

/** Opens ciphertext and tag under a given nonce; refuses like `open`. */
export function openWith(key: KeyObject, nonce: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Buffer {
  // A 96-bit nonce and a full tag only: other lengths weaken GCM (SP 800-38D, 5.2.1.2 and appendix C).
  if (nonce.length !== nonceSize || sealed.length < tagSize) throw new Refusal("unreadable");
  const end = sealed.length - tagSize;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagSize });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw new Refusal("unreadable");
  }
  return plain;
}

function sealInto(key: KeyObject, nonce: Uint8Array, associated: Uint8Array, plain: Uint8Array, target: Buffer): void {
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagSize });
  cipher.setAAD(associated);
  target.set(cipher.update(plain), 0);
  cipher.final();
  target.set(cipher.getAuthTag(), plain.length);
}
