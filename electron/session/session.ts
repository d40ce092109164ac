// Who is here: one session at most, with its keys while it is open and without them while it is locked.
import { randomBytes } from "node:crypto";
import type { Person } from "#keys/directory.ts";
import type { Keyring } from "#keys/keyring.ts";
import { idOf, type SessionToken } from "#shared/ids.ts";
import { portOf, type Port } from "#shared/roles.ts";

export interface Session {
  readonly token: SessionToken;
  readonly person: Person;
  readonly port: Port;
  /** Absent while the session is locked: at lock the keys are wiped and dropped. */
  readonly keyring: Keyring | undefined;
  readonly chartsRead: ReadonlySet<string>;
}

/** A session has one port, and a token that dies with it: a page left over from another session is refused. */
export const openSession = (keyring: Keyring): Session => ({
  token: idOf<SessionToken>(randomBytes(16)),
  person: keyring.person,
  port: portOf[keyring.person.role],
  keyring,
  chartsRead: new Set(),
});

/** Wipes the keys; the person, the place and the drafts stay. */
export function lockSession(session: Session): Session {
  session.keyring?.close();
  return { ...session, keyring: undefined };
}
