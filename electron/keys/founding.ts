// Founding a clinic's vault: all of it is made in a folder aside and then given its place, the key file last.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { wipe } from "#crypto/bytes.ts";
import { derive, keyIdOf } from "#crypto/derive.ts";
import { sha256 } from "#crypto/digest.ts";
import { sealTo } from "#crypto/hpke.ts";
import { makePassphrase, makeStretch, usual, type StretchCost } from "#crypto/passphrase.ts";
import type { Clock } from "#shared/clock.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Role } from "#shared/roles.ts";
import { escrowInfo } from "./domains.ts";
import type { Genesis } from "./entries.ts";
import { headed, hexOf } from "./entry.ts";
import { fillVault, type Founders } from "./foundingVault.ts";
import { keyFileNames, writeKeyFile, type KeyFile } from "./keyFile.ts";
import { makePerson, userNameFor, type MadePerson, type NewPerson } from "./people.ts";
import { makeRecovery, type MadeRecovery } from "./recovery.ts";
import { openTerminal, terminalKeys, wrapSiteKey, wrapTerminalSeed, type Keystore } from "./terminal.ts";

export interface FoundingPlan {
  readonly folder: string;
  readonly clinic: string;
  readonly terminalName: string;
  readonly administrators: readonly string[];
  readonly stewards: readonly string[];
  readonly custodians: readonly string[];
  /** Names of the care units; none makes a one-unit clinic, whose unit has the clinic's name. */
  readonly units?: readonly string[] | undefined;
  readonly clock: Clock;
  /** How hard passphrases are to guess; not below the floor. */
  readonly stretch?: StretchCost | undefined;
  /** People to enrol and grant at once, by the first administrator and the first steward. */
  readonly firstPeople?: readonly NewPerson[] | undefined;
  readonly keystore?: Keystore | undefined;
}
/** What must be handed over once: nobody can show it again. */
export interface Created {
  readonly people: { user: string; name: string; role: Role; passphrase: string }[];
  readonly terminalPassphrase: string;
  readonly threshold: number;
  readonly shares: { custodian: string; share: string }[];
}

const files = ["erase.db", "anchor", "vault.db"] as const;
const firstEpoch = 1;

/**
 * Makes a vault with its people, domains, grants and first log events. Refuses "vaultExists" where there is any file of
 * one; a founding that fails leaves no vault behind.
 */
