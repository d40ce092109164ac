// The shape of one entry of the contract.
import type { z } from "#shared/zod.ts";
import type { Port } from "#shared/roles.ts";

/** The version of the contract; a page of another version is refused. */
export const contractVersion = 1;

/** What must be open before the call: nothing, the terminal's keys, or a session (locked or not). */
export type Needs = "nothing" | "terminal" | "lockedSession" | "session";

export interface Call<Takes extends z.ZodType = z.ZodType, Gives extends z.ZodType = z.ZodType> {
  readonly needs: Needs;
  readonly ports: readonly Port[];
  readonly takes: Takes;
  readonly gives: Gives;
  /** The patient a call is about, for policy and log. */
  readonly about?: (input: z.output<Takes>) => string;
  /** The shell replaces this input member by what a native dialog answers; the page cannot name paths. */
  readonly asks?: "files";
}

export const call = <Takes extends z.ZodType, Gives extends z.ZodType>(entry: Call<Takes, Gives>): Call<Takes, Gives> =>
  entry;
