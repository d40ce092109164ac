// SHA-256 and HMAC-SHA256 over chunks, without joining them first.
import { createHash, createHmac } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** SHA-256 of the chunks one after the other. Chunks have no borders here: use `encode` where they matter. */
export function sha256(...chunks: Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest();
}

/** HMAC-SHA256 of the chunks one after the other. */
export function hmac(key: Uint8Array | KeyObject, ...chunks: Uint8Array[]): Buffer {
  const mac = createHmac("sha256", key);
  for (const chunk of chunks) mac.update(chunk);
  return mac.digest();
}
