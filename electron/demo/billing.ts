// Coverage and claims: what a visit costs and who pays.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dateText, instantText } from "./calendar.ts";
import type { Care, Visit } from "./care.ts";
import { hl7 } from "./codes.ts";

const insurers = ["Harrowmere Mutual", "云澜市医疗保障局", "Vellmark Health Fund"] as const;

export function addCoverage(care: Care): JsonObject {
  return care.chart.add({
    resourceType: "Coverage",
    status: "active",
    subscriberId: `V${care.chance.whole(1_000_000, 9_999_999)}`,
    beneficiary: care.subject,
    payor: [{ display: care.chance.pick(insurers) }],
  });
}

/** Adds a claim for a visit: the consultation, and what a stay or laboratory work adds. */
export function addClaim(care: Care, visit: Visit, coverage: JsonObject, extras: readonly string[]): void {
  const currency = care.person.chinese ? "CNY" : "EUR";
  const items = ["Consultation", ...extras].map((text, at) => ({
    sequence: at + 1,
    productOrService: { text },
    encounter: [visit.encounter],
    net: { value: care.chance.whole(18, 95) * (text === "Inpatient stay" ? 20 : 1), currency },
  }));
  care.chart.add({
    resourceType: "Claim",
    status: "active",
    type: hl7("claim-type", "institutional"),
    use: "claim",
    patient: care.subject,
    billablePeriod: { start: dateText(visit.at), end: dateText(visit.at) },
    created: instantText(Math.min(visit.at + 86_400_000, care.today)),
    provider: { display: "Wardkeep demonstration clinic" },
    priority: hl7("processpriority", "normal"),
    insurance: [{ sequence: 1, focal: true, coverage }],
    item: items,
    total: { value: items.reduce((sum, item) => sum + item.net.value, 0), currency },
  });
}
