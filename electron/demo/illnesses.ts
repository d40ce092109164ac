// The illnesses of the clinic: whom they befall, how they are coded and treated, and which values tell their course.
import { chronic, codes, course, episode, operation, type Illness } from "./illness.ts";

export const illnesses = {
  hypertension: chronic(
    codes("59621000", "I10", "Essential hypertension"),
    "原发性高血压",
    [38, 38],
    ["amlodipine"],
    [course("systolic", 164, 134, 6), course("diastolic", 98, 82, 4), course("potassium", 4.3, 4.2, 0.2)],
  ),
  diabetes: chronic(
    codes("44054006", "E11.9", "Type 2 diabetes mellitus"),
    "2型糖尿病",
    [35, 22],
    ["metformin"],
    [course("longSugar", 9.1, 6.9, 0.3), course("sugar", 188, 128, 12), course("urineProtein", 42, 24, 6)],
  ),
  lipids: chronic(
    codes("55822004", "E78.5", "Hyperlipidemia"),
    "高脂血症",
    [35, 26],
    ["atorvastatin"],
    [course("cholesterol", 262, 184, 10), course("badCholesterol", 176, 98, 8), course("goodCholesterol", 44, 48, 3)],
  ),
  thyroid: chronic(
    codes("40930008", "E03.9", "Hypothyroidism"),
    "甲状腺功能减退症",
    [25, 8],
    ["levothyroxine"],
    [course("thyroid", 11.4, 2.3, 0.4)],
  ),
  asthma: chronic(
    codes("195967001", "J45.9", "Asthma"),
    "支气管哮喘",
    [6, 9],
    ["salbutamol", "budesonide"],
    [course("saturation", 95, 98, 0.6)],
  ),
  lungs: chronic(
    codes("13645005", "J44.9", "Chronic obstructive lung disease"),
    "慢性阻塞性肺疾病",
    [55, 9],
    ["tiotropium", "salbutamol"],
    [course("saturation", 90, 93, 0.8)],
  ),
  fibrillation: chronic(
    codes("49436004", "I48.9", "Atrial fibrillation"),
    "心房颤动",
    [60, 9],
    ["warfarin", "bisoprolol"],
    [course("clotting", 1.3, 2.5, 0.3), course("pulse", 112, 76, 6)],
  ),
  heartFailure: chronic(
    codes("84114007", "I50.9", "Heart failure"),
    "心力衰竭",
    [62, 7],
    ["furosemide", "bisoprolol"],
    [course("heartStrain", 3_400, 900, 150), course("sodium", 134, 138, 1.2)],
  ),
  kidney: chronic(
    codes("433144002", "N18.3", "Chronic kidney disease stage 3"),
    "慢性肾脏病3期",
    [55, 9],
    ["lisinopril"],
    [course("creatinine", 1.5, 1.7, 0.07), course("filtration", 52, 43, 2)],
  ),
  gout: chronic(
    codes("90560007", "M10.9", "Gout"),
    "痛风",
    [40, 6],
    ["allopurinol"],
    [course("uricAcid", 9.2, 5.9, 0.4)],
  ),
  reflux: chronic(
    codes("235595009", "K21.9", "Gastroesophageal reflux disease"),
    "胃食管反流病",
    [25, 11],
    ["omeprazole"],
    [],
  ),
  anaemia: episode(
    codes("87522002", "D50.9", "Iron deficiency anemia"),
    "缺铁性贫血",
    8,
    ["ironSulfate"],
    [course("haemoglobin", 9.3, 12.8, 0.3), course("redCellSize", 72, 86, 1.5), course("iron", 6, 48, 4)],
  ),
  knee: episode(codes("239873007", "M17.9", "Osteoarthritis of knee"), "膝骨关节炎", 10, ["ibuprofen"]),
  cold: episode(codes("54150009", "J06.9", "Upper respiratory infection"), "上呼吸道感染", 22, []),
  pneumonia: episode(
    codes("233604007", "J18.9", "Pneumonia"),
    "肺炎",
    6,
    ["amoxicillin"],
    [course("inflammation", 118, 5, 6), course("whiteCells", 15.2, 7.4, 0.7)],
  ),
  bladder: {
    ...episode(codes("68226007", "N30.0", "Acute cystitis"), "急性膀胱炎", 12, ["nitrofurantoin"]),
    sex: "female",
  },
  forearm: episode(codes("65966004", "S52.9", "Fracture of forearm"), "前臂骨折", 6, ["ibuprofen"]),
  appendix: operation(
    codes("85189001", "K35.8", "Acute appendicitis"),
    "急性阑尾炎",
    [6, 20],
    ["snomed", "80146002", "Appendectomy"],
    [course("inflammation", 64, 4, 6), course("whiteCells", 13.5, 7, 0.8)],
  ),
  gallstones: operation(
    codes("235919008", "K80.2", "Gallbladder calculus"),
    "胆囊结石",
    [30, 30],
    ["snomed", "45595009", "Laparoscopic cholecystectomy"],
  ),
  hernia: operation(
    codes("396232000", "K40.9", "Inguinal hernia"),
    "腹股沟疝",
    [20, 30],
    ["snomed", "44558001", "Repair of inguinal hernia"],
  ),
} as const satisfies Record<string, Illness>;

export type IllnessName = keyof typeof illnesses;
/** With the members that only some illnesses have. */
export const illnessOf = (name: IllnessName): Illness => illnesses[name];
