// What is prescribed, by ATC and, where it is a single substance, RxNorm; with what must not be given to whom.
import type { Code } from "./codes.ts";

export interface Medicine {
  readonly codes: readonly Code[];
  readonly strength: string;
  readonly chinese: string;
  /** How many of what, and how many times a day. */
  readonly take: readonly [count: number, what: "tablet" | "capsule" | "puff" | "unit", times: number];
  /** A course that ends by itself, in days; absent: until stopped. */
  readonly days?: number;
}

const medicine = (
  name: string,
  strength: string,
  chinese: string,
  atc: string,
  rxnorm: string | undefined,
  take: Medicine["take"],
  days?: number,
): Medicine => ({
  codes:
    rxnorm === undefined
      ? [["atc", atc, name]]
      : [
          ["rxnorm", rxnorm, name],
          ["atc", atc, name],
        ],
  strength,
  chinese,
  take,
  ...(days === undefined ? {} : { days }),
});

export const medicines = {
  amlodipine: medicine("Amlodipine", "5 mg", "氨氯地平", "C08CA01", "17767", [1, "tablet", 1]),
  lisinopril: medicine("Lisinopril", "10 mg", "赖诺普利", "C09AA03", "29046", [1, "tablet", 1]),
  bisoprolol: medicine("Bisoprolol", "2.5 mg", "比索洛尔", "C07AB07", "19484", [1, "tablet", 1]),
  diltiazem: medicine("Diltiazem", "120 mg", "地尔硫卓", "C08DB01", "3443", [1, "capsule", 1]),
  furosemide: medicine("Furosemide", "40 mg", "呋塞米", "C03CA01", "4603", [1, "tablet", 1]),
  metformin: medicine("Metformin", "500 mg", "二甲双胍", "A10BA02", "6809", [1, "tablet", 2]),
  empagliflozin: medicine("Empagliflozin", "10 mg", "恩格列净", "A10BK03", undefined, [1, "tablet", 1]),
  glargine: medicine("Insulin glargine", "100 units/mL", "甘精胰岛素", "A10AE04", undefined, [14, "unit", 1]),
  atorvastatin: medicine("Atorvastatin", "20 mg", "阿托伐他汀", "C10AA05", "83367", [1, "tablet", 1]),
  levothyroxine: medicine("Levothyroxine", "75 ug", "左甲状腺素", "H03AA01", "10582", [1, "tablet", 1]),
  salbutamol: medicine("Salbutamol", "100 ug", "沙丁胺醇", "R03AC02", "435", [2, "puff", 4]),
  budesonide: medicine("Budesonide and formoterol", "160/4.5 ug", "布地奈德福莫特罗", "R03AK07", undefined, [
    1,
    "puff",
    2,
  ]),
  tiotropium: medicine("Tiotropium", "18 ug", "噻托溴铵", "R03BB04", undefined, [1, "puff", 1]),
  warfarin: medicine("Warfarin", "3 mg", "华法林", "B01AA03", "11289", [1, "tablet", 1]),
  omeprazole: medicine("Omeprazole", "20 mg", "奥美拉唑", "A02BC01", "7646", [1, "capsule", 1]),
  allopurinol: medicine("Allopurinol", "100 mg", "别嘌醇", "M04AA01", "519", [1, "tablet", 1]),
  ibuprofen: medicine("Ibuprofen", "400 mg", "布洛芬", "M01AE01", "5640", [1, "tablet", 3], 10),
  paracetamol: medicine("Paracetamol", "500 mg", "对乙酰氨基酚", "N02BE01", "161", [2, "tablet", 3], 10),
  ironSulfate: medicine("Ferrous sulfate", "200 mg", "硫酸亚铁", "B03AA07", undefined, [1, "tablet", 1], 90),
  amoxicillin: medicine("Amoxicillin", "500 mg", "阿莫西林", "J01CA04", "723", [1, "capsule", 3], 7),
  doxycycline: medicine("Doxycycline", "100 mg", "多西环素", "J01AA02", "3640", [1, "capsule", 2], 7),
  nitrofurantoin: medicine("Nitrofurantoin", "100 mg", "呋喃妥因", "J01XE01", "7454", [1, "capsule", 2], 5),
  sertraline: medicine("Sertraline", "50 mg", "舍曲林", "N06AB06", "36437", [1, "tablet", 1]),
  acamprosate: medicine("Acamprosate", "333 mg", "阿坎酸", "N07BB03", "82819", [2, "tablet", 3]),
  antiretroviral: medicine(
    "Bictegravir, emtricitabine and tenofovir",
    "50/200/25 mg",
    "比克恩丙诺",
    "J05AR20",
    undefined,
    [1, "tablet", 1],
  ),
  contraceptive: medicine(
    "Levonorgestrel and ethinylestradiol",
    "0.15/0.03 mg",
    "左炔诺孕酮炔雌醇",
    "G03AA07",
    undefined,
    [1, "tablet", 1],
  ),
  folicAcid: medicine("Folic acid", "0.4 mg", "叶酸", "B03BB01", "4511", [1, "tablet", 1], 90),
} as const satisfies Record<string, Medicine>;

export type MedicineName = keyof typeof medicines;

/** What a patient has that speaks against a medicine, and what is given instead. */
export const instead: readonly (readonly [given: MedicineName, against: readonly string[], instead: MedicineName])[] = [
  ["amoxicillin", ["penicillin"], "doxycycline"],
  ["ibuprofen", ["kidney", "heartFailure", "fibrillation", "reflux", "pregnancy", "aspirin"], "paracetamol"],
  ["bisoprolol", ["asthma", "lungs"], "diltiazem"],
  ["lisinopril", ["pregnancy"], "amlodipine"],
];

/** The medicine itself or what is given instead of it. */
export function fittingMedicine(wanted: MedicineName, against: ReadonlySet<string>): MedicineName {
  const rule = instead.find(([given, reasons]) => given === wanted && reasons.some((reason) => against.has(reason)));
  return rule?.[2] ?? wanted;
}
