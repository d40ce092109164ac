// How sensitive matters are told: as an illness with its visits, one visit, or a paper.
import { dateText, dayMilliseconds, instantText } from "./calendar.ts";
import { about, momentBefore, namedConcept, said, type Care, type Visit } from "./care.ts";
import { concept, hl7, type Code } from "./codes.ts";
import type { MeasureName } from "./measures.ts";
import type { MedicineName } from "./medicines.ts";
import { addLaboratory, addValue } from "./observing.ts";
import { valueAt } from "./body.ts";
import { addPaper } from "./papers.ts";
import { addCondition, prescribe } from "./treating.ts";
import { addVisit } from "./visits.ts";

type Course = readonly [measure: MeasureName, from: number, to: number, spread: number];

/** An illness with visits over months: condition, medicine, its values each time, and a note. */
export function follow(
  care: Care,
  codes: readonly Code[],
  chinese: string,
  medicine: MedicineName,
  courses: readonly Course[],
): Visit {
  const visits = [480, 430, 330, 200, 60].map((days, at) =>
    addVisit(care, at === 0 ? "acute" : "followUp", momentBefore(care, days), namedConcept(care, codes, chinese)),
  );
  const first = visits[0] as Visit;
  const condition = addCondition(care, first, codes, chinese);
  prescribe(care, first, medicine, condition);
  for (const [measure, from, to, spread] of courses) {
    care.courses.push({ measure, from, to, spread, since: first.at, settling: 75 * dayMilliseconds });
  }
  const names = courses.map(([measure]) => measure);
  for (const visit of visits) {
    addLaboratory(care, visit, names);
    for (const name of names.filter((one) => one === "mood" || one === "drinking"))
      addValue(care, visit, name, valueAt(care, name, visit.at));
  }
  addPaper(care, visits[2] as Visit, "progress", [
    said(care, `Seen for ${codes[0]?.[2]}. Takes ${medicine} every day.`, `因${chinese}复诊，坚持每日服药。`),
  ]);
  return first;
}

function addFinding(care: Care, visit: Visit, kind: "laboratory" | "exam", code: Code, found: Code): void {
  care.chart.add({
    resourceType: "Observation",
    status: "final",
    category: [hl7("observation-category", kind)],
    code: concept([code]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    valueCodeableConcept: concept([found]),
  });
}

const found: Code = ["snomed", "260373001", "Detected"];

export function chlamydia(care: Care): void {
  const visit = addVisit(care, "acute", momentBefore(care, care.chance.whole(60, 500)));
  const codes: Code[] = [
    ["snomed", "240589008", "Chlamydia trachomatis infection"],
    ["icd10", "A56.0", "Chlamydial infection of lower genitourinary tract"],
  ];
  const condition = addCondition(care, visit, codes, "生殖道衣原体感染", visit.at + 21 * dayMilliseconds);
  addFinding(care, visit, "laboratory", ["loinc", "21613-5", "Chlamydia trachomatis DNA by NAA"], found);
  prescribe(care, visit, "doxycycline", condition);
}

export function pregnancy(care: Care): void {
  care.against.add("pregnancy");
  const weeks = care.chance.whole(10, 34);
  const begun = care.today - weeks * 7 * dayMilliseconds;
  const visit = addVisit(care, "checkUp", momentBefore(care, weeks * 7 - 45));
  const codes: Code[] = [
    ["snomed", "77386006", "Pregnancy"],
    ["icd10", "Z34.9", "Supervision of normal pregnancy"],
  ];
  const condition = addCondition(care, visit, codes, "妊娠");
  addValue(care, visit, "pregnancyHormone", care.chance.whole(9_000, 60_000));
  prescribe(care, visit, "folicAcid", condition);
  care.chart.add({
    resourceType: "Observation",
    status: "final",
    code: concept([["loinc", "11778-8", "Delivery date Estimated"]]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    valueDateTime: dateText(begun + 280 * dayMilliseconds),
  });
  addPaper(care, visit, "progress", [said(care, "Antenatal visit, all well.", "产检，一切正常。")]);
}

export function geneVariant(care: Care): void {
  const visit = addVisit(care, "checkUp", momentBefore(care, care.chance.whole(100, 900)));
  const codes: Code[] = [
    ["snomed", "412734009", "BRCA1 gene mutation positive"],
    ["icd10", "Z15.0", "Genetic susceptibility to malignant neoplasm"],
  ];
  addCondition(care, visit, codes, "BRCA1基因突变阳性");
  addFinding(care, visit, "laboratory", ["loinc", "21636-6", "BRCA1 gene mutations found"], found);
}

export function partnerViolence(care: Care): void {
  const visit = addVisit(care, "acute", momentBefore(care, care.chance.whole(20, 600)));
  const codes: Code[] = [
    ["snomed", "706893006", "Victim of intimate partner abuse"],
    ["icd10", "T74.1", "Physical abuse"],
  ];
  addCondition(care, visit, codes, "遭受亲密伴侣家庭暴力");
  addPaper(care, visit, "progress", [
    said(
      care,
      "Bruises on both arms; reports domestic violence. Safety plan made, does not want the address passed on.",
      "双臂瘀伤，自述遭受家庭暴力。已制定安全计划，要求不得外泄住址。",
    ),
  ]);
}

/** A paper that speaks of several sensitive matters at once, or is restricted without saying why. */
export function paper(english: string, chinese: string, restricted = false): (care: Care) => void {
  const label = {
    system: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
    code: "R",
    display: "restricted",
  };
  return (care) => {
    const visit = addVisit(care, "acute", momentBefore(care, care.chance.whole(20, 700)));
    const more = restricted ? { meta: { security: [label] } } : {};
    addPaper(care, visit, "letter", [said(care, english, chinese)], more);
  };
}
