// Ed25519 (RFC 8032) with the keys refused that would sign anything for anybody.
import { createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
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

/** Keys found sound, by their bytes: the check costs ten times what verifying does. */
const soundKeys = new Map<string, KeyObject>();
const keptKeys = 1024;

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
  const key = soundKey(publicKey);
  return key !== undefined && signature.length === 64 && verifyWith(null, message, key, signature);
}

/**
 * Refuses `unreadable` for a public key of low order (one signature fits any message, so its owner could deny
 * everything) or with a part of low order (verifiers disagree about its signatures), for one that is no point or not its
 * point's only encoding (RFC 8032, 5.1.3), and for another length. Called where a key is enrolled.
 */
export function checkSigningKey(publicKey: Uint8Array): void {
  if (soundKey(publicKey) === undefined) throw new Refusal("unreadable");
}

function soundKey(publicKey: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(publicKey).toString("hex");
  const known = soundKeys.get(name);
  if (known !== undefined) return known;
  if (publicKey.length !== 32 || !isSoundPoint(publicKey)) return undefined;
  const key = createPublicKey({ key: Buffer.concat([publicHead, publicKey]), format: "der", type: "spki" });
  if (soundKeys.size >= keptKeys) soundKeys.clear();
  soundKeys.set(name, key);
  return key;
}

function isSoundPoint(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(Uint8Array.from(publicKey));
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false; // no point, or not its only encoding
  }
}
