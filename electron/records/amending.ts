// The one write call: a new entry, or a new version of one, written by a person with a reason.
import { randomBytes } from "node:crypto";
import type { Taken, Gives } from "#shared/contract/index.ts";
import { findOddNumbers, minify } from "#shared/fhir/json.ts";
import { prepareEntry, type PreparedEntry } from "#shared/fhir/split.ts";
import { idBytes, idOf, type EntryId, type VersionId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import { commitChange, type Change } from "./change.ts";
import type { Granted } from "#policy/granted.ts";
import type { Desk } from "./desk.ts";
import { indexCharts } from "./indexing.ts";
import type { Authorship } from "./manifest.ts";
import { entryName, nameEntry, placeEntry, type Placed } from "./placing.ts";
import { findChart } from "./reading.ts";
import { referenceByName, type ReferenceRow } from "./rows.ts";
import { supersededItem } from "./superseded.ts";
import { layVersions, type Ways } from "./versions.ts";

/**
 * Writes a version. Refuses with "conflict" when the base is not the newest version or the entry belongs to another
 * patient, with "notAllowed" when a part of it may be neither sealed nor deposited, with "malformedCall" what is no
 * resource. What was withheld from the author stays as it was.
 */
export function amendEntry(
  desk: Desk,
  input: Taken<"entry.amend">,
  granted: Granted<"entry.amend">,
  ways: Ways,
  author: Authorship,
): Gives<"entry.amend"> {
  const chart = findChart(desk, input.patientId);
  const text = typeof input.entry === "string" ? input.entry : JSON.stringify(input.entry);
  const prepared = prepare(text);
  const version = randomBytes(16);
  const { charts, entry } = commitChange(desk, (change) => {
    const placed = placeFor(change, prepared, chart.number, input, ways);
    const draft = change.chart(chart.number, ways.scope);
    const before = placed.before?.version;
    if (before !== undefined) draft.supersede(supersededItem(before, [...granted.opens]));
    nameEntry(change, placed, version);
    const parents = before === undefined ? [] : [before];
    layVersions(change, ways, author, [
      { chart: chart.number, chartId: draft.id, entry: placed.entry, version, parents, prepared },
    ]);
    const detail = {
      patientId: input.patientId,
      entry: idOf(placed.entry),
      type: prepared.type,
      purpose: author.purpose,
    };
    return { charts: change.finish("change", detail), entry: placed.entry };
  });
  indexCharts(desk, charts);
  return { entryId: idOf<EntryId>(entry), version: idOf<VersionId>(version) };
}

function prepare(text: string): PreparedEntry {
  try {
    const minified = minify(text);
    return prepareEntry(minified, { oddNumbers: findOddNumbers(minified) });
  } catch (cause) {
    throw new Refusal("malformedCall", { reason: "resource" }, { cause });
  }
}

function placeFor(
  change: Change,
  prepared: PreparedEntry,
  chart: number,
  input: Taken<"entry.amend">,
  ways: Ways,
): Placed {
  const placing = placeEntry(change, prepared, ways.scope);
  if ("refused" in placing) throw new Refusal("conflict", { reason: placing.refused });
  if ("known" in placing) throw new Refusal("conflict", { reason: "unchanged" });
  const before = input.entryId === undefined ? placing.placed.before : storedEntry(change, input.entryId);
  const entry = before?.entry ?? placing.placed.entry;
  const place = before?.chart ?? placing.placed.chart;
  if (place !== chart) throw new Refusal("conflict", { reason: "otherPatient" });
  if (input.base !== undefined && !before?.version.equals(idBytes(input.base))) {
    throw new Refusal("conflict", { reason: "base" });
  }
  return { ...placing.placed, chart, entry, before };
}

function storedEntry(change: Change, id: EntryId): ReferenceRow {
  const found = referenceByName(change.desk.vault, change.desk.terminal.referenceName(entryName(idBytes(id))));
  if (found === undefined) throw new Refusal("notFound");
  return found;
}
