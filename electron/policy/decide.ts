// May this be done, and why: one decision per session, compartment and action, asked once and remembered.
import { createEngine, type Decision } from "./engine.ts";
import { explain, type Counterfactual } from "./explain.ts";
import { requestOf, type Question } from "./facts.ts";
import { forbids } from "./forbids.ts";
import { permits } from "./permits.ts";
import { schema } from "./schema.ts";

export type { Counterfactual, Decision, Question };

export interface Policy {
  /** Digest of schema and policies, for the log and for whoever keeps decisions. */
  readonly version: string;
  /** The English title of every rule that a decision can name, except "default-deny" and "evaluation-error". */
  readonly titles: ReadonlyMap<string, string>;
  /** Never throws: what cannot be decided is denied. */
  decide(question: Question): Decision;
  /** What would have to be different for a denied question to be allowed; empty for an allowed one. */
  explain(question: Question): Counterfactual[];
}

/** Decisions kept before all are dropped: far more than one session can ask, few enough to stay small. */
const remembered = 20_000;

/** Throws when schema and policies are not strictly valid: a workstation without policy does not start. */
export function createPolicy(): Policy {
  // Forbids first: the engine names the first policy, in this order, that caused a decision.
  const engine = createEngine(schema, [...forbids, ...permits]);
  const known = new Map<string, Decision>();
  const decide = (question: Question): Decision => {
    const key = keyOf(question);
    const before = known.get(key);
    if (before) return before;
    const decision = engine.ask(requestOf(question));
    if (known.size >= remembered) known.clear();
    known.set(key, decision);
    return decision;
  };
  return { version: engine.version, titles: engine.titles, decide, explain: (question) => explain(decide, question) };
}

/** INVARIANT: names every fact that `requestOf` passes on; a fact left out here would be answered from another's decision. */
function keyOf({ person, port, action, compartment, treating, purpose }: Question): string {
  const who = [person.id, person.role, person.onCall, ...person.clearances];
  return JSON.stringify([port, action, compartment ?? null, treating === true, purpose, who]);
}
