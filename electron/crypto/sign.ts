// Ed25519 (RFC 8032) with the keys refused that would sign anything for anybody.
import { createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { Refusal } from "#shared/refusal.ts";
import { wipe } from "./bytes.ts";

export interface Signer {
  /** 32 raw bytes. */
  readonly publicKey: Buffer;
  /** 64 bytes. */
  sign(message: Uint8Array): Buffer;
}

// RFC 8410: the DER around a raw key.
const privateHead = Buffer.from("302e020100300506032b657004220420", "hex");
const publicHead = Buffer.from("302a300506032b6570032100", "hex");

const prime = 2n ** 255n - 19n;
/** The y coordinates of the eight points whose order divides 8; both signs of x share one. */
const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n;
const lowOrder: readonly bigint[] = [0n, 1n, prime - 1n, eighth, prime - eighth];

/** A signer from its 32-byte seed; the caller keeps and wipes the seed. Throws on any other length. */
export function signerOf(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError("an Ed25519 seed has 32 bytes");
  const der = Buffer.concat([privateHead, seed]);
  try {
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const spki = createPublicKey(key).export({ format: "der", type: "spki" });
    return {
      publicKey: Buffer.from(spki.subarray(publicHead.length)),
      sign: (message) => signWith(null, message, key),
    };
  } finally {
    wipe(der);
  }
}

/**
 * Whether `signature` is that of the key's owner over `message`. False for a malformed signature and for every key
 * that `checkSigningKey` refuses: there is no input for which it throws.
 */
export function verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !soundKey(publicKey)) return false;
  return verifyWith(null, message, publicKeyOf(publicKey), signature);
}

/**
 * Refuses `unreadable` for a public key of low order (under it one signature fits any message, so its owner could
 * deny everything), for one that is not its point's only encoding (RFC 8032, 5.1.3), and for another length. Called
 * where a key is enrolled.
 */
export function checkSigningKey(publicKey: Uint8Array): void {
  if (!soundKey(publicKey)) throw new Refusal("unreadable");
}

function soundKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  let y = 0n;
  for (let index = 31; index >= 0; index--) {
    const byte = publicKey[index] ?? 0;
    y = (y << 8n) | BigInt(index === 31 ? byte & 0x7f : byte);
  }
  return y < prime && !lowOrder.includes(y);
}

function publicKeyOf(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicHead, publicKey]), format: "der", type: "spki" });
}
