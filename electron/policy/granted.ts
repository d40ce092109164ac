// What the gate hands to the records: made by the session's gate alone, from decisions of the policy.
import type { Compartment, Purpose } from "#shared/roles.ts";

declare const granted: unique symbol;

/** What policy allows one call to do. No grant, no chart. */
export interface Granted<Name extends string> {
  readonly [granted]: Name;
  readonly purpose: Purpose;
  /** Compartments that the call may open. */
  readonly opens: readonly Compartment[];
  /** Compartments that the call may seal directly. */
  readonly writes: readonly Compartment[];
  /** Compartments that the call may only deposit for. */
  readonly deposits: readonly Compartment[];
  /** Compartments that stay closed, each with the rule that closes it. */
  readonly withheld: readonly { readonly compartment: Compartment; readonly rule: string }[];
  /** Whose ring rows open the compartments that are not site-wide. */
  readonly scope: string;
}
