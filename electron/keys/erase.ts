// Erase keys: every stored copy of a chart key is sealed once more under its chart's E, in a small file of their own.
import { randomBytes, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { keyOf, open, seal } from "#crypto/aead.ts";
import { encode, wipe } from "#crypto/bytes.ts";
import { openSealedFile } from "#vault/vault.ts";
import { suite } from "./entry.ts";
import { eraseKeyOf, eraseSchema, insertEraseKey, removeEraseKey } from "./rows.ts";
import type { Terminal } from "./terminal.ts";

export interface EraseFile {
  /** The chart's E; undefined once it was destroyed, or before it was made. */
  find(chart: Uint8Array): KeyObject | undefined;
  /** The chart's E, made and on the disk before this returns: a commit of the vault may follow at once. */
  ensure(chart: Uint8Array): KeyObject;
  /** Destroys E, and with it every stored copy of the chart's keys. Nothing brings it back but a backup of the file. */
  destroy(chart: Uint8Array): void;
  /** How many were destroyed since the file was opened: keys that were opened before are to be forgotten. */
  readonly destroyed: number;
  close(): void;
}

/** Bytes of a chart key under E: nonce, key, tag. */
export const erasableSize = 12 + 32 + 16;

export function openEraseFile(
  folder: string,
  terminal: Pick<Terminal, "eraseKey">,
  how = { create: false },
): EraseFile {
  const raw = terminal.eraseKey();
  let destroyed = 0;
  try {
    const file = openSealedFile(join(folder, "erase.db"), raw, eraseSchema, how);
    const find = (chart: Uint8Array): KeyObject | undefined => {
      const stored = eraseKeyOf(file, chart);
      return stored === undefined ? undefined : takenOver(stored);
    };
    return {
      find,
      ensure(chart) {
        const known = find(chart);
        if (known !== undefined) return known;
        const made = randomBytes(32);
        file.commit(() => insertEraseKey(file, chart, made));
        return takenOver(made);
      },
      destroy(chart) {
        file.commit(() => removeEraseKey(file, chart));
        destroyed += 1;
      },
      get destroyed() {
        return destroyed;
      },
      close: () => file.close(),
    };
  } finally {
    wipe(raw);
  }
}

function takenOver(bytes: Buffer): KeyObject {
  try {
    return keyOf(bytes);
  } finally {
    wipe(bytes);
  }
}

const associated = (organisation: Uint8Array, chart: Uint8Array, slot: number): Buffer =>
  encode("wardkeep/v1/erase", suite, organisation, chart, slot);

/** A chart key as every stored copy of it is: under E, bound to chart and compartment. */
export const sealErasable = (
  erase: KeyObject,
  organisation: Uint8Array,
  chart: Uint8Array,
  slot: number,
  secret: Uint8Array,
): Buffer => seal(erase, associated(organisation, chart, slot), secret);

/** Refuses "unreadable" with another chart's E, and for another chart's or compartment's copy. */
export const openErasable = (
  erase: KeyObject,
  organisation: Uint8Array,
  chart: Uint8Array,
  slot: number,
  sealed: Uint8Array,
): Buffer => open(erase, associated(organisation, chart, slot), sealed);
