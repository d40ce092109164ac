// Answers and refusals in words, for who reads them at a terminal.
import { dictionaries, type LanguageTag } from "#shared/words/index.ts";
import type { Refusal } from "#shared/refusal.ts";

/** The reader's language by the system's setting: Chinese where it says so, English otherwise. */
export function languageOf(env: NodeJS.ProcessEnv = process.env): LanguageTag {
  const set = env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "";
  return set.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** What happened and what helps; the code stands in brackets, for searching. */
export function refusalText(refusal: Refusal, language: LanguageTag = languageOf()): string {
  const words: Record<string, { title: string; help?: string }> = dictionaries[language].refusals;
  const said = words[refusal.code];
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => String(refusal.facts[name] ?? ""));
  const facts = Object.entries(refusal.facts).map(([name, value]) => `${name}: ${value}`);
  const help = said?.help === undefined ? "" : ` ${fill(said.help)}`;
  return `${fill(said?.title ?? refusal.code)}.${help} [${[refusal.code, ...facts].join(", ")}]`;
}
