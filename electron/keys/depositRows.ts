// How deposited items lie in rows: one stream for each domain and batch, cut to rows of one size, covered and shuffled.
import { randomBytes, randomInt, type KeyObject } from "node:crypto";
import { open, seal } from "#crypto/aead.ts";
import { decode, encode, numberOf } from "#crypto/bytes.ts";
import { rowSize } from "#vault/rowSize.ts";
import { Refusal } from "#shared/refusal.ts";
import { joint, sensitive } from "#shared/roles.ts";
import type { Directory, Domain } from "./directory.ts";
import { compartmentsOf, type DomainOf } from "./domains.ts";
import { suite } from "./entry.ts";
import type { DepositKeyName, DepositRow } from "./rows.ts";

/** One row before it is sealed. */
export interface PlannedRow {
  readonly domain: Domain;
  readonly payload: Buffer;
}
/** One opened row: a piece of a batch's stream; a cover row has no pieces. */
interface Piece {
  readonly batch: string;
  readonly piece: number;
  readonly pieces: number;
  readonly part: Buffer;
}

/** Bytes of one row's payload: row size less suite byte, nonce, tag and length. */
const payloadSize = rowSize - 1 - 12 - 16 - 2;
/** Bytes of a stream in one row: the payload less the batch's id and the piece's place, encoded. */
const pieceSize = payloadSize - 64;

/** A compartment whose number of deposit rows must not tell: all of a unit's get as many in every batch. */
const isCovered = (compartment: DomainOf): boolean =>
  (sensitive as readonly string[]).includes(compartment) || compartment in joint;

const associated = (organisation: Uint8Array, key: DepositKeyName, number: number): Buffer =>
  encode("wardkeep/v1/deposit", suite, organisation, key.domain, key.epoch, key.id, number);

/** The rows of one batch in random order. */
export function planBatch(items: ReadonlyMap<Domain, readonly Uint8Array[]>, directory: Directory): PlannedRow[] {
  const rows: PlannedRow[] = [];
  const counts = new Map<string, number>();
  for (const [domain, some] of items) {
    const stream = encode(...some);
    const batch = randomBytes(16);
    const pieces = Math.ceil(stream.length / pieceSize);
    for (let piece = 0; piece < pieces; piece += 1) {
      const part = stream.subarray(piece * pieceSize, (piece + 1) * pieceSize);
      rows.push({ domain, payload: encode(batch, piece, pieces, part) });
    }
    counts.set(domain.id, pieces);
  }
  const scopes = new Set([...items.keys()].map((domain) => domain.scope).filter((scope) => scope !== "site"));
  for (const scope of scopes) rows.push(...coverRows(scope, counts, directory));
  return shuffled(rows);
}

/** Rows without content, so that every covered domain of the scope has as many as the fullest, and at least one. */
function coverRows(scope: string, counts: ReadonlyMap<string, number>, directory: Directory): PlannedRow[] {
  const covered = compartmentsOf(scope)
    .filter(isCovered)
    .flatMap((compartment) => directory.domain(scope, compartment) ?? []);
  const most = Math.max(1, ...covered.map((domain) => counts.get(domain.id) ?? 0));
  return covered.flatMap((domain) =>
    Array.from({ length: most - (counts.get(domain.id) ?? 0) }, () => ({
      domain,
      payload: encode(randomBytes(16), 0, 0, Buffer.alloc(0)),
    })),
  );
}

function shuffled<Item>(items: Item[]): Item[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}

/** A body of exactly `rowSize` bytes, bound to domain, epoch, deposit key and row number. */
export function sealDeposit(
  organisation: Uint8Array,
  name: DepositKeyName,
  key: KeyObject,
  number: number,
  payload: Uint8Array,
): Buffer {
  const plain = Buffer.alloc(payloadSize + 2);
  plain.writeUInt16BE(payload.length);
  plain.set(payload, 2);
  return Buffer.concat([Buffer.of(suite), seal(key, associated(organisation, name, number), plain)]);
}

function openPiece(organisation: Uint8Array, name: DepositKeyName, key: KeyObject, row: DepositRow): Piece | undefined {
  try {
    if (row.body.length !== rowSize || row.body[0] !== suite) throw new Refusal("unreadable");
    const plain = open(key, associated(organisation, name, row.number), row.body.subarray(1));
    const [batch, piece, pieces, part] = decode(plain.subarray(2, 2 + plain.readUInt16BE()));
    if (!batch || !piece || !pieces || !part) throw new Refusal("unreadable");
    return { batch: batch.toString("hex"), piece: numberOf(piece), pieces: numberOf(pieces), part };
  } catch {
    return undefined; // counted by the caller, and left where it is
  }
}

export interface WholeBatch {
  readonly items: readonly Buffer[];
  readonly rows: readonly DepositRow[];
}

/** The batches of which every row is here, the cover rows among them as a batch without items, and rows that do not open. */
export function wholeBatches(
  organisation: Uint8Array,
  name: DepositKeyName,
  key: KeyObject,
  rows: readonly DepositRow[],
): { batches: WholeBatch[]; damaged: number } {
  const found = new Map<string, { pieces: number; parts: Map<number, Buffer>; rows: DepositRow[] }>();
  const cover: DepositRow[] = [];
  let damaged = 0;
  for (const row of rows) {
    const piece = openPiece(organisation, name, key, row);
    if (piece === undefined) damaged += 1;
    else if (piece.pieces === 0) cover.push(row);
    else {
      const batch = found.get(piece.batch) ?? { pieces: piece.pieces, parts: new Map<number, Buffer>(), rows: [] };
      batch.parts.set(piece.piece, piece.part);
      batch.rows.push(row);
      found.set(piece.batch, batch);
    }
  }
  const batches: WholeBatch[] = [];
  for (const batch of found.values()) {
    if (batch.parts.size !== batch.pieces) continue; // the others are further on, or lost
    const items = itemsOf(batch.parts);
    if (items === undefined) damaged += batch.rows.length;
    else batches.push({ items, rows: batch.rows });
  }
  return { batches: cover.length === 0 ? batches : [...batches, { items: [], rows: cover }], damaged };
}

/** Undefined for a stream that no honest depositor makes: one bad deposit must not stop the taking in of the others. */
function itemsOf(parts: ReadonlyMap<number, Buffer>): Buffer[] | undefined {
  try {
    const inOrder = Array.from({ length: parts.size }, (_, at) => parts.get(at));
    return inOrder.includes(undefined) ? undefined : decode(Buffer.concat(inOrder as Buffer[]));
  } catch {
    return undefined;
  }
}
