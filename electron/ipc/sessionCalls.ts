// Calls that open, lock and end the session, and the work that goes on behind it.
import { grantedPeople } from "#keys/grants.ts";
import { catchUpIndex, isIndexBehind } from "#records/indexing.ts";
import { takeInBatch } from "#records/takingIn.ts";
import { treatingOf } from "#session/treating.ts";
import { beginSession, endSession, lockSession, openKeyring, type Session } from "#session/session.ts";
import type { SessionView } from "#shared/contract/index.ts";
import type { PersonId } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import { deskOf, sessionOf, stationOf, type Context, type Handlers } from "./context.ts";

type Names = "session.signIn" | "session.lock" | "session.unlock" | "session.signOut" | "job.list" | "job.cancel";

export const sessionCalls: Handlers<Names> = {
  async "session.signIn"({ context, input }) {
    return enter(context, undefined, input.user, input.passphrase);
  },

  "session.lock"({ context }) {
    context.jobs.pause();
    context.session = lockSession(stationOf(context), sessionOf(context));
    context.say({ event: "session", state: "locked" });
    return {};
  },

  async "session.unlock"({ context, input }) {
    const locked = sessionOf(context);
    const view = await enter(context, locked, locked.person.user, input.passphrase);
    context.jobs.resume();
    return view;
  },

  async "session.signOut"({ context, input }) {
    const jobs = context.jobs.list().filter(({ state, kind }) => isUnderWay(state) && kind !== "takeIn");
    if (jobs.length > 0 && !input.cancelJobs) return { signedOut: false, jobs };
    const session = sessionOf(context);
    await context.jobs.close();
    endSession(stationOf(context), session);
    context.session = undefined;
    context.say({ event: "session", state: "signedOut" });
    return { signedOut: true, jobs };
  },

  "job.list": ({ context }) => ({ jobs: context.jobs.list() }),

  "job.cancel"({ context, input }) {
    context.jobs.cancel(input.job);
    return {};
  },
};

const isUnderWay = (state: string): boolean => state === "running" || state === "paused";

/**
 * Begins a session, or opens the locked one again. The passphrase takes its time: whatever else happened meanwhile, a
 * second sign-in or a sign-out, comes first and this one is refused.
 */
async function enter(
  context: Context,
  locked: Session | undefined,
  user: string,
  passphrase: string,
): Promise<SessionView> {
  const mayEnter = (): boolean => context.session === locked && locked?.desk === undefined;
  if (!mayEnter()) throw new Refusal("locked");
  const station = stationOf(context);
  const keyring = await openKeyring(station, user, Buffer.from(passphrase));
  if (!mayEnter()) {
    keyring.close();
    throw new Refusal("locked");
  }
  const session = beginSession(station, context.options.clock, keyring, locked);
  context.session = session;
  context.say({ event: "session", state: "open" });
  takeIn(context);
  return viewOf(context, session);
}

function viewOf(context: Context, session: Session): SessionView {
  const station = stationOf(context);
  const { id, user, name, role, unit, clearances, onCall } = session.person;
  const { vault, terminal, directory } = station;
  return {
    session: session.token,
    person: {
      id,
      user,
      name,
      role,
      unit,
      clearances: [...clearances],
      onCall,
      ready: role === "administrator" || grantedPeople(vault, terminal.organisation, directory).has(id),
    },
    port: session.port,
    clinic: directory.genesis.clinic,
    terminal: terminal.name,
    units: directory.units().map((each) => ({ id: each.id, name: each.name })),
    ...lastTime(context, id),
  };
}

/** How many of the last events are looked at for the person's session before. */
const lookBack = 5_000;

/** What the own log bodies say of the session before this one: when it began, and how many charts it read. */
function lastTime(context: Context, person: PersonId): Pick<SessionView, "lastSignInAt" | "chartsRead"> {
  const { log, keyring } = deskOf(context);
  const charts = new Set<string>();
  let skipped = false;
  for (let before = log.size; before > 0 && before > log.size - lookBack; before -= 200) {
    for (const event of log.read(keyring.openAudit, before, 200)) {
      if (event.detail?.["person"] !== person) continue;
      if (event.kind === "read" && skipped) charts.add(String(event.detail["patientId"]));
      if (event.kind !== "signIn") continue;
      if (skipped) return { lastSignInAt: String(event.detail["at"]), chartsRead: charts.size };
      skipped = true;
    }
  }
  return { lastSignInAt: null, chartsRead: 0 };
}

/** In the background: what others deposited for this session's domains, then what the index does not know yet. */
function takeIn(context: Context): void {
  const desk = deskOf(context);
  const waits = desk.keyring.pending().length > 0 || isIndexBehind(desk);
  const goesOn = context.jobs.list().some(({ kind, state }) => kind === "takeIn" && isUnderWay(state));
  if (desk.log.problems.length > 0 || !waits || goesOn) return;
  context.jobs.start("takeIn", "entries", async (run) => {
    let done = 0;
    for (;;) {
      const desk = deskOf(context);
      const { scope } = treatingOf(desk.keyring.person, desk.keyring, desk.directory, undefined);
      if (!takeInBatch(desk, scope) && !catchUpIndex(desk)) break;
      done += 1;
      run.progress(done, 0);
      await run.slice();
    }
    if (done > 0) context.say({ event: "changed", what: "patients" });
  });
}
