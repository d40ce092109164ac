// Keys out of keys: HKDF-SHA256 (RFC 5869), every label under "wardkeep/v1/".
import { hkdfSync } from "node:crypto";
import { hmac } from "./digest.ts";

const prefix = "wardkeep/v1/";

/** 32 bytes out of a stored secret: HKDF with the organisation as salt, so that two clinics never share a key. */
export function derive(seed: Uint8Array, organisation: Uint8Array, label: string): Buffer {
  return hkdf(seed, organisation, Buffer.from(prefix + label), 32);
}

/**
 * 32 bytes out of a key that is uniform already (a domain key, a chart key): the expand half of HKDF, one HMAC
 * (RFC 5869, 2.3 with L = 32; 3.3 allows leaving the extract half out). Throws on a key of another length.
 */
export function expand(key: Uint8Array, label: string): Buffer {
  if (key.length !== 32) throw new RangeError("only a uniform 32-byte key is expanded");
  return hmac(key, Buffer.from(prefix + label), Buffer.of(1));
}

/**
 * 16 bytes that name a key without telling it. AES-GCM does not commit to its key, so what opens under a key is
 * believed only when the key's id is the expected one.
 */
export const keyIdOf = (key: Uint8Array): Buffer =>
  Buffer.from(hmac(key, Buffer.from(`${prefix}key-id`)).subarray(0, 16));

/** HKDF-SHA256 as RFC 5869 has it, for `derive` and for the vectors. */
export function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, info, length));
}
