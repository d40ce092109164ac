// The identity search index is a projection: it is told what was sealed, and caught up after a crash.
import { decodeChart } from "#shared/fhir/decode.ts";
import { indexFacts } from "#shared/fhir/person.ts";
import { idOf, type PatientId } from "#shared/ids.ts";
import { openChartFile } from "./chartFile.ts";
import { CompartmentFile } from "./compartmentFile.ts";
import { commonChart, type Desk } from "./desk.ts";
import { chartByNumber, chartsChangedAfter, type ChartRow } from "./rows.ts";
import { currentBytes } from "./storedParts.ts";
import { supersededOf } from "./summaries.ts";

const indexed = ["identity", "identifiers", "contact"] as const;

/** Tells the index about charts that changed; only the compartments whose keys this session holds. */
export function indexCharts(desk: Desk, charts: Iterable<number>): void {
  const rows = [...new Set(charts)].flatMap((number) => chartByNumber(desk.vault, number) ?? []);
  put(
    desk,
    rows.filter((row) => row.number !== commonChart),
  );
  // All that the index did not know yet came with this very event: it is up to date again.
  const last = Math.max(...rows.map((row) => row.changed));
  const [behind] = chartsChangedAfter(desk.vault, desk.search.reflects(), 1);
  if (behind?.changed === last) desk.search.setReflects(last);
}

/** True when charts changed that the index does not know of. */
export const isIndexBehind = (desk: Desk): boolean =>
  chartsChangedAfter(desk.vault, desk.search.reflects(), 1).length > 0;

/** One slice of catching up: charts changed after what the index reflects. Answers false when nothing is left. */
export function catchUpIndex(desk: Desk, most = 50): boolean {
  const rows = chartsChangedAfter(desk.vault, desk.search.reflects(), most);
  const last = rows.at(-1);
  if (last === undefined) return false;
  // Charts of one event share its sequence: they are taken together, so that none is passed over.
  const whole = chartsChangedAfter(desk.vault, desk.search.reflects(), 1_000_000).filter(
    (row) => row.changed <= last.changed,
  );
  put(
    desk,
    whole.filter((row) => row.number !== commonChart),
  );
  desk.search.setReflects(last.changed);
  return true;
}

function put(desk: Desk, rows: readonly ChartRow[]): void {
  const charts = rows.map((row) => openChartFile(desk.vault, desk.log, row));
  for (const compartment of indexed) {
    const facts = charts.flatMap((chart) => {
      const key = desk.keyring.chartKey(chart.id, "site", compartment);
      if (key === undefined) return [];
      const bytes = currentBytes(new CompartmentFile(desk.terminal.organisation, chart, key));
      if (bytes.length === 0) return [];
      const entries = decodeChart([{ compartment, bytes }], supersededOf(chart));
      return [{ patientId: idOf<PatientId>(chart.id), ...indexFacts(entries) }];
    });
    if (facts.length > 0) desk.search.put(compartment, facts);
  }
}
