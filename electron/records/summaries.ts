// Sealed summaries for first paint: what a compartment says at a glance, as a function of its pages and tail alone.
import { decodeChart } from "#shared/fhir/decode.ts";
import { summarise } from "#shared/fhir/summary.ts";
import type { Compartment } from "#shared/roles.ts";
import type { ChartDraft, ChartFile } from "./chartFile.ts";
import type { CompartmentFile } from "./compartmentFile.ts";
import { currentBytes } from "./storedParts.ts";

/** Writes the summary anew; a compartment of one page has none, because the page itself is as quick to open. */
export function writeSummary(file: CompartmentFile, draft: ChartDraft, compartment: Compartment): void {
  for (const object of file.objects.filter((other) => other.kind === "summary")) file.remove(draft, object);
  if (file.objects.filter((object) => object.kind === "page" || object.kind === "tail").length <= 1) return;
  const text = summaryText(file, draft, compartment);
  if (text !== undefined) file.append(draft, "summary", "json", Buffer.from(text), file.next);
}

/** The summary of what the compartment holds now; undefined for a compartment that has nothing to say at a glance. */
export function summaryText(file: CompartmentFile, chart: ChartFile, compartment: Compartment): string | undefined {
  const bytes = currentBytes(file);
  const summary = summarise(compartment, decodeChart([{ compartment, bytes }], supersededOf(chart)));
  return summary === undefined ? undefined : JSON.stringify(summary);
}

/** The chart's superseded versions as they cross the contract: version id and mask of compartments, in hex. */
export const supersededOf = (chart: ChartFile): string[] => chart.superseded.map((item) => item.toString("hex"));
