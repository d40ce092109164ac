// A small clinic for the tests of this folder: founded once for each test file, copied for each test that changes it.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { wipe } from "#crypto/bytes.ts";
import { floor } from "#crypto/passphrase.ts";
import { openVault, type Vault } from "#vault/vault.ts";
import { systemClock } from "#shared/clock.ts";
import { openDirectory } from "./directory.ts";
import { openEraseFile } from "./erase.ts";
import { createVault, type Created, type FoundingPlan } from "./founding.ts";
import { signIn, type Keyring, type KeyringParts } from "./keyring.ts";
import { openTerminal } from "./terminal.ts";

/** Dr Okafor and the clerk Lind as everywhere; Dr Haas is on call, Nurse Sato works in the other unit. */
const plan: Omit<FoundingPlan, "folder"> = {
  clinic: "Lindenhof",
  terminalName: "Ward 1",
  administrators: ["Ada Berg"],
  stewards: ["Stefan Roth", "Mira Novak"],
  custodians: ["Elif", "Jonas", "Wen"],
  units: ["Medicine", "Surgery"],
  clock: systemClock,
  stretch: floor,
  firstPeople: [
    {
      name: "Dr Okafor",
      user: "okafor",
      role: "physician",
      unit: "Medicine",
      clearances: ["hiv", "sti", "reproductive"],
    },
    { name: "Dr Haas", user: "haas", role: "physician", unit: "Medicine", clearances: ["hiv"], onCall: true },
    { name: "Nurse Sato", user: "sato", role: "nurse", unit: "Surgery" },
    { name: "Lind", user: "lind", role: "clerk" },
    { name: "Petra Vogt", user: "vogt", role: "privacyOfficer" },
  ],
};

export interface Clinic {
  readonly created: Created;
  readonly folder: string;
  passphrase(user: string): Buffer;
  /** Opens a copy of the founded vault, closed and removed at the test's end. */
  open(t: TestContext): Promise<OpenClinic>;
}
export interface OpenClinic extends KeyringParts {
  readonly vault: Vault;
  readonly folder: string;
  /** The scope of a unit by its name. */
  scope(unit: string): string;
  signIn(user: string): Promise<Keyring>;
  /** Reads the directory of the vault as it is now; every tampering of a test is followed by it. */
  reopened(): KeyringParts;
}

export async function foundClinic(change: Partial<FoundingPlan> = {}): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-keys-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const created = await createVault({ ...plan, ...change, folder });
  const passphrase = (user: string): Buffer => {
    const person = created.people.find((other) => other.user === user);
    if (person === undefined) throw new Error("nobody of that name");
    return Buffer.from(person.passphrase);
  };
  return { created, folder, passphrase, open: (t) => openCopy(t, folder, created, passphrase) };
}

async function openCopy(
  t: TestContext,
  original: string,
  created: Created,
  passphrase: (user: string) => Buffer,
): Promise<OpenClinic> {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-keys-"));
  cpSync(original, folder, { recursive: true });
  const terminal = await openTerminal(folder, Buffer.from(created.terminalPassphrase));
  const key = terminal.pageKey();
  const vault = openVault(join(folder, "vault.db"), key, { create: false });
  wipe(key);
  const erase = openEraseFile(folder, terminal);
  const parts = { vault, terminal, erase, directory: openDirectory(vault, terminal) };
  t.after(() => {
    erase.close();
    vault.close();
    terminal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...parts,
    folder,
    scope: (unit) => parts.directory.units().find((other) => other.name === unit)?.scope ?? "",
    signIn: (user) => signIn(parts, user, passphrase(user)),
    reopened: () => ({ ...parts, directory: openDirectory(vault, terminal) }),
  };
}
