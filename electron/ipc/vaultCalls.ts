// Calls about the workstation and its vault, before anyone has signed in.
import { runSelfTest } from "#crypto/selfTest.ts";
import { createVault } from "#keys/founding.ts";
import { readKeyFile } from "#keys/keyFile.ts";
import { openTerminal, openTerminalByKeystore, type Terminal } from "#keys/terminal.ts";
import { migrations } from "#vault/migrations.ts";
import { verifyVault } from "#audit/verify.ts";
import { openStation } from "#session/station.ts";
import { contractVersion } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import about from "../../package.json" with { type: "json" };
import { nowOf, stationOf, type Context, type Handlers } from "./context.ts";

type Names = "system.about" | "vault.state" | "vault.create" | "vault.verify" | "terminal.open" | "terminal.list";

export const vaultCalls: Handlers<Names> = {
  "system.about": () => {
    const { node = "", electron = "", chrome = "", openssl = "" } = process.versions as Record<string, string>;
    const runtime = Object.fromEntries(Object.entries({ node, electron, chrome, openssl }).filter(([, text]) => text));
    return { version: about.version, contract: contractVersion, runtime, selfTest: runSelfTest() };
  },

  async "vault.state"({ context }) {
    const { keystore, folder } = context.options;
    const closed = { clinic: "", problems: [], signedIn: "nobody" as const, keystore: keystore.protects };
    if (context.station === undefined) {
      const terminal = terminalNamed(folder);
      if (terminal === undefined) return { ...closed, state: "absent", terminal: "" };
      const opened = await openTerminalByKeystore(folder, keystore);
      if (opened === undefined) return { ...closed, state: "closed", terminal };
      takeTerminal(context, opened);
    }
    const { session } = context;
    const station = stationOf(context);
    return {
      state: station.log.problems.length > 0 ? "readOnly" : "open",
      clinic: station.directory.genesis.clinic,
      terminal: station.terminal.name,
      problems: station.problems(),
      signedIn: session === undefined ? "nobody" : session.desk === undefined ? "locked" : "open",
      keystore: keystore.protects,
    };
  },

  async "vault.create"({ context, input }) {
    const { folder, clock, stretch, keystore } = context.options;
    if (context.station !== undefined) throw new Refusal("vaultExists");
    const { terminal: terminalName, ...plan } = input;
    const created = await createVault({ ...plan, terminalName, folder, clock, stretch, keystore });
    await openWith(context, created.terminalPassphrase);
    return created;
  },

  async "terminal.open"({ context, input }) {
    if (context.station === undefined) await openWith(context, input.terminalPassphrase);
    return {};
  },

  "terminal.list"({ context }) {
    const { directory, terminal } = stationOf(context);
    const terminals = directory.terminals().map(({ id, name, registeredAt }) => {
      return { id, name, registeredAt, thisOne: id === terminal.id.toString("hex") };
    });
    return { terminals };
  },

  async "vault.verify"({ context }) {
    const station = stationOf(context);
    const { vault, terminal, log } = station;
    const { entries, problems } = await verifyVault({
      vault,
      organisation: terminal.organisation,
      terminal: terminal.id,
      signKey: terminal.signKey,
      schema: migrations.flatMap((text) => text.split(";").map((sql) => sql.trim())),
      slice: () => new Promise((next) => void setImmediate(next)),
    });
    const all = [...station.problems(), ...problems];
    log.note("verify", { entries, problems: all.length, at: nowOf(context) });
    return { entries, problems: all };
  },
};

async function openWith(context: Context, passphrase: string): Promise<void> {
  takeTerminal(context, await openTerminal(context.options.folder, Buffer.from(passphrase)));
}

/** Opens the vault with the terminal's keys, unless another call has done so meanwhile. */
function takeTerminal(context: Context, terminal: Terminal): void {
  if (context.station !== undefined) return terminal.close();
  context.station = openStation(context.options.folder, terminal, context.options.clock);
}

/** The terminal that the folder's key file is for; undefined where there is no vault. */
function terminalNamed(folder: string): string | undefined {
  try {
    return readKeyFile(folder).file.terminal.name;
  } catch (error) {
    if (error instanceof Refusal && error.code === "vaultAbsent") return undefined;
    throw error;
  }
}
