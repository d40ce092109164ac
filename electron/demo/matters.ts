// Sensitive matters: for each sensitive and joint compartment a story whose entries fall there.
import type { Compartment } from "#shared/roles.ts";
import type { Care } from "./care.ts";
import type { Code } from "./codes.ts";
import { chlamydia, follow, geneVariant, paper, partnerViolence, pregnancy } from "./matterStories.ts";
import type { Bounds } from "./person.ts";

export interface Matter extends Bounds {
  readonly compartment: Compartment;
  readonly write: (care: Care) => void;
}

const depression: Code[] = [
  ["snomed", "370143000", "Major depressive disorder"],
  ["icd10", "F33.1", "Recurrent depressive disorder, current episode moderate"],
];
const drinking: Code[] = [
  ["snomed", "7200002", "Alcoholism"],
  ["icd10", "F10.2", "Alcohol dependence syndrome"],
];
const hiv: Code[] = [
  ["snomed", "86406008", "Human immunodeficiency virus infection"],
  ["icd10", "B24", "Unspecified human immunodeficiency virus [HIV] disease"],
];
const adults = [19, 66] as const;

export const matters: readonly Matter[] = [
  {
    compartment: "mentalHealth",
    ages: adults,
    write: (care) => follow(care, depression, "抑郁症", "sertraline", [["mood", 19, 5, 1.2]]),
  },
  {
    compartment: "substanceUse",
    ages: adults,
    write: (care) => follow(care, drinking, "酒精依赖", "acamprosate", [["drinking", 10, 3, 0.8]]),
  },
  {
    compartment: "hiv",
    ages: adults,
    write: (care) => {
      follow(care, hiv, "人类免疫缺陷病毒感染", "antiretroviral", [
        ["helperCells", 240, 690, 25],
        ["virus", 84_000, 20, 4],
      ]);
    },
  },
  { compartment: "sti", ages: [19, 45], write: chlamydia },
  { compartment: "reproductive", sex: "female", ages: [21, 41], write: pregnancy },
  { compartment: "genetics", ages: [25, 70], write: geneVariant },
  { compartment: "violence", ages: adults, write: partnerViolence },
  {
    compartment: "sexualHealthJoint",
    ages: adults,
    write: paper(
      "Asks for HIV and syphilis tests before moving abroad; both negative.",
      "出国前要求查HIV和梅毒，均为阴性。",
    ),
  },
  {
    compartment: "mindJoint",
    ages: adults,
    write: paper("Depression and alcohol dependence together; to the day clinic.", "抑郁合并酒精依赖，转日间病房。"),
  },
  {
    compartment: "allJoint",
    ages: adults,
    write: paper(
      "Post-traumatic stress after a sexual assault; seen weekly.",
      "遭受性侵后出现创伤后应激障碍，每周随诊。",
    ),
  },
  {
    compartment: "allJoint",
    ages: adults,
    write: paper("For the treating physician only, by the patient's wish.", "应本人要求，仅限经治医师查阅。", true),
  },
];
