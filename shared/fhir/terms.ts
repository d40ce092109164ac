// Finds the words that give a sensitive matter away, in names and texts, English and Chinese (lists in termLists.ts).
import type { Findings } from "./codes.ts";
import type { Sensitive } from "#shared/roles.ts";
import { termLists } from "./termLists.ts";

interface Term {
  readonly text: string;
  /** "*" at its end in the list: longer words count too. */
  readonly open: boolean;
  /** undefined: an exception, which is stepped over. */
  readonly compartment: Sensitive | undefined;
  readonly confidence: number;
}

/** Terms by their first three characters (Latin) or their first character (Chinese), longest first. */
const byStart = new Map<string, Term[]>();
const isHan = (unit: number): boolean => unit >= 0x2e80;
const startOf = (text: string, at: number): string =>
  isHan(text.charCodeAt(at)) ? text.charAt(at) : text.slice(at, at + 3);

for (const [compartment, confidence, words] of termLists) {
  for (const word of words
    .split(",")
    .map((text) => text.trim())
    .filter(Boolean)) {
    const open = word.endsWith("*");
    const text = open ? word.slice(0, -1) : word;
    const start = startOf(text, 0);
    const term = { text, open, compartment: compartment === "" ? undefined : compartment, confidence };
    byStart.set(
      start,
      [...(byStart.get(start) ?? []), term].toSorted((one, other) => other.text.length - one.text.length),
    );
  }
}

const isWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 0xc0 && unit <= 0x24f);
/** "AIDS" is looked for as written, because hearing aids are not meant. */
const shouted = /\b(?:AIDS|PLWHA|PLHIV)\b/;

/** Reports every term in the text. Case, dashes, runs of space and width of characters make no difference. */
export function findTerms(source: string, into: Findings): void {
  if (source.length < 2) return;
  if (shouted.test(source)) into.add("hiv", 1);
  const text = plainForm(source);
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const begins = isHan(unit) || (isWord(unit) && !inWord);
    inWord = isWord(unit);
    if (!begins) continue;
    const term = byStart.get(startOf(text, at))?.find((candidate) => fits(candidate, text, at));
    if (term === undefined) continue;
    if (term.compartment !== undefined) into.add(term.compartment, term.confidence);
    at += term.text.length - 1;
    inWord = isWord(text.charCodeAt(at));
  }
}

function fits(term: Term, text: string, at: number): boolean {
  if (!text.startsWith(term.text, at)) return false;
  return (
    term.open || isHan(term.text.charCodeAt(term.text.length - 1)) || !isWord(text.charCodeAt(at + term.text.length))
  );
}

const dashesAndSpaces = /[\s\-_/.‐-―\u200b\u00ad]+/g;
const plainForm = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- the test is for text beyond ASCII
  (/[^\x00-\x7f]/.test(text) ? text.normalize("NFKC") : text).toLowerCase().replace(dashesAndSpaces, " ");
