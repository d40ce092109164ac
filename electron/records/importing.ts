// Importing: prepared entries are placed, versioned and laid down, batch by batch, each batch one commit and one event.
import { randomBytes } from "node:crypto";
import type { PreparedEntry } from "#shared/fhir/split.ts";
import type { ImportReason } from "#shared/importReasons.ts";
import { compartments } from "#shared/roles.ts";
import { commitChange, type Change } from "./change.ts";
import type { Desk } from "./desk.ts";
import { indexCharts } from "./indexing.ts";
import type { Authorship } from "./manifest.ts";
import { readPersonCharts, writePersonCharts } from "./personCharts.ts";
import { nameEntry, placeEntry, type Placed } from "./placing.ts";
import { supersededItem } from "./superseded.ts";
import { layVersions, type NewVersion, type Ways } from "./versions.ts";

export interface BatchResult {
  readonly stored: number;
  readonly known: number;
  /** By index in the batch. */
  readonly refused: readonly { readonly index: number; readonly reason: ImportReason }[];
  readonly charts: readonly number[];
}

/** Stores a batch durably: when this returns, every entry of it is in the vault or named as known or refused. */
export function importBatch(
  desk: Desk,
  ways: Ways,
  author: Authorship,
  entries: readonly PreparedEntry[],
  detail: Record<string, string | number>,
): BatchResult {
  let known = 0;
  const refused: { index: number; reason: ImportReason }[] = [];
  const versions: NewVersion[] = [];
  const charts = commitChange(desk, (change) => {
    const persons: Placed[] = [];
    entries.forEach((prepared, index) => {
      const placing = placeEntry(change, prepared, ways.scope);
      if ("known" in placing) known += 1;
      else if ("refused" in placing) refused.push({ index, reason: placing.refused });
      else {
        versions.push(newVersion(change, ways, prepared, placing.placed));
        if (prepared.type === "Patient") persons.push(placing.placed);
      }
    });
    layVersions(change, ways, author, versions);
    for (const placed of persons) registerPerson(change, ways, placed);
    if (versions.length === 0 && !change.dirty) return [];
    return change.finish("import", { ...detail, stored: versions.length, known, refused: refused.length });
  });
  indexCharts(desk, charts);
  return { stored: versions.length, known, refused, charts };
}

function newVersion(change: Change, ways: Ways, prepared: PreparedEntry, placed: Placed): NewVersion {
  const version = randomBytes(16);
  const draft = change.chart(placed.chart, ways.scope);
  const before = placed.before?.version;
  if (before !== undefined) draft.supersede(supersededItem(before, compartments));
  nameEntry(change, placed, version);
  return {
    chart: placed.chart,
    chartId: draft.id,
    entry: placed.entry,
    version,
    parents: before === undefined ? [] : [before],
    prepared,
  };
}

/** Writes the person's set of charts once: the chart itself and those reserved under other names. */
function registerPerson(change: Change, ways: Ways, placed: Placed): void {
  const draft = change.chart(placed.chart, ways.scope);
  const file = change.compartment(draft, "site", "identity");
  if (file === undefined || readPersonCharts(file).length > 0) return;
  const others = placed.alsoCharts.map((number) => change.chart(number, ways.scope).id);
  writePersonCharts(file, draft, [draft.id, ...others]);
  file.close(draft);
}
