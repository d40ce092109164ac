// Immunizations by age: the childhood series, the yearly influenza vaccine, and those of later life.
import { dateText, yearMilliseconds } from "./calendar.ts";
import type { Care } from "./care.ts";
import { concept, type Code } from "./codes.ts";

const childhood: readonly (readonly [years: number, vaccine: Code])[] = [
  [0.2, ["cvx", "20", "DTaP"]],
  [0.2, ["cvx", "10", "IPV"]],
  [0.35, ["cvx", "20", "DTaP"]],
  [1.1, ["cvx", "03", "MMR"]],
  [1.2, ["cvx", "21", "varicella"]],
  [4.5, ["cvx", "03", "MMR"]],
];
const influenza: Code = ["cvx", "140", "Influenza, seasonal, injectable, preservative free"];
const pneumococcal: Code = ["cvx", "133", "Pneumococcal conjugate PCV 13"];
const tetanus: Code = ["cvx", "113", "Td (adult)"];

/** Adds what was given by today, at most the last fifteen years of it. */
export function addVaccines(care: Care): void {
  const { person, today, chance } = care;
  const age = (today - person.bornAt) / yearMilliseconds;
  const at = (years: number): number => person.bornAt + Math.floor(years * yearMilliseconds);
  if (age < 15) for (const [years, vaccine] of childhood) addVaccine(care, vaccine, at(years));
  if (age > 66) addVaccine(care, pneumococcal, at(65.5));
  if (age > 20) addVaccine(care, tetanus, today - Math.floor((1 + chance.next() * 8) * yearMilliseconds));
  if (age < 60 && !chance.happens(0.3)) return;
  const year = new Date(today).getUTCFullYear();
  for (let season = year - 3; season <= year; season += 1) {
    addVaccine(care, influenza, Date.UTC(season, 9, chance.whole(1, 28)));
  }
}

function addVaccine(care: Care, vaccine: Code, at: number): void {
  if (at > care.today || at < care.person.bornAt) return;
  care.chart.add({
    resourceType: "Immunization",
    status: "completed",
    vaccineCode: concept([vaccine]),
    patient: care.subject,
    occurrenceDateTime: dateText(at),
    primarySource: true,
    lotNumber: `D${care.chance.whole(10_000, 99_999)}`,
  });
}
