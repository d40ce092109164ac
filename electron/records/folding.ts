// Folding: a compartment's tail and small pages become full pages; replaced versions move to history.
import type { Scope } from "#keys/keyring.ts";
import type { Compartment } from "#shared/roles.ts";
import { compartments } from "#shared/roles.ts";
import { commitChange } from "./change.ts";
import type { ChartDraft } from "./chartFile.ts";
import type { CompartmentFile, StoredObject } from "./compartmentFile.ts";
import { scopeOf, type Desk } from "./desk.ts";
import { appendPages, pageSize, partsOf, type StoredPart } from "./storedParts.ts";
import { writeSummary } from "./summaries.ts";

/** Tail rows and half-empty pages that a compartment may have before it is folded. */
export const foldAbove = 20;

/** Where a part's version id stands in its text: `{"e":"<32>","i":"<32>"`. */
const versionIn = (text: string): string => text.slice(45, 77);

const small = (object: StoredObject): boolean =>
  object.kind === "tail" || (object.kind === "page" && object.runs.reduce((sum, [, count]) => sum + count, 0) < 9);

export const needsFolding = (file: CompartmentFile): boolean => file.objects.filter(small).length > foldAbove;

/**
 * Folds what this session holds of a chart, in one commit. Manifests move beside their parts and are never altered.
 * Answers true when something was folded.
 */
export function foldChart(desk: Desk, chart: number, scope: Scope, only = needsFolding): boolean {
  return commitChange(desk, (change) => {
    const draft = change.chart(chart, scope);
    let folded = false;
    for (const compartment of compartments) {
      const file = change.compartment(draft, scopeOf(compartment, scope), compartment);
      if (file === undefined || !only(file)) continue;
      foldCompartment(file, draft, compartment);
      folded = true;
    }
    if (folded || change.dirty) change.finish("fold", { chart: draft.id.toString("hex") });
    return folded;
  });
}

function foldCompartment(file: CompartmentFile, draft: ChartDraft, compartment: Compartment): void {
  const bit = 1 << compartments.indexOf(compartment);
  const replaced = new Set(
    draft.superseded.filter((item) => (item.readUInt32BE(16) & bit) !== 0).map((item) => item.toString("hex", 0, 16)),
  );
  const isReplaced = (part: StoredPart): boolean => replaced.has(versionIn(part.text));
  const moved: StoredPart[] = [];
  for (const { object, beside, parts } of partsOf(file, ["page", "tail"])) {
    const full = object.kind === "page" && parts.reduce((sum, part) => sum + part.text.length, 0) > pageSize / 2;
    if (full && !parts.some(isReplaced)) continue;
    moved.push(...parts);
    file.remove(draft, object);
    if (beside !== undefined) file.remove(draft, beside);
  }
  appendPages(
    file,
    draft,
    "page",
    moved.filter((part) => !isReplaced(part)),
  );
  appendPages(file, draft, "history", moved.filter(isReplaced));
  writeSummary(file, draft, compartment);
  file.close(draft);
}
