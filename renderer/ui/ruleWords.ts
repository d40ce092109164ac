// The rule that a decision named, in the reader's words; a rule of a newer policy is at least named.
import type { Say } from "./language.ts";

const worded = {
  "port-of-role": "portOfRole",
  "office-needs-backoffice-port": "officeNeedsBackoffice",
  "administrator-opens-no-chart": "administrator",
  "steward-opens-no-chart": "steward",
  "privacy-officer-reads-identity-only": "privacyOfficer",
  "care-needs-clinical-port": "careNeedsClinical",
  "needs-treating": "needsTreating",
  "needs-clearance": "needsClearance",
  "needs-billing-clearance": "needsBilling",
  "key-not-held": "keyNotHeld",
  "default-deny": "defaultDeny",
  "evaluation-error": "evaluationError",
} as const;

export function ruleWords(say: Say, rule: string): string {
  const known: Readonly<Partial<Record<string, (typeof worded)[keyof typeof worded]>>> = worded;
  const key = known[rule];
  return key === undefined ? say("rules.other", { rule }) : say(`rules.${key}`);
}
