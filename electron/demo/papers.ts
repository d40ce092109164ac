// What is written in words: notes, discharge letters and reports of pictures.
import type { JsonObject } from "#shared/fhir/json.ts";
import { dateText, instantText } from "./calendar.ts";
import { about, said, type Care, type Visit } from "./care.ts";
import { concept, hl7, type Code } from "./codes.ts";

export const papers = {
  progress: ["loinc", "11506-3", "Progress note"],
  discharge: ["loinc", "18842-5", "Discharge summary"],
  operation: ["loinc", "11504-8", "Surgical operation note"],
  letter: ["loinc", "57133-1", "Referral note"],
} as const satisfies Record<string, Code>;
export type PaperKind = keyof typeof papers;

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Adds a document whose text is the lines under a heading and above the signature; `more` joins its own members. */
export function addPaper(
  care: Care,
  visit: Visit,
  kind: PaperKind,
  lines: readonly string[],
  more: JsonObject = {},
): JsonObject {
  const text = [`${papers[kind][2]}, ${dateText(visit.at)}`, "", ...lines, "", care.physician, ""].join("\n");
  return care.chart.add({
    resourceType: "DocumentReference",
    status: "current",
    type: concept([papers[kind]]),
    subject: care.subject,
    date: instantText(visit.at),
    author: [{ display: care.physician }],
    content: [
      {
        attachment: {
          contentType: "text/plain; charset=utf-8",
          language: said(care, "en", "zh-CN"),
          data: base64(text),
          title: papers[kind][2],
          creation: instantText(visit.at),
        },
      },
    ],
    context: { encounter: [visit.encounter] },
    ...more,
  });
}

/** Adds the report of a chest radiograph. */
export function addChestPicture(care: Care, visit: Visit, clear: boolean): void {
  care.chart.add({
    resourceType: "DiagnosticReport",
    status: "final",
    category: [hl7("v2-0074", "RAD", "Radiology")],
    code: concept([["loinc", "36643-5", "XR Chest 2 Views"]]),
    ...about(care, visit),
    effectiveDateTime: instantText(visit.at),
    issued: instantText(Math.min(visit.at + 7_200_000, care.today)),
    conclusion: clear
      ? said(care, "Lungs clear, heart of normal size.", "双肺清晰，心影不大。")
      : said(care, "Consolidation in the right lower lobe, small effusion.", "右下肺实变，少量胸腔积液。"),
  });
}
