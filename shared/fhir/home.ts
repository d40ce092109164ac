// Where an entry is at home before anything sensitive is looked for: its type's compartment, or its category's.
import type { Compartment } from "#shared/roles.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import type { TypeRule } from "./types.ts";

/** The compartment of an entry by type and category; docs/compartments.md lists the choices. */
export function homeOf(resource: JsonObject, rule: TypeRule): Compartment {
  switch (resource["resourceType"]) {
    case "Observation":
      return hasCategory(resource["category"], laboratory) ? "labs" : rule.home;
    case "DiagnosticReport":
      return hasCategory(resource["category"], laboratory) ? "labs" : "documents";
    case "Device": // a thing in or on a patient, or one of the clinic's
      return resource["patient"] === undefined ? "identity" : rule.home;
    default:
      return rule.home;
  }
}

/** Observation categories and the diagnostic service sections of HL7 v2 table 0074 that are laboratory work. */
const laboratory = new Set(
  "laboratory lab hm ch mb vr sr bg bb blb cp cy gp gm imm ipt mcb myc path pat sp tx to vlb".split(" "),
);

function hasCategory(categories: JsonValue | undefined, wanted: ReadonlySet<string>): boolean {
  if (Array.isArray(categories)) return categories.some((category) => hasCategory(category, wanted));
  if (!isObject(categories)) return false;
  const { coding, text } = categories;
  if (typeof text === "string" && wanted.has(text.toLowerCase())) return true;
  return (
    Array.isArray(coding) &&
    coding.some((item) => isObject(item) && typeof item["code"] === "string" && wanted.has(item["code"].toLowerCase()))
  );
}
