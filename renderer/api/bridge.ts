// The only mention of window.wardkeep: one call out, events in. The session's token lives here, in memory only.
import { contractVersion } from "#shared/contract/call.ts";
import type { CallName, CallReply, CallRequest, CoreEvent, Gives, Takes } from "#shared/contract/index.ts";
import type { SessionToken } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";

interface Wardkeep {
  readonly contract: number;
  call(request: CallRequest): Promise<CallReply>;
  listen(hear: (event: CoreEvent) => void): () => void;
}
declare global {
  interface Window {
    readonly wardkeep: Wardkeep;
  }
}

let token: SessionToken | null = null;

/** Keeps the token of the session that the page speaks for; null forgets it. */
export function speakFor(session: SessionToken | null): void {
  token = session;
}

/** True when shell and page were built from the same contract; a page of another version can only say so. */
export const sameContract = (): boolean => window.wardkeep.contract === contractVersion;

/** Makes one call. Refuses with what the core said; a broken channel is a fault without a number. */
export async function callCore<Name extends CallName>(name: Name, input: Takes<Name>): Promise<Gives<Name>> {
  const request: CallRequest = { contract: contractVersion, call: name, session: token, purpose: null, input };
  const reply = await window.wardkeep.call(request).catch((cause: unknown): CallReply => {
    return { refusal: { code: "fault", facts: { incident: cause instanceof Error ? cause.name : "?" } } };
  });
  if ("refusal" in reply) throw new Refusal(reply.refusal.code, reply.refusal.facts);
  return reply.value as Gives<Name>;
}

/** Hears every event of the core; gives what stops it. */
export const hearCore = (hear: (event: CoreEvent) => void): (() => void) => window.wardkeep.listen(hear);
