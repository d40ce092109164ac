// A refusal in the reader's words: what happened, and what helps.
import type { Refusal } from "#shared/refusal.ts";
import type { Say } from "./language.ts";
import { ruleWords } from "./ruleWords.ts";

export interface RefusalWords {
  readonly title: string;
  readonly help: string;
}

export function refusalWords(say: Say, { code, facts }: Refusal): RefusalWords {
  if (code === "notAllowed")
    return { title: say("refusals.notAllowed.title"), help: ruleWords(say, String(facts["rule"])) };
  return { title: say(`refusals.${code}.title`, facts), help: say(`refusals.${code}.help`, facts) };
}
