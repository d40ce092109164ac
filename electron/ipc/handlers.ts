// Every call of the contract and what answers it: the compiler refuses a call without a handler.
import type { CallName } from "#shared/contract/index.ts";
import type { Handlers } from "./context.ts";
import { importCalls } from "./importCalls.ts";
import { patientCalls } from "./patientCalls.ts";
import { peopleCalls } from "./peopleCalls.ts";
import { sessionCalls } from "./sessionCalls.ts";
import { vaultCalls } from "./vaultCalls.ts";

export const handlers: Handlers<CallName> = {
  ...vaultCalls,
  ...sessionCalls,
  ...patientCalls,
  ...importCalls,
  ...peopleCalls,
};
