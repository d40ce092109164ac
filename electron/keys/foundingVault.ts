// What a new vault holds: genesis, founders, terminal, units, domains, grants, each with its event in the log.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openLog, type Log } from "#audit/log.ts";
import { added, type EventKind, type Touched } from "#audit/touched.ts";
import { wipe } from "#crypto/bytes.ts";
import type { StretchCost } from "#crypto/passphrase.ts";
import { openVault, type WritableVault } from "#vault/vault.ts";
import type { Clock } from "#shared/clock.ts";
import { openDirectory } from "./directory.ts";
import { domainsOfClinic, makeDomain, type DomainSecret } from "./domains.ts";
import { hexOf, signEntry } from "./entry.ts";
import { enrolPerson } from "./enrolment.ts";
import { openEraseFile, type EraseFile } from "./erase.ts";
import { makeKeyring, type Keyring, type KeyringParts } from "./keyring.ts";
import { storePerson, type MadePerson, type NewPerson } from "./people.ts";
import type { MadeRecovery } from "./recovery.ts";
import { insertMeta, insertTerminal, insertUnit } from "./rows.ts";
import type { Terminal } from "./terminal.ts";

export interface Founders {
  readonly administrators: readonly MadePerson[];
  readonly stewards: readonly MadePerson[];
}
interface Plan {
  readonly clinic: string;
  readonly units?: readonly string[] | undefined;
  readonly firstPeople?: readonly NewPerson[] | undefined;
  readonly clock: Clock;
}
interface Founding {
  readonly terminal: Terminal;
  /** The terminal's `t/kem`, for its entry. */
  readonly kemKey: Buffer;
  readonly genesis: Buffer;
  readonly founders: Founders;
  readonly recovery: MadeRecovery;
  readonly at: string;
  readonly cost: StretchCost;
}

/** Makes vault, erase file and log in the folder; answers the people enrolled beside the founders. */
export async function fillVault(folder: string, plan: Plan, founding: Founding): Promise<MadePerson[]> {
  const { terminal } = founding;
  const pageKey = terminal.pageKey();
  const vault = openVault(join(folder, "vault.db"), pageKey, { create: true });
  wipe(pageKey);
  let erase: EraseFile | undefined;
  let log: Log | undefined;
  try {
    erase = openEraseFile(folder, terminal, { create: true });
    log = openLog({ ...logIdentity(terminal), vault, folder, clock: plan.clock });
    const writing = { vault, log, founding };
    const domains = log.commit(() => writeEntries(writing, plan));
    const parts = { vault, terminal, directory: openDirectory(vault, terminal), erase };
    return await enrolFirst(writing, parts, domains, plan.firstPeople ?? []);
  } finally {
    log?.close();
    erase?.close();
    vault.close();
  }
}

const logIdentity = (terminal: Terminal) => ({
  organisation: terminal.organisation,
  terminal: terminal.id,
  vaultId: terminal.vaultId,
  terminalKey: terminal.signKey,
  sign: (message: Uint8Array) => terminal.sign(message),
  anchorMac: (message: Uint8Array) => terminal.anchorMac(message),
});

interface Writing {
  readonly vault: WritableVault;
  readonly log: Log;
  readonly founding: Founding;
}

function writeEntries({ vault, log, founding }: Writing, plan: Plan): DomainSecret[] {
  const { terminal, founders, at, genesis, recovery } = founding;
  const [administrator, steward] = [firstOf(founders.administrators), firstOf(founders.stewards)];
  const by = hexOf(administrator.row.id);
  const note = (kind: EventKind, id: Uint8Array, touched: readonly Touched[]): void => {
    log.append(kind, { id: hexOf(id) }, touched);
  };
  insertMeta(vault, "genesis", genesis);
  note("genesis", terminal.organisation, [added("meta", Buffer.from("genesis"), genesis)]);
  for (const person of [...founders.administrators, ...founders.stewards]) {
    note("person", person.row.id, storePerson(vault, person));
  }
  const terminalEntry = {
    id: hexOf(terminal.id),
    name: terminal.name,
    signKey: hexOf(terminal.signKey),
    kemKey: hexOf(founding.kemKey),
    by: [by, hexOf(steward.row.id)],
    at,
  };
  const signers = [administrator.signer.sign, steward.signer.sign];
  const entry = signEntry("terminal", terminal.organisation, terminalEntry, signers);
  insertTerminal(vault, { id: terminal.id, entry });
  note("terminal", terminal.id, [added("terminal", terminal.id, entry)]);
  const scopes = writeUnits({ vault, log, founding }, plan, administrator);
  const signatory = { id: steward.row.id, sign: steward.signer.sign };
  return domainsOfClinic(scopes).map((name) => {
    const made = makeDomain(vault, terminal.organisation, name, signatory, recovery.recovery, at);
    note("domain", made.domain.id, [made.touched]);
    return made.domain;
  });
}

/** Answers the scopes: the house alone in a one-unit clinic, otherwise the house and each unit. */
function writeUnits({ vault, log, founding }: Writing, plan: Plan, administrator: MadePerson): string[] {
  const { terminal, at } = founding;
  const names = plan.units ?? [];
  const ids = (names.length === 0 ? [plan.clinic] : names).map((name) => {
    const id = randomBytes(16);
    const content = { id: hexOf(id), name, by: hexOf(administrator.row.id), at };
    const entry = signEntry("unit", terminal.organisation, content, [administrator.signer.sign]);
    insertUnit(vault, { id, entry });
    log.append("unit", { id: hexOf(id) }, [added("unit", id, entry)]);
    return hexOf(id);
  });
  return ids.length === 1 ? ["house"] : ["house", ...ids];
}

/** The first administrator enrols, the first steward grants: the other stewards all domains, the people theirs. */
async function enrolFirst(
  { vault, log, founding }: Writing,
  parts: KeyringParts,
  domains: readonly DomainSecret[],
  people: readonly NewPerson[],
): Promise<MadePerson[]> {
  const { founders, at, cost } = founding;
  const administrator = founderKeyring(parts, firstOf(founders.administrators), []);
  const steward = founderKeyring(parts, firstOf(founders.stewards), domains);
  try {
    const made: MadePerson[] = [];
    for (const person of people) {
      const enrolled = await enrolPerson(parts, administrator, person, at, cost);
      log.commit(() => log.append("person", { id: enrolled.entry.id }, storePerson(vault, enrolled)));
      parts.directory.reload();
      made.push(enrolled);
    }
    log.commit(() => {
      for (const person of parts.directory.people()) {
        if (person.role === "administrator") continue;
        log.append("grant", { person: person.id }, steward.grant(person, at).touched);
      }
    });
    return made;
  } finally {
    administrator.close();
    steward.close();
  }
}

/** A founder's keyring before he has a grant; it takes the domain secrets over and wipes them when it is closed. */
function founderKeyring(parts: KeyringParts, founder: MadePerson, domains: readonly DomainSecret[]): Keyring {
  const person = parts.directory.people().find((other) => other.id === founder.entry.id);
  if (person === undefined) throw new Error("the directory does not hold its founder");
  const held = domains.map(({ scope, compartment, secret }) => {
    const domain = parts.directory.domain(scope, compartment);
    if (domain === undefined) throw new Error("the directory does not hold its domain");
    return { domain, secret };
  });
  const secrets = { signer: founder.signer, kemSeed: Buffer.alloc(32), audit: Buffer.alloc(32) };
  return makeKeyring(parts, person, secrets, held);
}

function firstOf(people: readonly MadePerson[]): MadePerson {
  const [first] = people;
  if (first === undefined) throw new Error("a clinic needs an administrator and a steward");
  return first;
}
