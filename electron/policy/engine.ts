// Cedar, held to its strictest: a schema always, every warning fatal at start, every doubt at run time a denial.
import { createHash } from "node:crypto";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { Request } from "./facts.ts";

/** The answer with the rule that caused it: a policy's id, "default-deny" or "evaluation-error". */
export interface Decision {
  readonly allowed: boolean;
  readonly rule: string;
}

export interface Engine {
  /** Digest of schema and policies: whoever stores a decision stores what it rests on. */
  readonly version: string;
  readonly titles: ReadonlyMap<string, string>;
  ask(request: Request): Decision;
}

const evaluationError: Decision = Object.freeze({ allowed: false, rule: "evaluation-error" });
const defaultDeny: Decision = Object.freeze({ allowed: false, rule: "default-deny" });

/**
 * Parses and validates once. Throws when a policy lacks `@id` or `@title`, repeats an id, or draws any error or
 * warning of the strict validator: a policy set that is not wholly understood decides nothing.
 */
export function createEngine(schema: string, policies: readonly string[]): Engine {
  const titles = new Map<string, string>();
  const named: Record<string, string> = {};
  for (const text of policies) {
    const { id, title } = annotationsOf(text);
    if (titles.has(id)) throw new Error(`policy id given twice: ${id}`);
    titles.set(id, title);
    named[id] = text;
  }
  const set: cedar.PolicySet = { staticPolicies: named };
  validate(schema, set);
  // The preparsed forms live in the thread's wasm under these names; the digest keeps two sets apart.
  const version = createHash("sha256")
    .update(JSON.stringify([schema, policies]))
    .digest("hex")
    .slice(0, 32);
  expectParsed("schema", cedar.preparseSchema(version, schema));
  expectParsed("policies", cedar.preparsePolicySet(version, set));
  const order = [...titles.keys()];
  return { version, titles, ask: (request) => ask(version, order, request) };
}

function annotationsOf(text: string): { id: string; title: string } {
  const answer = cedar.policyToJson(text);
  if (answer.type !== "success") throw new Error(`policy cannot be parsed: ${first(answer.errors)}`);
  const { id, title } = answer.json.annotations ?? {};
  if (!id || !title) throw new Error(`policy without @id or @title: ${text.slice(0, 80)}`);
  return { id, title };
}

function validate(schema: string, policies: cedar.PolicySet): void {
  const answer = cedar.validate({ schema, policies, validationSettings: { mode: "strict" } });
  if (answer.type !== "success") throw new Error(`policies cannot be validated: ${first(answer.errors)}`);
  const found = [...answer.validationErrors, ...answer.validationWarnings].map(({ error }) => error);
  const all = [...found, ...answer.otherWarnings];
  if (all.length > 0) throw new Error(`policies are not valid: ${first(all)}`);
}

function expectParsed(what: string, answer: cedar.CheckParseAnswer): void {
  if (answer.type !== "success") throw new Error(`${what} cannot be parsed: ${first(answer.errors)}`);
}

const first = (errors: readonly cedar.DetailedError[]) =>
  errors.map(({ message, help }) => (help ? `${message} (${help})` : message)).join("; ");

/**
 * Cedar skips a policy that fails, so a forbid that could not be evaluated would silently allow: any error, any
 * warning and any request that does not fit the schema denies.
 */
function ask(version: string, order: readonly string[], request: Request): Decision {
  let answer: cedar.AuthorizationAnswer;
  try {
    answer = cedar.statefulIsAuthorized({
      ...request,
      preparsedSchemaName: version,
      preparsedPolicySetId: version,
      validateRequest: true,
    });
  } catch {
    return evaluationError; // the wasm itself failed: no answer is a no
  }
  if (answer.type !== "success" || answer.warnings.length > 0) return evaluationError;
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return evaluationError;
  const rule = order.find((id) => diagnostics.reason.includes(id));
  if (rule === undefined) return defaultDeny; // an allow always names its permit
  return Object.freeze({ allowed: decision === "allow", rule });
}
