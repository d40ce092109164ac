// One sealed row: every row of every kind has the same size, so that an outsider sees only a chart's volume.
import { encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";
import type { ChartKey } from "#keys/keyring.ts";
import { rowSize } from "#vault/rowSize.ts";
import { Refusal } from "#shared/refusal.ts";
import type { SealedRow } from "./rows.ts";

/** What a row belongs to. INVARIANT: numbers are part of the storage format. */
export const rowKinds = { head: 0, page: 1, tail: 2, summary: 3, history: 4, manifests: 5, person: 6 } as const;
export type RowKind = keyof typeof rowKinds;

/** How the joined payload reads: JSON text, or a list of length-prefixed items (`encode`). */
export const codecs = { json: 1, list: 2 } as const;
export type Codec = keyof typeof codecs;

export const suite = 1;
/** Version of the row layout and of what stands in the payloads. */
export const schema = 1;

/** Payload bytes of one row: size minus suite byte, nonce, tag and the length of what is used. */
export const rowCapacity = rowSize - 1 - 12 - 16 - 2;

export interface Place {
  readonly organisation: Uint8Array;
  readonly chart: Uint8Array;
  /** 20 bits. */
  readonly row: number;
  /** Sequence of the event that writes it. */
  readonly version: number;
  readonly kind: RowKind;
  readonly codec: Codec;
}

const associated = (key: ChartKey, place: Place): Buffer =>
  encode(
    "wardkeep/v1/row",
    suite,
    place.organisation,
    place.chart,
    place.row,
    place.version,
    key.id,
    rowKinds[place.kind],
    codecs[place.codec],
    schema,
  );

/** Seals up to `rowCapacity` bytes into a body of exactly `rowSize` bytes. */
export function sealRow(key: ChartKey, place: Place, payload: Uint8Array): Buffer {
  if (payload.length > rowCapacity) throw new RangeError("a row's payload is too long");
  const plain = Buffer.alloc(rowCapacity + 2);
  plain.writeUInt16BE(payload.length);
  plain.set(payload, 2);
  return Buffer.concat([Buffer.of(suite), key.seal(associated(key, place), plain)]);
}

/** Opens a row's payload; refuses with "unreadable" whatever the cause. */
export function openRow(key: ChartKey, place: Place, body: Buffer): Buffer {
  if (body.length !== rowSize || body[0] !== suite) throw new Refusal("unreadable");
  const plain = key.open(associated(key, place), body.subarray(1));
  const length = plain.readUInt16BE();
  if (length > rowCapacity) throw new Refusal("unreadable");
  return plain.subarray(2, 2 + length);
}

/** Refuses a row whose body is not the one that its hash, and so the chart's digest, names. */
export function checkBody(row: SealedRow): void {
  if (!sha256(row.body).equals(row.hash)) throw new Refusal("vaultDamaged", { where: `row ${row.number}` });
}
