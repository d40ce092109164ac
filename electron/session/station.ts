// The opened vault of this terminal: file, keys of the machine, directory and log, before anyone has signed in.
import { join } from "node:path";
import { openLog, type Log } from "#audit/log.ts";
import type { BodySeal } from "#audit/touched.ts";
import { wipe } from "#crypto/bytes.ts";
import { makeAuditKey } from "#keys/auditKeys.ts";
import { openDirectory } from "#keys/directory.ts";
import { openEraseFile } from "#keys/erase.ts";
import type { KeyringParts } from "#keys/keyring.ts";
import type { Terminal } from "#keys/terminal.ts";
import { openVault, type Vault } from "#vault/vault.ts";
import type { Clock } from "#shared/clock.ts";

export interface Station extends KeyringParts {
  readonly vault: Vault;
  readonly log: Log;
  readonly folder: string;
  /** Seals what happens while nobody is signed in, or the session is locked. */
  readonly seal: BodySeal;
  /** Damage that was found at the opening: of the log, the directory, the key file. */
  problems(): { kind: string; where: string }[];
  close(): void;
}

/** Opens the vault of a folder with its terminal's keys, and notes that in the log. Refuses as `openVault` does. */
export function openStation(folder: string, terminal: Terminal, clock: Clock): Station {
  const ends: (() => void)[] = [];
  try {
    const vault = openFile(folder, terminal);
    ends.push(() => vault.close());
    const erase = openEraseFile(folder, terminal);
    ends.push(() => erase.close());
    const directory = openDirectory(vault, terminal);
    const log = openLog({
      vault,
      folder,
      organisation: terminal.organisation,
      terminal: terminal.id,
      vaultId: terminal.vaultId,
      sign: (message) => terminal.sign(message),
      anchorMac: (message) => terminal.anchorMac(message),
      clock,
    });
    ends.push(() => log.close());
    const seal = log.commit(() => {
      const made = makeAuditKey(vault, terminal.organisation, directory);
      log.sealWith(made.seal);
      log.append("open", { problems: log.problems.length }, made.touched);
      return made.seal;
    });
    return {
      vault,
      terminal,
      directory,
      erase,
      log,
      folder,
      seal,
      problems: () => [...log.problems, ...directory.problems, ...terminal.problems],
      close() {
        for (const end of ends.toReversed()) end();
        terminal.close();
      },
    };
  } catch (error) {
    for (const end of ends.toReversed()) end();
    terminal.close();
    throw error;
  }
}

function openFile(folder: string, terminal: Terminal): Vault {
  const key = terminal.pageKey();
  try {
    return openVault(join(folder, "vault.db"), key, { create: false });
  } finally {
    wipe(key);
  }
}
