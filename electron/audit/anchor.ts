// The anchor: outside the vault file, so that a vault put back from an older copy is found out.
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { decode, encode, same } from "#crypto/bytes.ts";
import { join } from "node:path";

/** What the anchor remembers of the log. */
export interface AnchorState {
  readonly size: number;
  readonly root: Uint8Array;
  /** Highest time seen, milliseconds. */
  readonly highest: number;
}
export interface Anchor {
  /** The newest good slot; undefined when there is none. */
  readonly state: AnchorState | undefined;
  /** True when a file is there but no slot of it is this vault's. */
  readonly damaged: boolean;
  /** Writes the older slot and syncs it; throws where the disk refuses. */
  write(state: AnchorState): void;
  close(): void;
}

const slotSize = 4096;

/** Two slots of 4 KiB, written in turn, each with a MAC under the terminal's anchor key. */
export function openAnchor(folder: string, vaultId: Uint8Array, mac: (message: Uint8Array) => Buffer): Anchor {
  const path = join(folder, "anchor");
  const existed = existsSync(path);
  const file = openSync(path, existed ? "r+" : "wx+", 0o600);
  if (!existed) ftruncateSync(file, 2 * slotSize);
  const slots = [0, 1].map((slot) => readSlot(file, slot, vaultId, mac));
  const best = slots.reduce((one, other) => ((other?.counter ?? -1) > (one?.counter ?? -1) ? other : one), undefined);
  let counter = best?.counter ?? 0;
  let at = best === undefined || best.slot === 1 ? 0 : 1;
  return {
    state: best?.state,
    damaged: existed && best === undefined,
    write(state) {
      counter += 1;
      const body = encode("wardkeep/v1/anchor", vaultId, state.size, state.root, state.highest, counter);
      const slot = Buffer.alloc(slotSize);
      slot.set(encode(body, mac(body)));
      writeSync(file, slot, 0, slotSize, at * slotSize);
      fdatasyncSync(file);
      at = 1 - at;
    },
    close: () => closeSync(file),
  };
}

function readSlot(file: number, slot: number, vaultId: Uint8Array, mac: (message: Uint8Array) => Buffer) {
  const bytes = Buffer.alloc(slotSize);
  if (readSync(file, bytes, 0, slotSize, slot * slotSize) !== slotSize) return undefined;
  try {
    const bodySize = bytes.readUInt32BE(4);
    const [body, tag] = decode(bytes.subarray(0, 4 + 4 + bodySize + 4 + 32));
    if (body === undefined || tag === undefined || !same(tag, mac(body))) return undefined;
    const [purpose, id, size, root, highest, counter] = decode(body);
    if (purpose?.toString() !== "wardkeep/v1/anchor" || !id?.equals(vaultId) || !size || !root || !highest || !counter)
      return undefined;
    const number = (item: Buffer): number => Number(item.readBigUInt64BE());
    return { slot, counter: number(counter), state: { size: number(size), root, highest: number(highest) } };
  } catch {
    return undefined; // a torn or foreign slot is no slot
  }
}
