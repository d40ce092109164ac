import type { JsonValue } from "#shared/fhir/json.ts";
import type { Say } from "#ui/language.ts";
import { codesOf, conceptText } from "./elements.ts";

// The status codes of R4's clinical resources that are worded; another one is shown as it came.
const known = {
  active: "active",
  recurrence: "recurrence",
  relapse: "relapse",
  inactive: "inactive",
  remission: "remission",
  resolved: "resolved",
  confirmed: "confirmed",
  provisional: "provisional",
  differential: "differential",
  unconfirmed: "unconfirmed",
  refuted: "refuted",
  "entered-in-error": "enteredInError",
  completed: "completed",
  stopped: "stopped",
  "on-hold": "onHold",
  cancelled: "cancelled",
  draft: "draft",
  planned: "planned",
  arrived: "arrived",
  "in-progress": "inProgress",
  finished: "finished",
  registered: "registered",
  preliminary: "preliminary",
  final: "final",
  amended: "amended",
  corrected: "corrected",
  current: "current",
  unknown: "unknown",
} as const;

/** A status, coded or plain, in the reader's words. */
export function statusWords(say: Say, status: JsonValue | undefined): string {
  const code = typeof status === "string" ? status : (codesOf(status)[0] ?? "");
  return Object.hasOwn(known, code)
    ? say(`statuses.${known[code as keyof typeof known]}`)
    : conceptText(status) || code;
}
