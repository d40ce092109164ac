// Verifying: the whole log is replayed and every covered row held against what the log says of it; no key opens anything.
import { encode } from "#crypto/bytes.ts";
import { sha256 } from "#crypto/digest.ts";
import { append, leafHash, rootOf } from "#crypto/merkle.ts";
import { verifies } from "#crypto/sign.ts";
import type { ReadableVault } from "#vault/vault.ts";
import { checkpointText } from "./checkpoint.ts";
import { parseLeaf, type LogIdentity } from "./leaf.ts";
import type { Problem } from "./log.ts";
import {
  chartsForDigest,
  checkpoints,
  coveredTables,
  eventsFrom,
  readFrontier,
  rowBodies,
  rowsForDigest,
  schemaObjects,
  supersededForDigest,
} from "./rows.ts";
import { chartDigest, integerKey, rowHash, tableTags, type TableName } from "./touched.ts";

export interface Verified {
  /** Log entries replayed. */
  readonly entries: number;
  readonly problems: Problem[];
}
export interface VerifyOptions extends LogIdentity {
  readonly vault: ReadableVault;
  /** The terminal's public signing key. */
  readonly signKey: Uint8Array;
  /** What a vault of this version has: its tables and indexes as SQL. */
  readonly schema: readonly string[];
  /** Waits a moment so that clicks pass; called about every few milliseconds. */
  readonly slice?: (done: number) => Promise<void>;
}

const most = 10_000;
const tableNames = new Map<number, TableName>(Object.entries(tableTags).map(([name, tag]) => [tag, name as TableName]));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Replays everything and names what is changed, missing, unknown or old; at most 10,000 problems. */
export async function verifyVault(options: VerifyOptions): Promise<Verified> {
  const problems: Problem[] = [];
  const add = (kind: string, where: string): void => {
    if (problems.length < most) problems.push({ kind, where });
  };
  checkSchema(options, add);
  const { entries, states } = await replay(options, add);
  // From here to the end nothing is awaited, so that no change comes between the log's last event and the rows.
  compareTables(options, states, add);
  checkCharts(options, add);
  return { entries, problems };
}

type Add = (kind: string, where: string) => void;
/** Per table: key in hex → hash the log last gave the row; undefined once it was removed. */
type States = Map<TableName, Map<string, Uint8Array | null>>;

async function replay(options: VerifyOptions, add: Add): Promise<{ entries: number; states: States }> {
  const states: States = new Map();
  const points = new Map(checkpoints(options.vault).map((row) => [row.size, row]));
  let frontier: readonly Buffer[] = [];
  let size = 0;
  for (;;) {
    const rows = eventsFrom(options.vault, size, 200);
    if (rows.length === 0) break;
    for (const { sequence, leaf, body } of rows) {
      if (sequence !== size) add("missing", `log ${size}`);
      const parsed = parseLeaf(options, leaf);
      if (parsed === undefined || parsed.sequence !== sequence) add("changed", `log ${sequence}`);
      else if (!sha256(body).equals(parsed.bodyHash)) add("changed", `log ${sequence} body`);
      for (const touched of parsed?.touched ?? [])
        note(states, touched.table, touched.key, touched.before, touched.after, add, sequence);
      frontier = append(frontier, size, leafHash(leaf));
      size = sequence + 1;
      const point = points.get(size);
      if (point !== undefined && !agrees(options, point, rootOf(frontier, size))) add("changed", `checkpoint ${size}`);
      points.delete(size);
    }
    await options.slice?.(size);
  }
  for (const beyond of points.keys()) add("missing", `log up to ${beyond}`);
  const stored = readFrontier(options.vault);
  if (size > 0 && !stored?.equals(encode(size, ...frontier))) add("changed", "log frontier");
  return { entries: size, states };
}

const agrees = (
  options: VerifyOptions,
  point: { size: number; root: Buffer; signature: Buffer },
  root: Buffer,
): boolean =>
  point.root.equals(root) && verifies(options.signKey, checkpointText(options, point.size, root), point.signature);

function note(
  states: States,
  tag: number,
  key: Uint8Array,
  before: Uint8Array | null,
  after: Uint8Array | null,
  add: Add,
  sequence: number,
): void {
  const table = tableNames.get(tag);
  if (table === undefined) return add("unknown", `log ${sequence} table`);
  const known = states.get(table) ?? new Map<string, Uint8Array | null>();
  states.set(table, known);
  const name = hex(key);
  const last = known.get(name) ?? null;
  const same = last === null ? before === null : before !== null && Buffer.from(last).equals(before);
  if (!same) add("changed", `log ${sequence} ${table} ${name}`);
  known.set(name, after);
}

function compareTables(options: VerifyOptions, states: States, add: Add): void {
  for (const [table, sql] of Object.entries(coveredTables) as [TableName, string][]) {
    const known = states.get(table) ?? new Map<string, Uint8Array | null>();
    for (const row of options.vault.each<{ key: Buffer | number } & Record<string, Buffer | number | string>>(sql)) {
      const { key, ...columns } = row;
      const name = hex(keyOf(table, key, columns));
      const expected = known.get(name);
      if (expected === undefined || expected === null) add("unknown", `${table} ${name}`);
      else if (!rowHash(...Object.values(columns)).equals(expected)) add("changed", `${table} ${name}`);
      known.delete(name);
    }
    for (const [name, hash] of known) if (hash !== null) add("missing", `${table} ${name}`);
  }
}

function keyOf(table: TableName, key: Buffer | number, columns: Record<string, Buffer | number | string>): Buffer {
  const bytes = typeof key === "number" ? integerKey(key) : key;
  if (table === "domain") return Buffer.concat([bytes, integerKey(columns["a"] as number)]);
  if (table === "superseded") return Buffer.concat([integerKey(columns["a"] as number), bytes]);
  return bytes;
}

function checkCharts(options: VerifyOptions, add: Add): void {
  for (const row of options.vault.each<{ number: number; hash: Buffer; body: Buffer }>(rowBodies)) {
    if (!sha256(row.body).equals(row.hash)) add("changed", `row ${hex(integerKey(row.number))} body`);
  }
  for (const chart of options.vault.all<{ number: number; id: Buffer; digest: Buffer }>(chartsForDigest)) {
    const [first, last] = [chart.number * 2 ** 20, (chart.number + 1) * 2 ** 20 - 1];
    const rows = options.vault.all<{ number: number; version: number; hash: Buffer }>(rowsForDigest, first, last);
    const superseded = options.vault
      .all<{ version: Buffer }>(supersededForDigest, chart.number)
      .map((row) => row.version);
    if (!chartDigest(chart.id, rows, superseded).equals(chart.digest)) add("changed", `chart ${chart.number}`);
  }
}

/** Tables, indexes, triggers and views that no migration made could change rows behind the program's back. */
function checkSchema(options: VerifyOptions, add: Add): void {
  const expected = new Set(options.schema.map(plain));
  for (const object of options.vault.all<{ type: string; name: string; sql: string | null }>(schemaObjects)) {
    const sql = plain(object.sql ?? "");
    if (!expected.has(sql)) add("unknown", `schema ${object.type} ${object.name}`);
    expected.delete(sql);
  }
  for (const sql of expected) if (sql !== "") add("missing", `schema ${sql.slice(0, 60)}`);
}
const plain = (sql: string): string => sql.replace(/\s+/g, " ").trim();
