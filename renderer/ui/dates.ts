// Dates that cannot be misread: 12-Mar-1979 in English, 1979年3月12日 in Chinese (NHS Common User Interface, date display).
// A calendar date is read digit by digit and never meets a time zone; only an instant is shown in the terminal's zone.
import type { LanguageTag } from "#shared/words/index.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const fhirDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

interface Day {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

function dayOf(text: string): Day | undefined {
  const [, year, month, day] = fhirDate.exec(text) ?? [];
  if (year === undefined) return undefined;
  const parts: { year: number; month?: number; day?: number } = { year: Number(year) };
  if (month !== undefined && Number(month) >= 1 && Number(month) <= 12) parts.month = Number(month);
  if (day !== undefined && parts.month !== undefined) parts.day = Number(day);
  return parts;
}

function dayText({ year, month, day }: Day, language: LanguageTag): string {
  if (language === "zh-CN")
    return `${year}年${month === undefined ? "" : `${month}月`}${day === undefined ? "" : `${day}日`}`;
  const name = month === undefined ? [] : [months[month - 1] ?? ""];
  return [...(day === undefined ? [] : [String(day).padStart(2, "0")]), ...name, String(year)].join("-");
}

/** A FHIR date or dateTime as a day, as exact as it was recorded; text that is no date comes back as it is. */
export function showDay(text: string, language: LanguageTag): string {
  if (!text.includes("T")) {
    const day = dayOf(text);
    return day === undefined ? text : dayText(day, language);
  }
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : dayText(localDay(at), language);
}

/** A FHIR instant with its time, 24 hours, in the terminal's zone; a bare date stays a date. */
export function showInstant(text: string, language: LanguageTag): string {
  const at = new Date(text);
  if (!text.includes("T") || Number.isNaN(at.getTime())) return showDay(text, language);
  return `${dayText(localDay(at), language)} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
const localDay = (at: Date): Required<Day> => ({ year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() });

export interface Age {
  readonly unit: "years" | "months" | "weeks" | "days";
  readonly count: number;
}

/** How old somebody is: days to four weeks, weeks to a year, months to two years, then years (NHS CUI patient banner). */
export function ageOf(birth: string, on: string | Date): Age | undefined {
  const born = dayOf(birth);
  const end = on instanceof Date ? localDay(on) : dayOf(on);
  if (born === undefined || end === undefined) return undefined;
  const month = born.month ?? 1;
  const day = born.day ?? 1;
  const past = (end.month ?? 1) - month - ((end.day ?? 1) < day ? 1 : 0);
  const inMonths = (end.year - born.year) * 12 + past;
  if (inMonths < 0) return undefined;
  if (inMonths >= 24 || born.day === undefined) return { unit: "years", count: Math.floor(inMonths / 12) };
  const days = Math.floor((utc(end) - utc(born)) / 86_400_000);
  if (days < 28) return { unit: "days", count: days };
  return inMonths < 12 ? { unit: "weeks", count: Math.floor(days / 7) } : { unit: "months", count: inMonths };
}

const utc = ({ year, month = 1, day = 1 }: Day): number => Date.UTC(year, month - 1, day);
