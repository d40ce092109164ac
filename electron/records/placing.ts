// Where an entry belongs: which chart its subject has, and whether it is known already.
import { randomBytes } from "node:crypto";
import type { Scope } from "#keys/keyring.ts";
import type { PreparedEntry } from "#shared/fhir/split.ts";
import { markedText, reserved, type Change } from "./change.ts";
import { commonChart } from "./desk.ts";
import { referenceByName, type ReferenceRow } from "./rows.ts";

export interface Placed {
  readonly chart: number;
  readonly entry: Buffer;
  readonly content: Buffer;
  readonly names: readonly Buffer[];
  /** The stored entry of this name: a new version replaces it. */
  readonly before: ReferenceRow | undefined;
  /** Other charts that were reserved for the same person under other names. */
  readonly alsoCharts: readonly number[];
}
export type Placing = { readonly placed: Placed } | { readonly known: true } | { readonly refused: "otherPatient" };

const nobody = Buffer.alloc(16);
export const isReserved = (row: ReferenceRow): boolean => row.entry.equals(nobody);

/** The name under which an entry without any name of its own is found again: by its content. */
const contentName = (content: Buffer): string => `content:${content.toString("hex")}`;
/** The name under which every entry can be found by its id. */
export const entryName = (entry: Uint8Array): string => `entry:${Buffer.from(entry).toString("hex")}`;

/** Finds an entry's place; charts of patients not yet seen are reserved. */
export function placeEntry(change: Change, prepared: PreparedEntry, scope: Scope): Placing {
  const { terminal, vault } = change.desk;
  const content = terminal.contentMark(markedText(prepared.type, prepared.parts)).subarray(0, 16);
  const texts = prepared.names.length > 0 ? prepared.names : [contentName(content)];
  const names = texts.map((text) => terminal.referenceName(text));
  const found = names.map((name) => referenceByName(vault, name));
  const before = found.find((row) => row !== undefined && !isReserved(row));
  if (before?.content.equals(content)) return { known: true };
  const chart = chartFor(change, prepared, scope, found, before);
  if (before !== undefined && before.chart !== chart) return { refused: "otherPatient" };
  const alsoCharts = found.flatMap((row) =>
    row !== undefined && isReserved(row) && row.chart !== chart ? [row.chart] : [],
  );
  const entry = before?.entry ?? randomBytes(16);
  return { placed: { chart, entry, content, names, before, alsoCharts: [...new Set(alsoCharts)] } };
}

function chartFor(
  change: Change,
  prepared: PreparedEntry,
  scope: Scope,
  found: readonly (ReferenceRow | undefined)[],
  before: ReferenceRow | undefined,
): number {
  if (prepared.type === "Patient") {
    return (before ?? found.find((row) => row !== undefined))?.chart ?? change.newChart(scope).number;
  }
  const charts = new Set(prepared.subjects.map((subject) => chartOfSubject(change, subject, scope)));
  const [only] = charts;
  return charts.size === 1 && only !== undefined ? only : commonChart;
}

function chartOfSubject(change: Change, subject: string, scope: Scope): number {
  const name = change.desk.terminal.referenceName(subject);
  const found = referenceByName(change.desk.vault, name);
  if (found !== undefined) return found.chart;
  const chart = change.newChart(scope).number;
  change.refer(name, reserved(chart));
  return chart;
}

/** Registers an entry's names for its new version; a name that means another entry already is left as it is. */
export function nameEntry(change: Change, placed: Placed, version: Buffer): void {
  const { terminal, vault } = change.desk;
  const row: ReferenceRow = { chart: placed.chart, entry: placed.entry, version, content: placed.content };
  for (const name of [...placed.names, terminal.referenceName(entryName(placed.entry))]) {
    const found = referenceByName(vault, name);
    if (found === undefined || isReserved(found) || found.entry.equals(placed.entry)) change.refer(name, row);
  }
}
