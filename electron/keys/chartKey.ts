// A chart key in use: seals and opens rows and numbers them, without ever giving its bytes.
import { keyOf, open, seal } from "#crypto/aead.ts";
import { encode, wipe } from "#crypto/bytes.ts";
import { expand, keyIdOf } from "#crypto/derive.ts";
import { hmac } from "#crypto/digest.ts";

export interface ChartKey {
  /** Key id of P, 16 bytes. */
  readonly id: Buffer;
  /** 20 bits of HMAC(P, n): where row n of this compartment lies in the chart's range. */
  rowNumber(n: number): number;
  seal(associated: Uint8Array, plain: Uint8Array): Buffer;
  /** Refuses "unreadable". */
  open(associated: Uint8Array, sealed: Uint8Array): Buffer;
}

/** Takes P over and wipes it. */
export function chartKeyOf(secret: Buffer): ChartKey {
  const part = expand(secret, "p/part");
  const row = expand(secret, "p/row");
  const key = keyOf(part);
  const rowKey = keyOf(row);
  const id = keyIdOf(secret);
  wipe(secret, part, row);
  const numbers: number[] = [];
  return {
    id,
    rowNumber: (n) => (numbers[n] ??= hmac(rowKey, encode(n)).readUInt32BE(0) >>> 12),
    seal: (associated, plain) => seal(key, associated, plain),
    open: (associated, sealed) => open(key, associated, sealed),
  };
}