export async function createVault(plan: FoundingPlan): Promise<Created> {
  for (const name of [...files, ...keyFileNames]) {
    if (existsSync(join(plan.folder, name))) throw new Refusal("vaultExists");
  }
  mkdirSync(plan.folder, { recursive: true, mode: 0o700 });
  const aside = join(plan.folder, `.founding-${hexOf(randomBytes(8))}`);
  mkdirSync(aside, { mode: 0o700 });
  try {
    const created = await makeIn(aside, plan);
    for (const name of [...files, ...keyFileNames.toReversed()]) {
      if (existsSync(join(plan.folder, name))) throw new Refusal("vaultExists");
      renameSync(join(aside, name), join(plan.folder, name));
    }
    return created;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function makeIn(folder: string, plan: FoundingPlan): Promise<Created> {
  const [seed, site] = [randomBytes(32), randomBytes(32)];
  const terminalPassphrase = makePassphrase();
  const cost = plan.stretch ?? usual;
  const at = new Date(plan.clock.now()).toISOString();
  const ids = { organisation: randomBytes(16), vaultId: randomBytes(16), terminalId: randomBytes(16) };
  try {
    const founders = await makeFounders(plan, ids.organisation, site, cost, at);
    const recovery = await makeRecovery(ids.organisation, plan.custodians);
    const genesis = genesisOf(plan, ids, founders, recovery, at);
    const file = await keyFileOf(plan, ids, { seed, site, terminalPassphrase, cost }, recovery.recovery, genesis);
    writeKeyFile(folder, file);
    const terminal = await openTerminal(folder, Buffer.from(terminalPassphrase));
    try {
      const kemKey = terminalKeys(seed, ids.organisation).kemKey;
      const others = await fillVault(folder, plan, { terminal, kemKey, genesis, founders, recovery, at, cost });
      const people = [...founders.administrators, ...founders.stewards, ...others].map(({ entry, passphrase }) => ({
        user: entry.user,
        name: entry.name,
        role: entry.role,
        passphrase,
      }));
      return { people, terminalPassphrase, threshold: recovery.threshold, shares: recovery.shares };
    } finally {
      terminal.close();
    }
  } finally {
    wipe(seed, site);
  }
}

interface Ids {
  readonly organisation: Buffer;
  readonly vaultId: Buffer;
  readonly terminalId: Buffer;
}

async function makeFounders(
  plan: FoundingPlan,
  organisation: Buffer,
  site: Uint8Array,
  cost: StretchCost,
  at: string,
): Promise<Founders> {
  const pepper = { organisation, epoch: firstEpoch, pepper: () => derive(site, organisation, "s/pepper") };
  const taken = new Set<string>();
  const makeAll = async (names: readonly string[], role: Role): Promise<MadePerson[]> => {
    const made: MadePerson[] = [];
    for (const name of names) {
      const user = userNameFor(name, (other) => taken.has(other));
      taken.add(user);
      made.push(await makePerson(pepper, { name, user, role, unit: "" }, cost, "founder", at));
    }
    return made;
  };
  return {
    administrators: await makeAll(plan.administrators, "administrator"),
    stewards: await makeAll(plan.stewards, "steward"),
  };
}

function genesisOf(plan: FoundingPlan, ids: Ids, founders: Founders, recovery: MadeRecovery, at: string): Buffer {
  const named = ({ entry: { id, signKey } }: MadePerson) => ({ id, signKey });
  const genesis: Genesis = {
    format: 1,
    clinic: plan.clinic,
    vaultId: hexOf(ids.vaultId),
    organisation: hexOf(ids.organisation),
    administrators: founders.administrators.map(named),
    stewards: founders.stewards.map(named),
    custodians: recovery.custodians,
    threshold: recovery.threshold,
    recovery: hexOf(recovery.recovery),
    oneUnit: (plan.units ?? []).length <= 1,
    at,
  };
  return Buffer.from(JSON.stringify(genesis));
}

async function keyFileOf(
  plan: FoundingPlan,
  ids: Ids,
  secrets: { seed: Buffer; site: Buffer; terminalPassphrase: string; cost: StretchCost },
  recovery: Uint8Array,
  genesis: Uint8Array,
): Promise<KeyFile> {
  const { organisation, vaultId, terminalId } = ids;
  const { seed, site } = secrets;
  const how = makeStretch(secrets.cost);
  const passphrase = Buffer.from(secrets.terminalPassphrase);
  const places = { organisation: hexOf(organisation), vaultId: hexOf(vaultId), genesis: hexOf(sha256(genesis)) };
  const keyId = keyIdOf(site);
  const escrow = headed(sealTo(recovery, escrowInfo(organisation, "site", vaultId, firstEpoch), keyId, site));
  const kept = plan.keystore?.protects === true ? await plan.keystore.wrap(seed) : undefined;
  return {
    format: 1,
    ...places,
    terminal: { id: hexOf(terminalId), name: plan.terminalName },
    stretch: { ...how, salt: hexOf(how.salt) },
    wrappedTerminal: hexOf(await wrapTerminalSeed(seed, passphrase, organisation, terminalId, how)),
    keystore: kept === undefined ? null : hexOf(kept),
    site: [
      {
        epoch: firstEpoch,
        wrapped: hexOf(wrapSiteKey(site, seed, places, terminalId, firstEpoch)),
        keyId: hexOf(keyId),
        escrow: hexOf(escrow),
      },
    ],
  };
}
