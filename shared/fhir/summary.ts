// First paint: what a compartment says at a glance, as a pure function of its entries.
import type { Compartment } from "#shared/roles.ts";
import type { DecodedEntry } from "./decode.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

/** Entries worth painting first, whole: the page renders them by the same code as the full chart. */
export interface Summary {
  readonly entries: readonly { readonly entryId: string; readonly versionId: string; readonly resource: JsonObject }[];
  /** Entries of the compartment that are not among them. */
  readonly more: number;
}

const text = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
const codeIn = (value: JsonValue | undefined): string => {
  const concept = isObject(value) ? value : {};
  const [coding] = Array.isArray(concept["coding"]) ? concept["coding"].filter(isObject) : [];
  return text(coding?.["code"]) || text(concept["text"]);
};
const statusOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : codeIn(value));
const whenOf = (resource: JsonObject): string =>
  ["effectiveDateTime", "issued", "recordedDate", "authoredOn", "date"]
    .map((key) => text(resource[key]))
    .find((at) => at !== "") ?? "";

/** Problems and medicines that are not over, all allergies and alerts, the last value of each observed code. */
export function summarise(compartment: Compartment, entries: readonly DecodedEntry[]): Summary | undefined {
  if (compartment === "documents" || compartment === "billing") return undefined;
  const lasts = lastOfEachCode(entries);
  const kept = entries.filter((entry) => isWorthPainting(entry) || lasts.has(entry.entryId));
  if (kept.length === 0) return undefined;
  return {
    entries: kept.map(({ entryId, versionId, resource }) => ({ entryId, versionId, resource })),
    more: entries.length - kept.length,
  };
}

function isWorthPainting({ type, resource }: DecodedEntry): boolean {
  switch (type) {
    case "Patient":
    case "AllergyIntolerance":
    case "Flag":
      return true;
    case "Condition":
      return ["active", "recurrence", "relapse", ""].includes(statusOf(resource["clinicalStatus"]));
    case "MedicationRequest":
    case "MedicationStatement":
      return ["active", "on-hold", ""].includes(statusOf(resource["status"]));
    default:
      return false;
  }
}

function lastOfEachCode(entries: readonly DecodedEntry[]): Set<string> {
  const last = new Map<string, DecodedEntry>();
  for (const entry of entries) {
    if (entry.type !== "Observation") continue;
    const code = codeIn(entry.resource["code"]);
    const before = last.get(code);
    if (before === undefined || whenOf(entry.resource) >= whenOf(before.resource)) last.set(code, entry);
  }
  return new Set([...last.values()].map((entry) => entry.entryId));
}
