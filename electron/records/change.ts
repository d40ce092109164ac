// One change of the vault's records: parts, references and charts of one commit, named by one log event.
import { rowHash, tableTags, type EventKind, type Touched } from "#audit/touched.ts";
import { encode } from "#crypto/bytes.ts";
import type { Scope } from "#keys/keyring.ts";
import type { Compartment } from "#shared/roles.ts";
import { randomBytes } from "node:crypto";
import { ChartDraft, draftOf, draftOfNew } from "./chartFile.ts";
import { CompartmentFile } from "./compartmentFile.ts";
import type { Desk } from "./desk.ts";
import { commonChart } from "./desk.ts";
import { chartByNumber, nextChartNumber, putReference, referenceByName, type ReferenceRow } from "./rows.ts";
import { storeParts, type StoredPart } from "./storedParts.ts";

interface Pending {
  readonly chart: number;
  readonly scope: Scope;
  readonly compartment: Compartment;
  readonly parts: StoredPart[];
}

const referenceState = (row: ReferenceRow): Buffer => rowHash(row.chart, row.entry, row.version, row.content);

/** INVARIANT: made and finished inside one `vault.commit`, with no other log event between. */
export class Change {
  readonly desk: Desk;
  /** The sequence of the event that will name this change: version of its rows, ordinal of its parts. */
  readonly sequence: number;
  readonly #charts = new Map<number, ChartDraft>();
  readonly #pending = new Map<string, Pending>();
  readonly #touched: Touched[] = [];
  readonly #rings = new Set<string>();

  constructor(desk: Desk) {
    this.desk = desk;
    this.sequence = desk.log.size;
  }

  /** Opens a chart for change, with the ring rows of the site and of `scope`; refuses a damaged one. */
  chart(number: number, scope: Scope): ChartDraft {
    let draft = this.#charts.get(number);
    if (draft === undefined) {
      const row = chartByNumber(this.desk.vault, number);
      if (row === undefined && number !== commonChart) throw new Error("no such chart");
      draft =
        row === undefined
          ? draftOfNew(this.desk.vault, this.sequence, number, randomBytes(16))
          : draftOf(this.desk.vault, this.desk.log, this.sequence, row);
      this.#charts.set(number, draft);
    }
    this.#ensureRings(draft.id, scope);
    return draft;
  }

  /** Registers a chart: a person's, or one reserved for a patient that was named but not yet seen. */
  newChart(scope: Scope): ChartDraft {
    const highest = Math.max(commonChart, nextChartNumber(this.desk.vault) - 1, ...this.#charts.keys());
    const draft = draftOfNew(this.desk.vault, this.sequence, highest + 1, randomBytes(16));
    this.#charts.set(draft.number, draft);
    this.#ensureRings(draft.id, scope);
    return draft;
  }

  addPart(chart: number, scope: Scope, compartment: Compartment, part: StoredPart): void {
    const key = `${chart}/${scope}/${compartment}`;
    const pending = this.#pending.get(key) ?? { chart, scope, compartment, parts: [] };
    pending.parts.push(part);
    this.#pending.set(key, pending);
  }

  /** Names an entry in the reference index. */
  refer(name: Uint8Array, row: ReferenceRow): void {
    const before = referenceByName(this.desk.vault, name);
    putReference(this.desk.vault, name, row);
    this.#touched.push({
      table: tableTags.reference,
      key: name,
      before: before === undefined ? null : referenceState(before),
      after: referenceState(row),
    });
  }

  touch(touched: readonly Touched[]): void {
    this.#touched.push(...touched);
  }

  /** True once something was written that an event must name. */
  get dirty(): boolean {
    return this.#touched.length > 0 || [...this.#charts.values()].some((draft) => draft.changed);
  }

  /** A compartment of a chart that is being changed; undefined when this session holds no key of it. */
  compartment(chart: ChartDraft, scope: Scope, compartment: Compartment): CompartmentFile | undefined {
    const key = this.desk.keyring.chartKey(chart.id, scope, compartment);
    return key === undefined ? undefined : new CompartmentFile(this.desk.terminal.organisation, chart, key);
  }

  /** Seals what is pending, closes the charts and appends the log event; answers the charts that changed. */
  finish(kind: EventKind, detail: Record<string, string | number | boolean>): number[] {
    for (const { chart, scope, compartment, parts } of this.#pending.values()) {
      const draft = this.chart(chart, scope);
      const file = this.compartment(draft, scope, compartment);
      if (file === undefined) throw new Error(`no key for ${compartment}`);
      storeParts(file, draft, compartment, parts);
      file.close(draft);
    }
    this.touch(this.desk.keyring.flushHandovers());
    const touched = [...this.#touched];
    for (const draft of this.#charts.values()) touched.push(...draft.close());
    if (this.desk.log.size !== this.sequence) throw new Error("another event came between");
    this.desk.log.append(kind, detail, touched);
    return [...this.#charts.values()].filter((draft) => draft.changed).map((draft) => draft.number);
  }

  #ensureRings(chart: Buffer, scope: Scope): void {
    for (const wanted of new Set<Scope>(["site", scope])) {
      const key = `${chart.toString("hex")}/${wanted}`;
      if (this.#rings.has(key)) continue;
      this.#rings.add(key);
      this.touch(this.desk.keyring.ensureRing(chart, wanted));
    }
  }
}

/** Runs one change in one durable commit. A commit that fails takes all of it back, keys made for it included. */
export const commitChange = <Result>(desk: Desk, work: (change: Change) => Result): Result =>
  desk.log.commit(() => work(new Change(desk)));

/** A row of the reference index that reserves a chart for a patient not yet seen. */
export const reserved = (chart: number): ReferenceRow => ({
  chart,
  entry: Buffer.alloc(16),
  version: Buffer.alloc(16),
  content: Buffer.alloc(16),
});

/** The text that a session's content mark is made of: the same parts give the same mark. */
export const markedText = (type: string, parts: readonly { compartment: string; body: string }[]): Buffer =>
  encode(type, ...parts.flatMap((part) => [part.compartment, part.body]));
