// The key schedule of HPKE base mode (RFC 9180, 5.1) with HKDF-SHA256. Suite ids are parameters so that public vectors
// of neighbouring suites can test it; the product has one suite (hpke.ts).
import { hmac } from "./digest.ts";
import { wipe } from "./bytes.ts";

export interface HpkeSuite {
  readonly kem: number;
  readonly kdf: number;
  readonly aead: number;
  /** Nk: bytes of the AEAD's key. */
  readonly keySize: number;
}

export interface HpkeContext {
  readonly key: Buffer;
  readonly baseNonce: Buffer;
}

const versionLabel = Buffer.from("HPKE-v1");
const nothing = new Uint8Array(0);

/** KeySchedule of RFC 9180, 5.1 for mode_base: no PSK, no sender key. The caller wipes what it gives. */
export function scheduleKeys(suite: HpkeSuite, sharedSecret: Uint8Array, info: Uint8Array): HpkeContext {
  const id = suiteId(suite);
  const pskIdHash = labeledExtract(id, nothing, "psk_id_hash", nothing);
  const infoHash = labeledExtract(id, nothing, "info_hash", info);
  const context = Buffer.concat([Buffer.of(0), pskIdHash, infoHash]);
  const secret = labeledExtract(id, sharedSecret, "secret", nothing);
  try {
    return {
      key: labeledExpand(id, secret, "key", context, suite.keySize),
      baseNonce: labeledExpand(id, secret, "base_nonce", context, 12),
    };
  } finally {
    wipe(secret);
  }
}

/** LabeledExtract of RFC 9180, 4: HMAC under the salt (HKDF-Extract). */
export function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, key: Uint8Array): Buffer {
  return hmac(salt, versionLabel, suite, Buffer.from(label), key);
}

/** LabeledExpand of RFC 9180, 4, for at most one block of SHA-256. */
export function labeledExpand(
  suite: Uint8Array,
  key: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Buffer {
  if (length > 32) throw new RangeError("one block of HKDF-SHA256 gives 32 bytes");
  const size = Buffer.alloc(2);
  size.writeUInt16BE(length);
  return hmac(key, size, versionLabel, suite, Buffer.from(label), info, Buffer.of(1)).subarray(0, length);
}

function suiteId(suite: HpkeSuite): Buffer {
  const id = Buffer.from("HPKE......");
  id.writeUInt16BE(suite.kem, 4);
  id.writeUInt16BE(suite.kdf, 6);
  id.writeUInt16BE(suite.aead, 8);
  return id;
}
