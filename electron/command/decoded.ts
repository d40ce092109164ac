// A chart as the command line shows it: opened rows put together into FHIR resources, number text included.
import type { ChartView } from "#shared/contract/index.ts";
import { decodeChart } from "#shared/fhir/decode.ts";
import { textOf, type JsonObject, type JsonValue } from "#shared/fhir/json.ts";

/** `{"patient", "entries", "withheld", "may", "arriving"}` as JSON text: parsing it and writing it again would lose digits. */
export function chartText(view: ChartView): string {
  const decoded = decodeChart(view.rows, view.superseded);
  const patient = decoded.find((entry) => entry.type === "Patient")?.resource ?? null;
  const shown = {
    patientId: view.patientId,
    patient,
    entries: decoded.map((entry) => entry.resource),
    withheld: view.withheld,
    may: view.may,
    arriving: view.arriving,
    // Beside the resources, because FHIR has no place for it: what an amendment names as its base.
    versions: decoded.map(({ entryId, versionId, type, unsure }) => ({ entryId, version: versionId, type, unsure })),
  };
  return textOf(shown as unknown as JsonValue & JsonObject);
}
