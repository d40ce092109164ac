// Reading a chart: the permitted compartments are opened and forwarded as bytes, each other one is withheld.
import type { ChartView } from "#shared/contract/index.ts";
import { idBytes, idOf, type PatientId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Compartment } from "#shared/roles.ts";
import { openChartFile, type ChartFile } from "./chartFile.ts";
import { CompartmentFile } from "./compartmentFile.ts";
import type { Granted } from "#policy/granted.ts";
import { commonChart, scopeOf, type Desk } from "./desk.ts";
import { readPersonCharts } from "./personCharts.ts";
import { chartById, chartByNumber, type ChartRow } from "./rows.ts";
import { currentBytes } from "./storedParts.ts";
import { supersededOf } from "./summaries.ts";

type ChartCall = "chart.read" | "chart.summary" | "directory.read";
type Opened = ChartView["rows"][number];

/** Opens the parts of a patient's charts that the grant allows; each other compartment comes back as withheld. */
export const readChart = (desk: Desk, patient: PatientId, granted: Granted<"chart.read">): ChartView =>
  viewOf(desk, patient, chartsOf(desk, patient, granted), granted, false);

/** The same for first paint: a compartment's summary with everything that is newer, or its only page. */
export const readSummary = (desk: Desk, patient: PatientId, granted: Granted<"chart.summary">): ChartView =>
  viewOf(desk, patient, chartsOf(desk, patient, granted), granted, true);

/** What belongs to no patient or to several: organisations, practitioners, places. */
export function readDirectory(desk: Desk, granted: Granted<"directory.read">): ChartView {
  const row = chartByNumber(desk.vault, commonChart);
  const files = row === undefined ? [] : [openChartFile(desk.vault, desk.log, row)];
  return viewOf(desk, row === undefined ? "" : idOf<PatientId>(row.id), files, granted, false);
}

/** The chart that an id names; refuses with "notFound". */
export function findChart(desk: Desk, patient: PatientId): ChartRow {
  const row = chartById(desk.vault, idBytes(patient));
  if (row === undefined || row.number === commonChart) throw new Refusal("notFound");
  return row;
}

function chartsOf(desk: Desk, patient: PatientId, granted: Granted<ChartCall>): ChartFile[] {
  const first = openChartFile(desk.vault, desk.log, findChart(desk, patient));
  if (!granted.opens.includes("identity")) return [first];
  const key = desk.keyring.chartKey(first.id, "site", "identity");
  if (key === undefined) return [first];
  const others = readPersonCharts(new CompartmentFile(desk.terminal.organisation, first, key))
    .filter((id) => !id.equals(first.id))
    .flatMap((id) => chartById(desk.vault, id) ?? []);
  return [first, ...others.map((row) => openChartFile(desk.vault, desk.log, row))];
}

function viewOf(
  desk: Desk,
  patientId: string,
  charts: readonly ChartFile[],
  granted: Granted<ChartCall>,
  brief: boolean,
): ChartView {
  const rows: Opened[] = [];
  for (const compartment of granted.opens) {
    for (const chart of charts) {
      const opened = openCompartment(desk, chart, compartment, granted, brief);
      if (opened !== undefined) rows.push(opened);
    }
  }
  return {
    patientId,
    rows,
    superseded: charts.flatMap(supersededOf),
    withheld: [...granted.withheld],
    may: mayOf(granted),
    arriving: desk.keyring.pending().length > 0,
  };
}

function openCompartment(
  desk: Desk,
  chart: ChartFile,
  compartment: Compartment,
  granted: Granted<ChartCall>,
  brief: boolean,
): Opened | undefined {
  const key = desk.keyring.chartKey(chart.id, scopeOf(compartment, granted.scope), compartment);
  if (key === undefined) return undefined;
  const file = new CompartmentFile(desk.terminal.organisation, chart, key);
  if (file.objects.length === 0) return undefined;
  const summary = brief ? file.objects.find((object) => object.kind === "summary") : undefined;
  if (summary === undefined) return { compartment, bytes: currentBytes(file) };
  return { compartment, bytes: currentBytes(file, summary.reflects ?? 0), summary: file.read(summary) };
}

function mayOf(granted: Granted<ChartCall>): ChartView["may"] {
  const may = new Map<Compartment, ("read" | "write" | "deposit")[]>();
  const add = (compartment: Compartment, action: "read" | "write" | "deposit"): void => {
    may.set(compartment, [...(may.get(compartment) ?? []), action]);
  };
  for (const compartment of granted.opens) add(compartment, "read");
  for (const compartment of granted.writes) add(compartment, "write");
  for (const compartment of granted.deposits) add(compartment, "deposit");
  return [...may].map(([compartment, actions]) => ({ compartment, actions }));
}
