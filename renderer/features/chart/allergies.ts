// What the banner says of allergies: listed, coded as none known, not recorded, or withheld. Four things, never mixed up.
import type { ChartView } from "#shared/contract/index.ts";
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import { codesOf, conceptText, stringOf } from "./elements.ts";

export interface Allergy {
  readonly id: string;
  readonly name: string;
  readonly severe: boolean;
}
export type Allergies =
  | { readonly kind: "listed"; readonly allergies: readonly Allergy[] }
  | { readonly kind: "noneKnown"; readonly words: string }
  | { readonly kind: "notRecorded" }
  | { readonly kind: "withheld" };

/** SNOMED CT: no known allergy, no known drug, environmental and food allergy. */
const noneKnown = ["716186003", "409137002", "428607008", "429625007"];
const over = ["inactive", "resolved"];
const wrong = ["entered-in-error", "refuted"];

export function allergiesIn(entries: readonly DecodedEntry[], withheld: ChartView["withheld"]): Allergies {
  if (withheld.some(({ compartment }) => compartment === "safety")) return { kind: "withheld" };
  const standing = entries.filter(({ type, resource }) => {
    if (type !== "AllergyIntolerance") return false;
    const codes = [...codesOf(resource["clinicalStatus"]), ...codesOf(resource["verificationStatus"])];
    return !codes.some((code) => over.includes(code) || wrong.includes(code));
  });
  const isNone = ({ resource }: DecodedEntry): boolean =>
    codesOf(resource["code"]).some((code) => noneKnown.includes(code));
  const listed = standing
    .filter((entry) => !isNone(entry))
    .map(({ entryId, resource }) => ({
      id: entryId,
      name: conceptText(resource["code"]),
      severe: stringOf(resource["criticality"]) === "high",
    }));
  if (listed.length > 0)
    return { kind: "listed", allergies: listed.toSorted((one, other) => Number(other.severe) - Number(one.severe)) };
  const none = standing.find(isNone);
  return none === undefined
    ? { kind: "notRecorded" }
    : { kind: "noneKnown", words: conceptText(none.resource["code"]) };
}
