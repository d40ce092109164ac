// The SQL of the tables that the log owns: log, checkpoint, and its frontier in meta.
import type { ReadableVault, WritableVault } from "#vault/vault.ts";

export interface LogRow {
  readonly sequence: number;
  readonly leaf: Buffer;
  readonly body: Buffer;
}
export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly signature: Buffer;
}

export const insertEvent = (vault: WritableVault, row: LogRow): void => {
  vault.run("INSERT INTO log (sequence, leaf, body) VALUES (?, ?, ?)", row.sequence, row.leaf, row.body);
};
export const logSize = (vault: ReadableVault): number =>
  (vault.one<{ last: number | null }>("SELECT max(sequence) AS last FROM log")?.last ?? -1) + 1;
export const leafAt = (vault: ReadableVault, sequence: number): Buffer | undefined =>
  vault.one<{ leaf: Buffer }>("SELECT leaf FROM log WHERE sequence = ?", sequence)?.leaf;
export const eventsBefore = (vault: ReadableVault, before: number, limit: number): LogRow[] =>
  vault.all<LogRow>(
    "SELECT sequence, leaf, body FROM log WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
    before,
    limit,
  );
export const eventsFrom = (vault: ReadableVault, from: number, limit: number): LogRow[] =>
  vault.all<LogRow>("SELECT sequence, leaf, body FROM log WHERE sequence >= ? ORDER BY sequence LIMIT ?", from, limit);

export const putCheckpoint = (vault: WritableVault, row: CheckpointRow): void => {
  vault.run(
    "INSERT OR REPLACE INTO checkpoint (size, root, signature) VALUES (?, ?, ?)",
    row.size,
    row.root,
    row.signature,
  );
};
export const checkpoints = (vault: ReadableVault): CheckpointRow[] =>
  vault.all<CheckpointRow>("SELECT size, root, signature FROM checkpoint ORDER BY size");
export const lastCheckpoint = (vault: ReadableVault): CheckpointRow | undefined =>
  vault.one<CheckpointRow>("SELECT size, root, signature FROM checkpoint ORDER BY size DESC LIMIT 1");

export const readFrontier = (vault: ReadableVault): Buffer | undefined =>
  vault.one<{ value: Buffer }>("SELECT value FROM meta WHERE name = 'frontier'")?.value;
export const putFrontier = (vault: WritableVault, frontier: Uint8Array): void => {
  vault.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('frontier', ?)", frontier);
};

/** Every covered table with its key and the columns that its row hash names, in order. */
export const coveredTables: Readonly<Record<string, string>> = {
  meta: "SELECT CAST(name AS BLOB) AS key, value AS a FROM meta WHERE name NOT IN ('frontier')",
  person: "SELECT id AS key, user AS a, entry AS b, wrap AS c FROM person",
  terminal: "SELECT id AS key, entry AS a FROM terminal",
  unit: "SELECT id AS key, entry AS a FROM unit",
  domain: "SELECT id AS key, epoch AS a, entry AS b, escrow AS c FROM domain",
  grant: 'SELECT id AS key, person AS a, entry AS b, sealed AS c FROM "grant"',
  ring: "SELECT number AS key, lookup AS a, epoch AS b, entries AS c FROM ring",
  deposit_key: "SELECT id AS key, domain AS a, epoch AS b, sealed AS c FROM deposit_key",
  deposit: "SELECT number AS key, key AS a, body AS b FROM deposit",
  errand: "SELECT number AS key, body AS a FROM errand",
  chart: "SELECT number AS key, number AS a, id AS b, digest AS c FROM chart",
  row: "SELECT number AS key, version AS a, hash AS b FROM row",
  superseded: "SELECT version AS key, chart AS a, version AS b FROM superseded",
  reference: "SELECT name AS key, chart AS a, entry AS b, version AS c, content AS d FROM reference",
  audit_key: "SELECT id AS key, person AS a, sealed AS b, own AS c FROM audit_key",
};

export const rowBodies = "SELECT number, hash, body FROM row";
export const chartsForDigest = "SELECT number, id, digest FROM chart";
export const rowsForDigest = "SELECT number, version, hash FROM row WHERE number BETWEEN ? AND ? ORDER BY number";
export const supersededForDigest = "SELECT version FROM superseded WHERE chart = ? ORDER BY version";
export const schemaObjects = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
