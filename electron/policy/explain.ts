// "Why not?" answered by asking again with one fact changed: what would open it, told before anyone has to guess.
import { ports, type Clearance } from "#shared/roles.ts";
import type { Decision } from "./engine.ts";
import { needsOf, type Question } from "./facts.ts";

/** `change` names the facts that would have to differ, joined by "+": "treating", "clearance:hiv,sti", "port:clinical". */
export interface Counterfactual {
  readonly change: string;
  readonly rule: string;
}

interface Change {
  readonly name: string;
  apply(question: Question): Question;
}

/** The smallest sets of changes that would allow, single ones first; empty when it is allowed or nothing would help. */
export function explain(decide: (question: Question) => Decision, question: Question): Counterfactual[] {
  if (decide(question).allowed) return [];
  const opening: { names: string[]; rule: string }[] = [];
  for (const changes of subsets(changesFor(question))) {
    const names = changes.map(({ name }) => name);
    if (opening.some((known) => known.names.every((name) => names.includes(name)))) continue;
    const decision = decide(changes.reduce((asked, change) => change.apply(asked), question));
    if (decision.allowed) opening.push({ names, rule: decision.rule });
  }
  return opening.map(({ names, rule }) => ({ change: names.join("+"), rule }));
}

function changesFor(question: Question): Change[] {
  const changes: Change[] = [];
  if (question.treating !== true) changes.push({ name: "treating", apply: (asked) => ({ ...asked, treating: true }) });
  const missing = missingClearances(question);
  if (missing.length > 0) {
    const apply = (asked: Question): Question => {
      return { ...asked, person: { ...asked.person, clearances: [...asked.person.clearances, ...missing] } };
    };
    changes.push({ name: `clearance:${missing.join(",")}`, apply });
  }
  for (const port of ports) {
    if (port !== question.port) changes.push({ name: `port:${port}`, apply: (asked) => ({ ...asked, port }) });
  }
  return changes;
}

function missingClearances({ person, compartment }: Question): Clearance[] {
  if (compartment === undefined) return [];
  return needsOf(compartment).filter((clearance) => !person.clearances.includes(clearance));
}

/** Every non-empty subset, smaller ones first. */
function subsets<T>(items: readonly T[]): T[][] {
  const all: T[][] = [];
  for (let mask = 1; mask < 1 << items.length; mask++) all.push(items.filter((_, index) => mask & (1 << index)));
  return all.sort((a, b) => a.length - b.length);
}
