// A birth date as people type it, found anywhere in what they typed; the rest is a name.
import { fold } from "./fold.ts";

export interface TypedDate {
  /** FHIR dates it can mean, whole (1979-03-12) or to the month (1979-03); an American and a European reading may both stand. */
  readonly dates: readonly string[];
  readonly rest: string;
}

type Reading = (parts: readonly string[]) => (string | undefined)[];

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthName = `(${months.join("|")})[a-z]*\\.?`;
const monthOf = (name = "") => String(months.indexOf(name.slice(0, 3)) + 1);

const forms: readonly [form: RegExp, read: Reading][] = [
  [/(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日?/, ([y, m, d]) => [date(y, m, d)]],
  [/(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月/, ([y, m]) => [month(y, m)]],
  [/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, ([y, , m, d]) => [date(y, m, d)]],
  [/(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/, ([d, m, y]) => [date(y, m, d)]],
  [/(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)/, ([a, , b, y]) => [date(y, b, a), date(y, a, b)]],
  [new RegExp(`(?<!\\d)(\\d{1,2})[ -]${monthName}[ -](\\d{4})(?!\\d)`), ([d, m, y]) => [date(y, monthOf(m), d)]],
  [new RegExp(`\\b${monthName} (\\d{1,2}),? (\\d{4})(?!\\d)`), ([m, d, y]) => [date(y, monthOf(m), d)]],
  [/(?<!\d)(\d{4})[-/.](\d{1,2})(?![\d/.-])/, ([y, m]) => [month(y, m)]],
  [/(?<![\p{L}\p{N}])(\d{8})(?![\p{L}\p{N}])/u, ([digits = ""]) => fromDigits(digits)],
];

/** Nothing when no real date of a living person's years is in the text. */
export function typedDate(text: string): TypedDate | undefined {
  const plain = fold(text.slice(0, 300));
  for (const [form, read] of forms) {
    const match = form.exec(plain);
    if (match === null) continue;
    const dates = [...new Set(read(match.slice(1)))].filter((found) => found !== undefined);
    if (dates.length === 0) continue;
    return { dates, rest: `${plain.slice(0, match.index)} ${plain.slice(match.index + match[0].length)}` };
  }
  return undefined;
}

/** 19790312, or 12031979 and 03121979 where the year comes last. */
function fromDigits(digits: string): (string | undefined)[] {
  const [a, b, y] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return [date(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)), date(y, b, a), date(y, a, b)];
}

function month(y = "", m = ""): string | undefined {
  const inRange = Number(y) >= 1850 && Number(y) <= 2150 && Number(m) >= 1 && Number(m) <= 12;
  return inRange ? `${y}-${m.padStart(2, "0")}` : undefined;
}

function date(y = "", m = "", d = ""): string | undefined {
  const start = month(y, m);
  if (start === undefined || Number(d) < 1 || Number(d) > new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate())
    return undefined;
  return `${start}-${d.padStart(2, "0")}`;
}
