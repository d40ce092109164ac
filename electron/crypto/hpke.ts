// Sealing to a public key: HPKE base mode (RFC 9180) with KEM 0x647a (X-Wing: ML-KEM-768 with X25519,
// draft-connolly-cfrg-xwing-kem), HKDF-SHA256 and AES-256-GCM; one message per encapsulation, so sequence 0 only.
//
// It hides, it does not say who sealed: anyone can seal to a public key. What is opened is believed only when somebody
// entitled has signed it.
import { randomBytes } from "node:crypto";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { Refusal } from "#shared/refusal.ts";
import { keyOf, openWith, tagSize, unsafeSealWithNonce } from "./aead.ts";
import { wipe } from "./bytes.ts";
import { scheduleKeys } from "./hpkeSchedule.ts";

export const kemSeedSize = 32;
export const kemPublicSize = 1216;
export const encapsulationSize = 1120;
/** By how many bytes a text sealed to a public key is longer than its plain text. */
export const sealToOverhead = encapsulationSize + tagSize;

const suite = { kem: 0x647a, kdf: 1, aead: 2, keySize: 32 } as const;

/** The 1,216-byte public half of a 32-byte X-Wing seed. Throws on another length. */
export function kemPublicOf(seed: Uint8Array): Buffer {
  if (seed.length !== kemSeedSize) throw new RangeError("an X-Wing seed has 32 bytes");
  return Buffer.from(xwing.getPublicKey(seed));
}

/**
 * Seals to the holder of the public key's seed: encapsulation, ciphertext, tag. Refuses `unreadable` for a public key
 * that is none (length, or ML-KEM coefficients out of range: FIPS 203, 7.2).
 */
export function sealTo(publicKey: Uint8Array, info: Uint8Array, associated: Uint8Array, plain: Uint8Array): Buffer {
  const coins = randomBytes(64);
  try {
    return unsafeSealWithCoins(publicKey, coins, info, associated, plain);
  } finally {
    wipe(coins);
  }
}

/** Opens what `sealTo` made; refuses `unreadable` for every other input, whatever is wrong with it. */
export function openFrom(seed: Uint8Array, info: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Buffer {
  if (seed.length !== kemSeedSize) throw new RangeError("an X-Wing seed has 32 bytes");
  if (sealed.length < sealToOverhead) throw new Refusal("unreadable");
  const shared = decapsulate(seed, sealed.subarray(0, encapsulationSize));
  const { key, baseNonce } = scheduleKeys(suite, shared, info);
  try {
    return openWith(keyOf(key), baseNonce, associated, sealed.subarray(encapsulationSize));
  } finally {
    wipe(shared, key, baseNonce);
  }
}

/** `sealTo` with its 64 random bytes given: only known-answer tests call it. Reused coins give the plain texts away. */
export function unsafeSealWithCoins(
  publicKey: Uint8Array,
  coins: Uint8Array,
  info: Uint8Array,
  associated: Uint8Array,
  plain: Uint8Array,
): Buffer {
  const { cipherText, sharedSecret } = encapsulate(publicKey, coins);
  const { key, baseNonce } = scheduleKeys(suite, sharedSecret, info);
  try {
    return Buffer.concat([cipherText, unsafeSealWithNonce(keyOf(key), baseNonce, associated, plain)]);
  } finally {
    wipe(sharedSecret, key, baseNonce);
  }
}

function encapsulate(publicKey: Uint8Array, coins: Uint8Array): { cipherText: Uint8Array; sharedSecret: Uint8Array } {
  try {
    return xwing.encapsulate(publicKey, coins);
  } catch {
    throw new Refusal("unreadable");
  }
}

function decapsulate(seed: Uint8Array, encapsulation: Uint8Array): Uint8Array {
  try {
    return xwing.decapsulate(encapsulation, seed);
  } catch {
    throw new Refusal("unreadable"); // an all-zero X25519 result; bad ML-KEM text gives a random secret instead
  }
}
