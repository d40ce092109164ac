// Illnesses that come and go: an acute visit and a look afterwards, or a stay with an operation.
import { dayMilliseconds } from "./calendar.ts";
import { momentBefore, namedConcept, said, type Care, type Visit } from "./care.ts";
import { illnessOf, type IllnessName } from "./illnesses.ts";
import { addLaboratory, addVitalSigns, type Build } from "./observing.ts";
import { addChestPicture, addPaper } from "./papers.ts";
import { addCondition, addProcedure, prescribe } from "./treating.ts";
import { addVisit } from "./visits.ts";

/** Adds the whole episode and gives its first visit. */
export function addEpisode(care: Care, name: IllnessName, build: Build): Visit {
  const { codes, chinese, courses, medicines, way } = illnessOf(name);
  const stays = way === "operation" || (name === "pneumonia" && care.chance.happens(0.6));
  const days = stays ? care.chance.whole(2, 6) : 0;
  const at = momentBefore(care, care.chance.whole(70, 1_100));
  const visit = addVisit(care, stays ? "stay" : "acute", at, namedConcept(care, codes, chinese), days);
  const settling = (way === "operation" ? 8 : 14) * dayMilliseconds;
  for (const course of courses) care.courses.push({ ...course, since: at, settling });
  const endsAt = name === "knee" ? undefined : at + care.chance.whole(14, 60) * dayMilliseconds;
  const condition = addCondition(care, visit, codes, chinese, endsAt);
  addVitalSigns(care, visit, build);
  const measured = courses.map((course) => course.measure);
  addLaboratory(care, visit, measured);
  if (name === "pneumonia") addChestPicture(care, visit, false);
  for (const medicine of medicines) prescribe(care, visit, medicine, condition);
  if (stays) addStay(care, visit, name, days, condition);
  const after = addVisit(care, "followUp", momentBefore(care, (care.today - at) / dayMilliseconds - 42));
  addLaboratory(care, after, measured);
  if (name === "pneumonia") addChestPicture(care, after, true);
  return visit;
}

function addStay(
  care: Care,
  visit: Visit,
  name: IllnessName,
  days: number,
  condition: Parameters<typeof addProcedure>[3],
): void {
  const { codes, chinese, procedure } = illnessOf(name);
  if (procedure !== undefined) {
    addProcedure(care, visit, procedure, condition);
    addPaper(care, visit, "operation", [
      said(care, `${procedure[2]} without complication. Blood loss small.`, "手术顺利，出血少，无并发症。"),
    ]);
  }
  addPaper(care, { ...visit, at: visit.at + days * dayMilliseconds }, "discharge", [
    said(
      care,
      `Stayed ${days} days for ${codes[0]?.[2]}. Home in good condition; wound and values to be checked in six weeks.`,
      `因${chinese}住院${days}天，恢复良好出院，六周后复查。`,
    ),
  ]);
}
