// For tests: a small clinic founded and staffed through the calls themselves, and clients signed in to it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import { floor } from "#crypto/passphrase.ts";
import { openChildParser } from "#exchange/childParser.ts";
import { sensitive, type Clearance, type Role } from "#shared/roles.ts";
import { importFiles, makeClient, type Client, type Setting } from "./client.ts";

export const testSetting: Setting = { openParser: openChildParser, stretch: floor };

export interface TestVault {
  readonly folder: string;
  readonly terminalPassphrase: string;
  passphrase(user: string): string;
  /** A client with this person's session, what waited taken in; closed at the test's end. */
  as(user: string, t: Pick<TestContext, "after">, change?: Partial<Setting>): Promise<Client>;
}

const staff: readonly {
  user: string;
  name: string;
  role: Role;
  unit?: string;
  clearances?: Clearance[];
  onCall?: boolean;
}[] = [
  { user: "okafor", name: "Dr Okafor", role: "physician", unit: "Medicine", clearances: [...sensitive, "billing"] },
  { user: "weber", name: "Dr Weber", role: "physician", unit: "Medicine" },
  { user: "haas", name: "Dr Haas", role: "physician", unit: "Surgery", clearances: ["hiv"] },
  { user: "zhou", name: "Dr Zhou", role: "physician", unit: "Surgery", onCall: true },
  { user: "lind", name: "Lind", role: "clerk", unit: "Medicine" },
  { user: "vogt", name: "Petra Vogt", role: "privacyOfficer" },
];

/** Founds a clinic of two units; its folder goes with the tests of the file. */
export async function foundVault(): Promise<TestVault> {
  const folder = mkdtempSync(join(tmpdir(), "wardkeep-command-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const passphrases = new Map<string, string>();
  const client = makeClient(folder, testSetting);
  const created = await client.call("vault.create", {
    clinic: "Lindenhof",
    terminal: "Ward 1",
    administrators: ["Ada Berg"],
    stewards: ["Stefan Roth"],
    custodians: ["Elif", "Jonas", "Wen"],
    units: ["Medicine", "Surgery"],
  });
  for (const { user, passphrase } of created.people) passphrases.set(user, passphrase);
  const [administrator, steward] = created.people;
  await client.signIn(administrator?.user ?? "", administrator?.passphrase ?? "");
  for (const person of staff) {
    const made = await client.call("people.add", person);
    passphrases.set(made.user, made.passphrase);
  }
  await client.call("session.signOut", { cancelJobs: true });
  await client.signIn(steward?.user ?? "", steward?.passphrase ?? "");
  for (const { user } of staff) await client.call("people.grant", { user });
  await client.close();

  const { terminalPassphrase } = created;
  const passphrase = (user: string): string => passphrases.get(user) ?? "";
  return {
    folder,
    terminalPassphrase,
    passphrase,
    async as(user, t, change = {}) {
      const signedIn = makeClient(folder, { ...testSetting, ...change });
      t.after(() => signedIn.close());
      await signedIn.call("terminal.open", { terminalPassphrase });
      await signedIn.signIn(user, passphrase(user));
      await signedIn.settled();
      return signedIn;
    },
  };
}

/** Imports files as the client's person; answers what became of each. */
export const importAll = async (client: Client, files: readonly string[], unit?: string) =>
  (await importFiles(client, files, unit)).files;
