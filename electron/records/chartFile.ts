// One chart's rows in memory: checked against its digest when opened, changed row by row, closed with a new digest.
import { chartDigest, integerKey as numberKey, rowHash, tableTags, type Touched } from "#audit/touched.ts";
import { sha256 } from "#crypto/digest.ts";
import type { ReadableVault, WritableVault } from "#vault/vault.ts";
import { Refusal } from "#shared/refusal.ts";
import {
  insertChart,
  insertSuperseded,
  putRow,
  removeRow,
  rowsOfChart,
  rowsPerChart,
  supersededOfChart,
  updateChart,
  type ChartRow,
  type SealedRow,
} from "./rows.ts";

const stateOf = (row: SealedRow): Buffer => rowHash(row.version, row.hash);
const chartState = (number: number, id: Uint8Array, digest: Uint8Array): Buffer => rowHash(number, id, digest);

/** Tells whether the log event that changed the chart last names exactly this state. */
export interface ChartWitness {
  leafNames(sequence: number, hash: Uint8Array): boolean;
}

export interface ChartFile {
  readonly number: number;
  readonly id: Buffer;
  /** By the row's 20 bits within the chart. */
  readonly rows: ReadonlyMap<number, SealedRow>;
  readonly superseded: readonly Buffer[];
}

/**
 * Loads a chart. Refuses with "vaultDamaged" when its rows are not those that its digest and the log name: a row that
 * was changed, dropped, added or put back from an older copy (design §4: old rows cannot come back).
 */
export function openChartFile(vault: ReadableVault, witness: ChartWitness, chart: ChartRow): ChartFile {
  const stored = rowsOfChart(vault, chart.number);
  const superseded = supersededOfChart(vault, chart.number);
  const digest = chartDigest(chart.id, stored, superseded);
  const named = witness.leafNames(chart.changed, chartState(chart.number, chart.id, chart.digest));
  if (!digest.equals(chart.digest) || !named) throw new Refusal("vaultDamaged", { where: `chart ${chart.number}` });
  const rows = new Map(stored.map((row) => [row.number - chart.number * rowsPerChart, row]));
  return { number: chart.number, id: chart.id, rows, superseded };
}

/** A chart while it is changed, inside one commit; `close` writes its digest and tells what was touched. */
export class ChartDraft implements ChartFile {
  readonly number: number;
  readonly id: Buffer;
  readonly rows: Map<number, SealedRow>;
  readonly superseded: Buffer[];
  /** Version of every row written by this change: the sequence of the event that will name them. */
  readonly version: number;
  readonly #vault: WritableVault;
  readonly #before: Buffer | null;
  readonly #originals = new Map<number, SealedRow | undefined>();
  readonly #newlySuperseded: Buffer[] = [];

  constructor(vault: WritableVault, version: number, file: ChartFile, before: Buffer | null) {
    this.#vault = vault;
    this.version = version;
    this.number = file.number;
    this.id = file.id;
    this.rows = new Map(file.rows);
    this.superseded = [...file.superseded];
    this.#before = before;
  }

  put(row: number, body: Buffer): void {
    if (!this.#originals.has(row)) this.#originals.set(row, this.rows.get(row));
    const stored = { number: this.number * rowsPerChart + row, version: this.version, hash: sha256(body), body };
    this.rows.set(row, stored);
    putRow(this.#vault, stored);
  }

  remove(row: number): void {
    if (!this.#originals.has(row)) this.#originals.set(row, this.rows.get(row));
    this.rows.delete(row);
    removeRow(this.#vault, this.number * rowsPerChart + row);
  }

  supersede(version: Buffer): void {
    if (this.superseded.some((other) => other.equals(version))) return;
    this.superseded.push(version);
    this.#newlySuperseded.push(version);
    insertSuperseded(this.#vault, this.number, version);
  }

  get changed(): boolean {
    return this.#before === null || this.#originals.size > 0 || this.#newlySuperseded.length > 0;
  }

  close(): Touched[] {
    if (!this.changed) return [];
    const touched: Touched[] = [];
    for (const [row, original] of this.#originals) {
      const now = this.rows.get(row);
      if (original === undefined && now === undefined) continue;
      const key = numberKey(this.number * rowsPerChart + row);
      const before = original === undefined ? null : stateOf(original);
      touched.push({ table: tableTags.row, key, before, after: now === undefined ? null : stateOf(now) });
    }
    for (const version of this.#newlySuperseded) {
      const key = Buffer.concat([numberKey(this.number), version]);
      touched.push({ table: tableTags.superseded, key, before: null, after: rowHash(this.number, version) });
    }
    const rows = [...this.rows.values()].sort((one, other) => one.number - other.number);
    const digest = chartDigest(this.id, rows, [...this.superseded].sort(Buffer.compare));
    if (this.#before === null) {
      insertChart(this.#vault, { number: this.number, id: this.id, digest, changed: this.version });
    } else {
      updateChart(this.#vault, this.number, digest, this.version);
    }
    const before = this.#before === null ? null : chartState(this.number, this.id, this.#before);
    const after = chartState(this.number, this.id, digest);
    touched.push({ table: tableTags.chart, key: numberKey(this.number), before, after });
    return touched;
  }
}

/** Begins a change of a stored chart; refuses as `openChartFile` does. */
export const draftOf = (vault: WritableVault, witness: ChartWitness, version: number, chart: ChartRow): ChartDraft =>
  new ChartDraft(vault, version, openChartFile(vault, witness, chart), chart.digest);

/** Begins a chart that does not exist yet. */
export const draftOfNew = (vault: WritableVault, version: number, number: number, id: Buffer): ChartDraft =>
  new ChartDraft(vault, version, { number, id, rows: new Map(), superseded: [] }, null);
