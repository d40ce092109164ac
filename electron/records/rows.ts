// The SQL of the tables that records own: chart, row, superseded, reference.
import type { ReadableVault, WritableVault } from "#vault/vault.ts";

export interface ChartRow {
  readonly number: number;
  readonly id: Buffer;
  readonly digest: Buffer;
  /** Sequence of the log event that changed the chart last. */
  readonly changed: number;
}
export interface SealedRow {
  readonly number: number;
  /** Sequence of the log event that wrote the row: no two writes of one row number share it. */
  readonly version: number;
  /** SHA-256 of the body. */
  readonly hash: Buffer;
  readonly body: Buffer;
}
export interface ReferenceRow {
  readonly chart: number;
  readonly entry: Buffer;
  readonly version: Buffer;
  readonly content: Buffer;
}

/** Row numbers of one chart: chart number × 2^20 + 20 bits (design: one integer range per chart). */
export const rowsPerChart = 2 ** 20;

export const chartByNumber = (vault: ReadableVault, number: number): ChartRow | undefined =>
  vault.one<ChartRow>("SELECT number, id, digest, changed FROM chart WHERE number = ?", number);
export const chartById = (vault: ReadableVault, id: Uint8Array): ChartRow | undefined =>
  vault.one<ChartRow>("SELECT number, id, digest, changed FROM chart WHERE id = ?", id);
export const chartsChangedAfter = (vault: ReadableVault, sequence: number, limit: number): ChartRow[] =>
  vault.all<ChartRow>(
    "SELECT number, id, digest, changed FROM chart WHERE changed > ? ORDER BY changed, number LIMIT ?",
    sequence,
    limit,
  );
export const nextChartNumber = (vault: ReadableVault): number =>
  (vault.one<{ number: number | null }>("SELECT max(number) AS number FROM chart")?.number ?? -1) + 1;
export const insertChart = (vault: WritableVault, chart: ChartRow): void => {
  vault.run(
    "INSERT INTO chart (number, id, digest, changed) VALUES (?, ?, ?, ?)",
    chart.number,
    chart.id,
    chart.digest,
    chart.changed,
  );
};
export const updateChart = (vault: WritableVault, number: number, digest: Uint8Array, changed: number): void => {
  vault.run("UPDATE chart SET digest = ?, changed = ? WHERE number = ?", digest, changed, number);
};

export const rowsOfChart = (vault: ReadableVault, chart: number): SealedRow[] =>
  vault.all<SealedRow>(
    "SELECT number, version, hash, body FROM row WHERE number BETWEEN ? AND ? ORDER BY number",
    chart * rowsPerChart,
    (chart + 1) * rowsPerChart - 1,
  );
export const putRow = (vault: WritableVault, row: SealedRow): void => {
  vault.run(
    "INSERT OR REPLACE INTO row (number, version, hash, body) VALUES (?, ?, ?, ?)",
    row.number,
    row.version,
    row.hash,
    row.body,
  );
};
export const removeRow = (vault: WritableVault, number: number): void => {
  vault.run("DELETE FROM row WHERE number = ?", number);
};

export const supersededOfChart = (vault: ReadableVault, chart: number): Buffer[] =>
  vault
    .all<{ version: Buffer }>("SELECT version FROM superseded WHERE chart = ? ORDER BY version", chart)
    .map((row) => row.version);
export const insertSuperseded = (vault: WritableVault, chart: number, version: Uint8Array): void => {
  vault.run("INSERT OR IGNORE INTO superseded (chart, version) VALUES (?, ?)", chart, version);
};

export const referenceByName = (vault: ReadableVault, name: Uint8Array): ReferenceRow | undefined =>
  vault.one<ReferenceRow>("SELECT chart, entry, version, content FROM reference WHERE name = ?", name);
export const putReference = (vault: WritableVault, name: Uint8Array, row: ReferenceRow): void => {
  vault.run(
    "INSERT OR REPLACE INTO reference (name, chart, entry, version, content) VALUES (?, ?, ?, ?, ?)",
    name,
    row.chart,
    row.entry,
    row.version,
    row.content,
  );
};
export const referencesOfEntry = (vault: ReadableVault, chart: number, entry: Uint8Array): { name: Buffer }[] =>
  vault.all<{ name: Buffer }>("SELECT name FROM reference WHERE chart = ? AND entry = ?", chart, entry);
