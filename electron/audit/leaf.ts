// A leaf in clear: sequence, coarse kind, hash of the body, hashes of the rows it changed.
import { decode, encode } from "#crypto/bytes.ts";
import { eventKinds, type EventKind, type Touched } from "./touched.ts";

export interface LogIdentity {
  readonly organisation: Uint8Array;
  readonly terminal: Uint8Array;
}
export interface Leaf {
  readonly sequence: number;
  readonly kind: EventKind;
  readonly bodyHash: Buffer;
  readonly touched: readonly Touched[];
}

const none = Buffer.alloc(0);
const kindNames = new Map<number, EventKind>(
  Object.entries(eventKinds).map(([name, code]) => [code, name as EventKind]),
);

export const encodeLeaf = (identity: LogIdentity, leaf: Leaf): Buffer =>
  encode(
    "wardkeep/v1/leaf",
    identity.organisation,
    identity.terminal,
    leaf.sequence,
    eventKinds[leaf.kind],
    leaf.bodyHash,
    ...leaf.touched.flatMap(({ table, key, before, after }) => [table, key, before ?? none, after ?? none]),
  );

/** Reads a leaf of this log; undefined for anything else. */
export function parseLeaf(identity: LogIdentity, bytes: Uint8Array): Leaf | undefined {
  let items: Buffer[];
  try {
    items = decode(bytes);
  } catch {
    return undefined;
  }
  const [purpose, organisation, terminal, sequence, kind, bodyHash, ...rows] = items;
  const name = kind?.length === 8 ? kindNames.get(Number(kind.readBigUInt64BE())) : undefined;
  const ours =
    purpose?.toString() === "wardkeep/v1/leaf" &&
    organisation?.equals(identity.organisation) &&
    terminal?.equals(identity.terminal);
  if (!ours || name === undefined || sequence?.length !== 8 || bodyHash?.length !== 32 || rows.length % 4 !== 0)
    return undefined;
  const touched: Touched[] = [];
  for (let at = 0; at < rows.length; at += 4) {
    const [table, key, before, after] = rows.slice(at, at + 4) as [Buffer, Buffer, Buffer, Buffer];
    if (table.length !== 8) return undefined;
    touched.push({
      table: Number(table.readBigUInt64BE()),
      key,
      before: before.length === 0 ? null : before,
      after: after.length === 0 ? null : after,
    });
  }
  return { sequence: Number(sequence.readBigUInt64BE()), kind: name, bodyHash, touched };
}
