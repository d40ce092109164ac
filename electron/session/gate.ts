// The gate: what a call needs is decided here, for every call, from the session and the policy; nothing else makes a grant.
import type { Keyring, Scope } from "#keys/keyring.ts";
import type { Policy, Question } from "#policy/decide.ts";
import type { Granted } from "#policy/granted.ts";
import type { CallName } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { compartments, siteWide, type Action, type Compartment, type Purpose } from "#shared/roles.ts";
import type { Session } from "./session.ts";

/** What a call asks of the policy. INVARIANT: every call of the contract that needs a session stands here. */
const asks = {
  "terminal.list": { kind: "open" },
  "patient.find": { kind: "compartment", action: "read", compartment: "identity" },
  "patient.list": { kind: "compartment", action: "read", compartment: "identity" },
  "chart.read": { kind: "chart" },
  "chart.summary": { kind: "chart" },
  "directory.read": { kind: "directory" },
  "entry.amend": { kind: "chart" },
  "import.start": { kind: "import" },
  "import.report": { kind: "open" },
  "job.cancel": { kind: "open" },
  "people.list": { kind: "open" },
  "people.add": { kind: "site", action: "people" },
  "people.grant": { kind: "site", action: "grantDomains" },
  "log.read": { kind: "site", action: "audit" },
} as const satisfies Partial<Record<CallName, Ask>>;

type Ask =
  | { readonly kind: "open" | "chart" | "directory" | "import" }
  | { readonly kind: "site"; readonly action: Action }
  | { readonly kind: "compartment"; readonly action: Action; readonly compartment: Compartment };

export type GatedCall = keyof typeof asks;
export const isGated = (name: string): name is GatedCall => Object.hasOwn(asks, name);

/** What the gate must know about the chart a call is about. */
export interface Treating {
  /** The scope whose ring row this session's keys would use: the person's unit, or the house for who is on call. */
  readonly scope: Scope;
  readonly treating: boolean;
}

/**
 * Decides one call. Refuses with "notAllowed" and the rule; a chart is opened compartment by compartment, and what
 * stays closed is named with its rule, by role and never by what the chart holds.
 */
export function passGate<Name extends GatedCall>(
  policy: Policy,
  session: Session,
  keyring: Keyring,
  name: Name,
  purpose: Purpose,
  about: Treating,
): Granted<Name> {
  const ask: Ask = asks[name];
  const decide = (action: Action, compartment?: Compartment): { allowed: boolean; rule: string } =>
    policy.decide(questionOf(session, purpose, about, action, compartment));
  if (ask.kind === "site" || ask.kind === "compartment") {
    const decision = decide(ask.action, ask.kind === "compartment" ? ask.compartment : undefined);
    if (!decision.allowed) throw new Refusal("notAllowed", { rule: decision.rule });
  }
  const holds = (compartment: Compartment): boolean =>
    keyring.holds(siteWide.includes(compartment) ? "site" : about.scope, compartment);
  const grant = { purpose, scope: about.scope, opens: [], writes: [], deposits: [], withheld: [] } as const;
  if (ask.kind === "import") return { ...grant, ...importGrant(decide, holds) } as unknown as Granted<Name>;
  if (ask.kind === "chart" || ask.kind === "directory") {
    return { ...grant, ...chartGrant(decide, holds, ask.kind) } as unknown as Granted<Name>;
  }
  return grant as unknown as Granted<Name>;
}

type Decide = (action: Action, compartment?: Compartment) => { allowed: boolean; rule: string };

function chartGrant(decide: Decide, holds: (compartment: Compartment) => boolean, kind: "chart" | "directory") {
  const opens: Compartment[] = [];
  const withheld: { compartment: Compartment; rule: string }[] = [];
  const writes: Compartment[] = [];
  const deposits: Compartment[] = [];
  for (const compartment of compartments) {
    const read = decide("read", compartment);
    if (read.allowed && holds(compartment)) opens.push(compartment);
    else withheld.push({ compartment, rule: read.allowed ? "key-not-held" : read.rule });
    if (decide("write", compartment).allowed) writes.push(compartment);
    else if (decide("deposit", compartment).allowed) deposits.push(compartment);
  }
  // A chart of which nothing may be read is refused whole; the directory of the site shows what it can.
  if (opens.length === 0 && kind === "chart")
    throw new Refusal("notAllowed", { rule: withheld[0]?.rule ?? "default-deny" });
  return { opens, withheld, writes, deposits };
}

/** An import seals where this session holds the domain and deposits where it does not. */
function importGrant(decide: Decide, holds: (compartment: Compartment) => boolean) {
  const refused = compartments
    .map((compartment) => decide("import", compartment))
    .find((decision) => !decision.allowed);
  if (refused !== undefined) throw new Refusal("notAllowed", { rule: refused.rule });
  return {
    writes: compartments.filter(holds),
    deposits: compartments.filter((compartment) => !holds(compartment)),
  };
}

function questionOf(
  session: Session,
  purpose: Purpose,
  about: Treating,
  action: Action,
  compartment: Compartment | undefined,
): Question {
  const { id, role, unit, clearances, onCall } = session.person;
  const person = { id, role, unit, clearances, onCall };
  const question = { person, port: session.port, action, treating: about.treating, purpose };
  return compartment === undefined ? question : { ...question, compartment };
}
