// Code systems by their FHIR addresses, and concepts and quantities made from them.
import type { JsonObject } from "#shared/fhir/json.ts";

export const systems = {
  snomed: "http://snomed.info/sct",
  loinc: "http://loinc.org",
  icd10: "http://hl7.org/fhir/sid/icd-10",
  atc: "http://www.whocc.no/atc",
  rxnorm: "http://www.nlm.nih.gov/research/umls/rxnorm",
  cvx: "http://hl7.org/fhir/sid/cvx",
  ucum: "http://unitsofmeasure.org",
} as const;

export type SystemName = keyof typeof systems;
export type Code = readonly [system: SystemName, code: string, display?: string];

const coding = ([system, code, display]: Code): JsonObject => ({
  system: systems[system],
  code,
  ...(display === undefined ? {} : { display }),
});

/** A CodeableConcept; its text is the first code's display unless another is given. */
export function concept(codes: readonly Code[], text: string | undefined = codes[0]?.[2]): JsonObject {
  return { coding: codes.map(coding), ...(text === undefined ? {} : { text }) };
}

/** A concept of one of HL7's own small code systems. */
export const hl7 = (name: string, code: string, display?: string): JsonObject => ({
  coding: [
    {
      system: `http://terminology.hl7.org/CodeSystem/${name}`,
      code,
      ...(display === undefined ? {} : { display }),
    },
  ],
});

/** A Quantity; UCUM's braces and brackets are left out of what people read. */
export const quantity = (value: number, unit: string): JsonObject => ({
  value,
  unit: unit.replaceAll(/[{}[\]]/g, ""),
  system: systems.ucum,
  code: unit,
});
