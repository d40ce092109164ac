// Which rows an event changed, by hash: the log names the state of every covered row, so that nothing comes back unseen.
import { encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";

/** The covered tables. INVARIANT: numbers are part of the log's format. */
export const tableTags = {
  meta: 1,
  person: 2,
  terminal: 3,
  unit: 4,
  domain: 5,
  grant: 6,
  ring: 7,
  deposit_key: 8,
  deposit: 9,
  errand: 10,
  chart: 11,
  row: 12,
  superseded: 13,
  reference: 14,
  audit_key: 15,
} as const;
export type TableName = keyof typeof tableTags;

export interface Touched {
  readonly table: number;
  readonly key: Uint8Array;
  /** `rowHash` of the row before; null when there was none. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** SHA-256 of a row's columns beside its key. Of `row` the body's own hash stands for the body. */
export const rowHash = (...columns: readonly (Uint8Array | string | number)[]): Buffer => sha256(encode(...columns));

/** An integer key as eight bytes. */
export function integerKey(number: number): Buffer {
  const key = Buffer.allocUnsafe(8);
  key.writeBigUInt64BE(BigInt(number));
  return key;
}

export const added = (
  table: TableName,
  key: Uint8Array,
  ...columns: readonly (Uint8Array | string | number)[]
): Touched => ({
  table: tableTags[table],
  key,
  before: null,
  after: rowHash(...columns),
});

interface DigestedRow {
  readonly number: number;
  readonly version: number;
  readonly hash: Uint8Array;
}

/** A chart's digest: its rows in ascending order with version and hash, then its superseded items in ascending order. */
export const chartDigest = (
  chart: Uint8Array,
  rows: readonly DigestedRow[],
  superseded: readonly Uint8Array[],
): Buffer =>
  sha256(
    encode("wardkeep/v1/chart", chart, rows.length),
    encode(...rows.flatMap((row) => [row.number, row.version, row.hash])),
    encode(...superseded),
  );

/** What an event is, in clear. INVARIANT: numbers are part of the log's format. */
export const eventKinds = {
  genesis: 1,
  person: 2,
  terminal: 3,
  unit: 4,
  domain: 5,
  grant: 6,
  open: 16,
  signIn: 17,
  signInFailed: 18,
  lock: 19,
  unlock: 20,
  signOut: 21,
  read: 32,
  search: 33,
  denied: 34,
  change: 48,
  fold: 49,
  import: 50,
  takeIn: 51,
  job: 52,
  export: 53,
  verify: 54,
  clock: 64,
  damage: 65,
} as const;
export type EventKind = keyof typeof eventKinds;

/** Events of the directory stay in clear: everyone must be able to check who is who. */
export const isDirectoryKind = (kind: EventKind): boolean => eventKinds[kind] < 16;

/** Reads and their like: their anchor may follow within a second; every other event's is written at once. */
export const isQuietKind = (kind: EventKind): boolean => eventKinds[kind] >= 32 && eventKinds[kind] < 48;

export type Detail = Readonly<Record<string, string | number | boolean>>;

/** The session's audit key, as far as the log needs it. */
export interface BodySeal {
  /** 16 bytes. */
  readonly keyId: Uint8Array;
  seal(associated: Uint8Array, plain: Uint8Array): Buffer;
}
