import type { Say } from "#ui/language.ts";

const kinds = [
  "genesis",
  "person",
  "terminal",
  "unit",
  "domain",
  "grant",
  "open",
  "signIn",
  "signInFailed",
  "lock",
  "unlock",
  "signOut",
  "read",
  "search",
  "denied",
  "change",
  "fold",
  "import",
  "takeIn",
  "job",
  "export",
  "verify",
  "clock",
  "damage",
] as const;

/** What happened, in words; a kind of a newer version is at least named. */
export function eventWords(say: Say, kind: string): string {
  const known = kinds.find((candidate) => candidate === kind);
  return known === undefined ? kind : say(`log.kinds.${known}`);
}
