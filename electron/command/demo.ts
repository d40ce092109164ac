// `wardkeep demo`: founds a synthetic clinic in a new folder, enrols its people and imports its patients.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoBundles } from "#demo/bundles.ts";
import { demoCustodians, demoPeople, demoUnits } from "#demo/people.ts";
import { systemClock } from "#shared/clock.ts";
import { plain } from "./answer.ts";
import { importFiles, makeClient, type Client } from "./client.ts";
import type { Command } from "./commands.ts";
import { needed, numberOf } from "./words.ts";

const usualPatients = 60;
const usualSeed = 1;

interface DemoPersonMade {
  readonly user: string;
  readonly role: string;
  readonly unit: string;
  readonly clearances: readonly string[];
  readonly passphrase: string;
}

/** Only synthetic people and records are made; the same seed makes the same clinic, except for its keys. */
export const demo: Command = async (words, setting) => {
  const folder = needed(words, "vault");
  const patients = numberOf(words.values.patients, usualPatients);
  const seed = numberOf(words.values.seed, usualSeed);
  const client = makeClient(folder, { ...setting, acknowledge: undefined });
  try {
    const created = await found(client);
    const people = await enrol(client, created.people);
    await grantAll(client, people);
    await importClinic(client, people, seed, patients);
    return plain({ people, terminalPassphrase: created.terminalPassphrase, patients });
  } finally {
    await client.close();
  }
};

const withRole = (role: string) => demoPeople.filter((person) => person.role === role);

const found = (client: Client) =>
  client.call("vault.create", {
    clinic: "Lindenhof",
    terminal: "Ward 1",
    administrators: withRole("administrator").map(({ name }) => name),
    stewards: withRole("steward").map(({ name }) => name),
    custodians: [...demoCustodians],
    units: [...demoUnits],
  });

/** Administrator and steward are made at the founding; the administrator enrols all others. */
async function enrol(
  client: Client,
  founders: readonly { user: string; role: string; passphrase: string }[],
): Promise<DemoPersonMade[]> {
  const made: DemoPersonMade[] = founders.map(({ user, role, passphrase }) => {
    return { user, role, unit: "", clearances: [], passphrase };
  });
  const administrator = founders.find(({ role }) => role === "administrator");
  await client.signIn(administrator?.user ?? "", administrator?.passphrase ?? "");
  for (const { user, name, role, unit, clearances, onCall } of demoPeople) {
    if (role === "administrator" || role === "steward") continue;
    const named = unit === undefined ? {} : { unit };
    const added = await client.call("people.add", { user, name, role, ...named, clearances: [...clearances], onCall });
    made.push({ user: added.user, role, unit: unit ?? "", clearances, passphrase: added.passphrase });
  }
  await client.call("session.signOut", { cancelJobs: true });
  return made;
}

/** The steward hands everyone the keys of the role. */
async function grantAll(client: Client, people: readonly DemoPersonMade[]): Promise<void> {
  const steward = people.find(({ role }) => role === "steward");
  await client.signIn(steward?.user ?? "", steward?.passphrase ?? "");
  for (const { user, role } of people) {
    if (role !== "administrator" && role !== "steward") await client.call("people.grant", { user });
  }
  await client.call("session.signOut", { cancelJobs: true });
}

/** Each unit's patients are imported by a physician of the unit who is cleared for most, as they would be in life. */
async function importClinic(
  client: Client,
  people: readonly DemoPersonMade[],
  seed: number,
  patients: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-clinic-"));
  try {
    const files = new Map<string, string[]>(demoUnits.map((unit) => [unit, []]));
    let count = 0;
    for (const { unit, bundle } of demoBundles(seed, patients, new Date(systemClock.now()))) {
      const file = join(folder, `${count++}.json`);
      writeFileSync(file, bundle, { mode: 0o600 });
      files.get(unit)?.push(file);
    }
    for (const unit of demoUnits) await importUnit(client, people, unit, files.get(unit) ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importUnit(
  client: Client,
  people: readonly DemoPersonMade[],
  unit: string,
  files: readonly string[],
): Promise<void> {
  const physicians = people.filter((person) => person.role === "physician" && person.unit === unit);
  const [importer] = physicians.toSorted((one, other) => other.clearances.length - one.clearances.length);
  if (importer === undefined || files.length === 0) return;
  await client.signIn(importer.user, importer.passphrase);
  await importFiles(client, files, unit);
  await client.call("session.signOut", { cancelJobs: false });
}
