// Which parts of a version a later one replaces: the version's id and a mask of compartments.
import { compartments, type Compartment } from "#shared/roles.ts";

/**
 * 16 bytes of version id, then 4 bytes with one bit a compartment slot. Whoever amends an entry replaces only the
 * parts in compartments that were open to them, so what was withheld from them stays; an import replaces all.
 */
export function supersededItem(version: Uint8Array, replaced: readonly Compartment[]): Buffer {
  const mask = replaced.reduce((bits, compartment) => bits | (1 << compartments.indexOf(compartment)), 0) >>> 0;
  const item = Buffer.alloc(20);
  item.set(version.subarray(0, 16));
  item.writeUInt32BE(mask, 16);
  return item;
}
