// What is measured: vital signs and laboratory values with LOINC code, UCUM unit and the range of the healthy.
import type { Code } from "./codes.ts";

export interface Measure {
  readonly code: Code;
  readonly unit: string;
  readonly kind: "vital-signs" | "laboratory" | "survey";
  /** Decimal places. */
  readonly places: number;
  readonly low?: number;
  readonly high?: number;
}

const vital = (loinc: string, name: string, unit: string, places = 0): Measure => ({
  code: ["loinc", loinc, name],
  unit,
  kind: "vital-signs",
  places,
});
const laboratory = (
  loinc: string,
  name: string,
  unit: string,
  places: number,
  low?: number,
  high?: number,
): Measure => ({
  code: ["loinc", loinc, name],
  unit,
  kind: "laboratory",
  places,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});
const survey = (loinc: string, name: string): Measure => ({
  code: ["loinc", loinc, name],
  unit: "{score}",
  kind: "survey",
  places: 0,
});

export const measures = {
  systolic: vital("8480-6", "Systolic blood pressure", "mm[Hg]"),
  diastolic: vital("8462-4", "Diastolic blood pressure", "mm[Hg]"),
  pulse: vital("8867-4", "Heart rate", "/min"),
  breathing: vital("9279-1", "Respiratory rate", "/min"),
  temperature: vital("8310-5", "Body temperature", "Cel", 1),
  saturation: vital("2708-6", "Oxygen saturation in arterial blood", "%"),
  height: vital("8302-2", "Body height", "cm"),
  weight: vital("29463-7", "Body weight", "kg", 1),
  bodyMass: vital("39156-5", "Body mass index", "kg/m2", 1),
  haemoglobin: laboratory("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 1, 12, 17),
  whiteCells: laboratory("6690-2", "Leukocytes [#/volume] in Blood", "10*3/uL", 1, 4, 11),
  platelets: laboratory("777-3", "Platelets [#/volume] in Blood", "10*3/uL", 0, 150, 400),
  redCellSize: laboratory("787-2", "MCV [Entitic mean volume]", "fL", 0, 80, 98),
  creatinine: laboratory("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 2, 0.5, 1.2),
  filtration: laboratory("62238-1", "Glomerular filtration rate, estimated", "mL/min/{1.73_m2}", 0, 60),
  potassium: laboratory("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 1, 3.5, 5.1),
  sodium: laboratory("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 0, 135, 145),
  liver: laboratory("1742-6", "Alanine aminotransferase [Enzymatic activity/volume]", "U/L", 0, 0, 45),
  sugar: laboratory("1558-6", "Fasting glucose [Mass/volume] in Serum or Plasma", "mg/dL", 0, 70, 99),
  longSugar: laboratory("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 1, 4, 5.6),
  urineProtein: laboratory("9318-7", "Albumin/Creatinine [Mass Ratio] in Urine", "mg/g{creat}", 0, 0, 30),
  cholesterol: laboratory("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "mg/dL", 0, 0, 200),
  badCholesterol: laboratory("13457-7", "Cholesterol in LDL [Mass/volume], calculated", "mg/dL", 0, 0, 130),
  goodCholesterol: laboratory("2085-9", "Cholesterol in HDL [Mass/volume]", "mg/dL", 0, 40),
  thyroid: laboratory("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "m[IU]/L", 2, 0.4, 4),
  clotting: laboratory("6301-6", "INR in Platelet poor plasma", "{INR}", 1),
  uricAcid: laboratory("3084-1", "Urate [Mass/volume] in Serum or Plasma", "mg/dL", 1, 2.4, 7),
  iron: laboratory("2276-4", "Ferritin [Mass/volume] in Serum or Plasma", "ng/mL", 0, 15, 300),
  heartStrain: laboratory("33762-6", "NT-proBNP [Mass/volume] in Serum or Plasma", "pg/mL", 0, 0, 125),
  inflammation: laboratory("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", "mg/L", 0, 0, 5),
  mood: survey("44261-6", "Patient Health Questionnaire 9 item total score"),
  drinking: survey("75626-2", "Total score AUDIT-C"),
  helperCells: laboratory("24467-3", "CD3+CD4+ cells [#/volume] in Blood", "/uL", 0, 500, 1500),
  virus: laboratory("20447-9", "HIV 1 RNA [#/volume] (viral load) in Serum or Plasma", "{copies}/mL", 0, 0, 20),
  pregnancyHormone: laboratory("2118-8", "Choriogonadotropin (pregnancy test) in Serum", "m[IU]/mL", 0, 0, 5),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
