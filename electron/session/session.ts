// Who is here: one session at most, with its keys while it is open and without them while it is locked.
import { randomBytes } from "node:crypto";
import type { Person } from "#keys/directory.ts";
import { signIn, type Keyring } from "#keys/keyring.ts";
import type { Desk } from "#records/desk.ts";
import { openSearch, type Search } from "#search/search.ts";
import { wipe } from "#crypto/bytes.ts";
import type { Clock } from "#shared/clock.ts";
import { idOf, type SessionToken } from "#shared/ids.ts";
import { Refusal } from "#shared/refusal.ts";
import { portOf, type Port } from "#shared/roles.ts";
import { makePace, type Pace } from "./pace.ts";
import type { Station } from "./station.ts";

export interface Session {
  /** Dies with the session: a page left over from another one is refused. */
  readonly token: SessionToken;
  readonly person: Person;
  readonly port: Port;
  /** Absent while the session is locked: at lock the keys are wiped and dropped. */
  readonly desk: Desk | undefined;
  readonly pace: Pace;
  readonly chartsRead: Set<string>;
}

/** Checks user and passphrase; a wrong one is noted. Refuses "signInFailed" alike for an unknown user. */
export async function openKeyring(station: Station, user: string, passphrase: Uint8Array): Promise<Keyring> {
  return signIn(station, user, passphrase).catch((error: unknown) => {
    const known = station.directory.byUser(user);
    if (error instanceof Refusal) station.log.note("signInFailed", known === undefined ? {} : { person: known.id });
    throw error;
  });
}

/**
 * Begins a session with a person's keys, or opens the locked one again, and notes it before anything is opened with
 * them. INVARIANT: awaits nothing, so that no two sessions begin at once. Closes the keys when it throws.
 */
export function beginSession(station: Station, clock: Clock, keyring: Keyring, locked?: Session): Session {
  try {
    station.directory.reload();
    noteOpened(station, keyring, locked === undefined ? "signIn" : "unlock");
    const search = searchOf(station, keyring);
    const { vault, log, terminal, directory } = station;
    return {
      token: idOf<SessionToken>(randomBytes(16)),
      person: keyring.person,
      port: portOf[keyring.person.role],
      desk: { vault, log, terminal, directory, keyring, search, clock },
      pace: locked?.pace ?? makePace(),
      chartsRead: locked?.chartsRead ?? new Set(),
    };
  } catch (error) {
    station.log.sealWith(station.seal);
    keyring.close();
    throw error;
  }
}

/** From here on the log is sealed with the session's own key. */
function noteOpened(station: Station, keyring: Keyring, kind: "signIn" | "unlock"): void {
  const { person, problems } = keyring;
  const { log } = station;
  log.commit(() => {
    const { seal, touched } = keyring.auditKey();
    log.sealWith(seal);
    log.append(kind, { person: person.id, role: person.role, problems: problems.length }, touched);
  });
}

function searchOf(station: Station, keyring: Keyring): Search {
  const parts = ["identity", "identifiers", "contact"] as const;
  const keys = parts.map((part) => keyring.indexKey(part));
  try {
    const given = parts.flatMap((part, at) => (keys[at] === undefined ? [] : [[part, keys[at]] as const]));
    return openSearch(station.folder, Object.fromEntries(given));
  } finally {
    wipe(...keys);
  }
}

/** Notes the lock and wipes the keys; the person, the place and the drafts stay. */
export function lockSession(station: Station, session: Session): Session {
  if (session.desk === undefined) return session;
  station.log.note("lock", { person: session.person.id });
  station.log.anchorNow();
  closeDesk(station, session.desk);
  return { ...session, desk: undefined };
}

/** Notes the end and wipes the keys. */
export function endSession(station: Station, session: Session): void {
  station.log.note("signOut", { person: session.person.id, charts: session.chartsRead.size });
  station.log.anchorNow();
  if (session.desk !== undefined) closeDesk(station, session.desk);
}

function closeDesk(station: Station, desk: Desk): void {
  station.log.sealWith(station.seal);
  desk.search.close();
  desk.keyring.close();
}
