// Ring rows: one for each chart and scope, 24 entries of 88 bytes, used or random: nobody without D can tell which.
import { randomBytes, type KeyObject } from "node:crypto";
import { integerKey, rowHash, tableTags, type Touched } from "#audit/touched.ts";
import { open, seal } from "#crypto/aead.ts";
import { encode } from "#crypto/bytes.ts";
import type { WritableVault } from "#vault/vault.ts";
import { Refusal } from "#shared/refusal.ts";
import { compartments, type Compartment } from "#shared/roles.ts";
import type { Domain } from "./directory.ts";
import { compartmentsOf } from "./domains.ts";
import { bytesOf, headed, suite } from "./entry.ts";
import { erasableSize, openErasable, sealErasable } from "./erase.ts";
import { nextRingNumber, putRing, type RingRow } from "./rows.ts";
import type { Scope } from "./terminal.ts";

export const slots = 24;
/** P sealed under the chart's E, then under D. */
export const entrySize = 12 + erasableSize + 16;

/** Bytes of a row's entries: the suite's byte, then the slots. */
export const entriesSize = 1 + slots * entrySize;
export const entryAt = (slot: number): number => 1 + slot * entrySize;

/** Where an entry stands: a copy at another chart, slot, domain or epoch does not open. */
export interface Slot {
  readonly organisation: Uint8Array;
  readonly chart: Uint8Array;
  readonly domain: Pick<Domain, "id" | "epoch" | "compartment">;
}

export const slotOf = (compartment: Compartment): number => compartments.indexOf(compartment);
const placeOf = (slot: Slot): number => compartments.findIndex((name) => name === slot.domain.compartment);

const associated = (slot: Slot): Buffer =>
  encode(
    "wardkeep/v1/ring",
    suite,
    slot.organisation,
    slot.chart,
    bytesOf(slot.domain.id),
    slot.domain.epoch,
    placeOf(slot),
  );

export function putEntry(
  entries: Buffer,
  slot: Slot,
  wrap: KeyObject,
  erase: KeyObject,
  chartSecret: Uint8Array,
): void {
  const inner = sealErasable(erase, slot.organisation, slot.chart, placeOf(slot), chartSecret);
  seal(wrap, associated(slot), inner).copy(entries, entryAt(placeOf(slot)));
}

/**
 * P of an entry; undefined for an entry that is unused, not yet made, or of another chart, slot, domain or epoch. Refuses
 * "unreadable" for a row of another size or suite: it must not be taken for an empty one.
 */
export function openEntry(entries: Uint8Array, slot: Slot, wrap: KeyObject, erase: KeyObject): Buffer | undefined {
  if (entries.length !== entriesSize || entries[0] !== suite) throw new Refusal("unreadable");
  const at = entryAt(placeOf(slot));
  try {
    const inner = open(wrap, associated(slot), entries.subarray(at, at + entrySize));
    return openErasable(erase, slot.organisation, slot.chart, placeOf(slot), inner);
  } catch {
    return undefined; // random bytes look exactly like this
  }
}

/** A new row: every entry random. */
export const randomEntries = (): Buffer => headed(randomBytes(slots * entrySize));

/** Entries that no compartment of the scope has are made anew at each write, as the used ones are. */
export function refreshUnused(entries: Buffer, scope: Scope): void {
  const used = new Set(compartmentsOf(scope).map(slotOf));
  for (let slot = 0; slot < slots; slot += 1) {
    if (!used.has(slot)) randomBytes(entrySize).copy(entries, entryAt(slot));
  }
}

/** Writes a row, inside a commit. The epoch is the scope's: its domains rotate together, and the row with them. */
export function storeRing(
  vault: WritableVault,
  before: RingRow | undefined,
  row: Pick<RingRow, "lookup" | "epoch" | "entries">,
): Touched {
  const number = before?.number ?? nextRingNumber(vault);
  putRing(vault, { number, ...row });
  return {
    table: tableTags.ring,
    key: integerKey(number),
    before: before === undefined ? null : rowHash(before.lookup, before.epoch, before.entries),
    after: rowHash(row.lookup, row.epoch, row.entries),
  };
}
