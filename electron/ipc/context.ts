// What the handlers of calls share: the state of this core, and what they may do with it.
import type { ParserPort } from "#exchange/port.ts";
import type { Keystore } from "#keys/terminal.ts";
import type { StretchCost } from "#crypto/passphrase.ts";
import type { Policy } from "#policy/decide.ts";
import type { Granted } from "#policy/granted.ts";
import type { Desk } from "#records/desk.ts";
import type { Jobs } from "#session/jobs.ts";
import type { Session } from "#session/session.ts";
import type { Station } from "#session/station.ts";
import type { Clock } from "#shared/clock.ts";
import type { CallName, CoreEvent, Gives, Taken } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Purpose } from "#shared/roles.ts";

export interface CoreOptions {
  /** The vault's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly keystore: Keystore;
  /** Starts a parser of untrusted files: a process without keys. */
  readonly openParser: () => ParserPort;
  /** Notes a fault of work that nobody waits for. */
  readonly noteFault: (error: unknown) => void;
  /** How hard new passphrases are to guess; the usual cost when absent. */
  readonly stretch?: StretchCost | undefined;
  /** Told of every batch of an import once it is durable. */
  readonly acknowledge?: ((batch: { file: string; stored: number; known: number }) => void) | undefined;
}

export interface Context {
  readonly options: CoreOptions;
  readonly policy: Policy;
  readonly jobs: Jobs;
  station: Station | undefined;
  session: Session | undefined;
  say(event: CoreEvent): void;
}

/** One call on its way: what was asked for, by whom, what for, and what the gate granted. */
export interface Asked<Name extends CallName> {
  readonly context: Context;
  readonly input: Taken<Name>;
  readonly purpose: Purpose;
  readonly granted: Granted<Name>;
}
export type Handler<Name extends CallName> = (asked: Asked<Name>) => Gives<Name> | Promise<Gives<Name>>;
export type Handlers<Name extends CallName> = { readonly [Each in Name]: Handler<Each> };

export function stationOf(context: Context): Station {
  if (context.station === undefined) throw new Refusal("terminalLocked");
  return context.station;
}
export function sessionOf(context: Context): Session {
  if (context.session === undefined) throw new Refusal("noSession");
  return context.session;
}
/** The desk of the open session; refuses "locked" while its keys are gone. */
export function deskOf(context: Context): Desk {
  const { desk } = sessionOf(context);
  if (desk === undefined) throw new Refusal("locked");
  return desk;
}
export const nowOf = (context: Context): string => new Date(context.options.clock.now()).toISOString();
