// The ordinary part of a chart: allergies, vaccines, illnesses with their visits, and what they cost.
import { addClaim, addCoverage } from "./billing.ts";
import { dayMilliseconds, yearsBetween } from "./calendar.ts";
import { momentBefore, said, type Care, type Visit } from "./care.ts";
import { illnesses, illnessOf, type IllnessName } from "./illnesses.ts";
import { addLaboratory, addVitalSigns, type Build } from "./observing.ts";
import type { MeasureName } from "./measures.ts";
import { addPaper } from "./papers.ts";
import { addEpisode } from "./episodes.ts";
import { addAllergies, addCondition, prescribe } from "./treating.ts";
import { addVaccines } from "./vaccines.ts";
import { addVisit } from "./visits.ts";

const names = Object.keys(illnesses) as IllnessName[];

export function addLife(care: Care): void {
  const { chance, person } = care;
  addAllergies(care, momentBefore(care, chance.whole(300, 2_000)));
  const chronic = drawIllnesses(care, "chronic", 4);
  for (const name of chronic) care.against.add(name);
  const build: Build = {
    height: Math.round(chance.around(person.sex === "female" ? 163 : 176, 5)),
    bodyMass: chance.around(chronic.includes("diabetes") ? 30 : 25, 2.5),
  };
  const visits = addVisits(care, chronic, build);
  for (const name of drawIllnesses(care, "episode", 2)) visits.push(addEpisode(care, name, build));
  if (care.unit === "Surgery") {
    const [operation] = drawIllnesses(care, "operation", 1);
    visits.push(addEpisode(care, operation ?? "appendix", build));
  }
  addVaccines(care);
  if (!chance.happens(0.4)) return;
  const coverage = addCoverage(care);
  const last = visits.toSorted((one, other) => other.at - one.at).slice(0, chance.whole(1, 2));
  for (const visit of last) addClaim(care, visit, coverage, ["Laboratory work"]);
}

/** Draws by each illness's share among those of the age and sex; one who has the one lung disease has not the other. */
function drawIllnesses(care: Care, way: "chronic" | "episode" | "operation", most: number): IllnessName[] {
  const { person, chance, today } = care;
  const age = yearsBetween(person.bornAt, today);
  const drawn = names.filter((name) => {
    const { sex = person.sex, ages: [youngest, oldest] = [0, 120], share, way: own } = illnessOf(name);
    const fits = own === way && sex === person.sex && age >= youngest && age <= oldest;
    return fits && chance.happens(share / 100);
  });
  return drawn.filter((name) => name !== "lungs" || !drawn.includes("asthma")).slice(0, most);
}

/** Visits to today: frequent for the chronically ill, yearly for others. An illness is found in an early one. */
function addVisits(care: Care, chronic: readonly IllnessName[], build: Build): Visit[] {
  const { chance, person, today } = care;
  const [spacing, wanted] =
    chronic.length > 0 ? [chance.whole(85, 150), chance.whole(5, 12)] : [365, chance.whole(1, 3)];
  const lived = Math.floor((today - person.bornAt) / dayMilliseconds);
  const count = Math.max(1, Math.min(wanted, Math.floor(lived / spacing) - 1));
  const first = (count - 1) * spacing + chance.whole(3, 80);
  const begins = new Map(chronic.map((name) => [name, chance.whole(0, Math.floor((count - 1) / 3))] as const));
  return Array.from({ length: count }, (_, at) => {
    const visit = addVisit(care, at === 0 ? "checkUp" : "followUp", momentBefore(care, first - at * spacing));
    const known = chronic.filter((name) => (begins.get(name) ?? 0) <= at);
    for (const name of known.filter((one) => begins.get(one) === at)) beginIllness(care, visit, name);
    addVitalSigns(care, visit, build);
    addChecks(care, visit, known);
    if (known.length > 0 && at === count - 1) intensify(care, visit);
    return visit;
  });
}

function beginIllness(care: Care, visit: Visit, name: IllnessName): void {
  const { codes, chinese, courses, medicines } = illnessOf(name);
  for (const course of courses) care.courses.push({ ...course, since: visit.at, settling: 75 * dayMilliseconds });
  const condition = addCondition(care, visit, codes, chinese);
  for (const medicine of medicines) prescribe(care, visit, medicine, condition);
}

const blood = ["haemoglobin", "whiteCells", "platelets"] as const;
const salts = ["creatinine", "filtration", "potassium", "sodium", "liver"] as const;

/** Laboratory work by what is known, and at times a note. */
function addChecks(care: Care, visit: Visit, known: readonly IllnessName[]): void {
  const { chance } = care;
  const own = known.flatMap((name): MeasureName[] => illnessOf(name).courses.map((course) => course.measure));
  const usual = [...(chance.happens(0.5) ? blood : []), ...(chance.happens(0.45) ? salts : [])];
  addLaboratory(care, visit, [...own, ...usual]);
  if (!chance.happens(0.3)) return;
  const listed = known.map((name) => said(care, illnessOf(name).codes[0]?.[2] ?? "", illnessOf(name).chinese));
  const lines = [
    listed.length > 0 ? said(care, `Known: ${listed.join(", ")}.`, `既往：${listed.join("、")}。`) : "",
    chance.pick([
      said(care, "Feels well and takes everything as prescribed.", "自觉良好，按医嘱服药。"),
      said(care, "Sleeps well, walks every day, no pain in the chest.", "睡眠好，每日散步，无胸痛。"),
      said(care, "Tired in the afternoon; values of today discussed.", "午后乏力，已告知今日检查结果。"),
    ]),
    said(care, "Next visit in three months.", "三个月后复诊。"),
  ];
  addPaper(care, visit, "progress", lines.filter(Boolean));
}

/** For some whom tablets do not help enough, insulin is added at the last visit. */
function intensify(care: Care, visit: Visit): void {
  if (!care.lasting.has("metformin") || !care.chance.happens(0.4)) return;
  const condition = addCondition(
    care,
    visit,
    [
      ["snomed", "237599002", "Insulin treated type 2 diabetes mellitus"],
      ["icd10", "E11.9"],
    ],
    "胰岛素治疗的2型糖尿病",
  );
  prescribe(care, visit, "glargine", condition);
}
