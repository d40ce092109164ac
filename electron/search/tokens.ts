// A name becomes the words it can be found by, and what somebody types becomes the words to look for.
import { fold } from "./fold.ts";
import { spokenNames } from "./pinyin.ts";

/** More than any real name has; keeps a hostile name from filling the index. */
const mostTokens = 96;
/** More terms than anybody types; keeps a pasted page from becoming a query. */
const mostTerms = 8;
const longestToken = 48;
/** Characters of a name or a query that are looked at. */
const longestText = 300;

/** A run of Chinese characters, or a word of any other script. */
export interface Term {
  readonly han: boolean;
  readonly text: string;
}

/** Words of letters and digits only: nothing in them means anything to SQL or FTS5. Apostrophes inside a word join it. */
export function termsOf(text: string): Term[] {
  const plain = fold(text.slice(0, longestText)).replace(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "");
  const runs = plain.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
  return runs.map((run) => ({ han: /^\p{Script=Han}/u.test(run), text: cut(run) }));
}

/** What somebody types, cut to a sane number of terms. */
export const queryTerms = (text: string): Term[] => termsOf(text).slice(0, mostTerms);

const cut = (run: string): string =>
  run.length <= longestToken ? run : Array.from(run).slice(0, longestToken).join("");

/** Every token of a person's names, each once. */
export function nameTokens(names: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const name of names) {
    const terms = termsOf(name);
    for (const term of terms) for (const token of term.han ? hanTokens(term.text) : [term.text]) tokens.add(token);
    const han = terms.filter((term) => term.han);
    // A name in parts (买买提·阿卜杜拉) is also typed in one go.
    if (han.length > 1) for (const token of spokenTokens(han.map(({ text }) => text).join(""))) tokens.add(token);
    for (const joined of hyphenated(name)) tokens.add(joined);
  }
  return [...tokens].filter((token) => token !== "").slice(0, mostTokens);
}

/** "Smith-Jones" is found by smith, by jones and by smithjones. */
function hyphenated(name: string): string[] {
  const words = fold(name.slice(0, longestText)).split(/[^\p{L}\p{N}‐‑-]+/u);
  return words.filter((word) => /[‐‑-]/.test(word)).map((word) => cut(word.replace(/[‐‑-]/g, "")));
}

function hanTokens(han: string): string[] {
  return [...Array.from(han), ...pairs(han), ...spokenTokens(han)];
}

/** Neighbouring characters: two typed characters must stand side by side, which single characters cannot tell. */
export function pairs(han: string): string[] {
  const characters = Array.from(han);
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Full pinyin, initials, and the given name from each of its syllables on: "wang xiao ming" finds 王小明. */
function spokenTokens(han: string): string[] {
  return spokenNames(han).flatMap(({ family, given }) => {
    const all = [...family, ...given];
    const tails = given.length > 4 ? [given] : given.map((_, index) => given.slice(index));
    const initials = all.map((syllable) => syllable.slice(0, 1)).join("");
    return [...[all, ...tails].flatMap((part) => spellings(part.join(""))), initials].map(cut);
  });
}

/** ü is typed v, u (and ü, which folds to u) or, as in passports, yu. */
const spellings = (spoken: string): string[] =>
  spoken.includes("v") ? [spoken, spoken.replaceAll("v", "u"), spoken.replaceAll("v", "yu")] : [spoken];

/** Whether a person's tokens fit the terms: what the index would answer, for people found by number or birth date. */
export function fits(tokens: readonly string[], terms: readonly Term[]): boolean {
  return terms.every(({ han, text }) => {
    if (!han) return tokens.some((token) => token.startsWith(text));
    return Array.from(text).every((character) => tokens.includes(character));
  });
}

/** Where a name stands in a list: by pinyin or folded letters, the same on every machine; people without a name come last. */
export function sortKey(name: string): string {
  const spoken = termsOf(name).flatMap(({ han, text }) => {
    const [first] = han ? spokenNames(text) : [];
    return first ? [...first.family, ...first.given] : [text];
  });
  return spoken.length === 0 ? "~" : `${spoken.join(" ")}\t${name.slice(0, longestText)}`;
}
