// The encrypted file: opened by one process at a time, never overwritten, never deleted, never written by an older version.
import { withFaces } from "./faces.ts";
import { backUp } from "./backup.ts";
import { connectToRead } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { removeIndex } from "./files.ts";
import { migrations } from "./migrations.ts";
import { checkBeforeTouching, createFile, openToWrite } from "./opening.ts";
import type { FileKind } from "./opening.ts";
import { statementsOf } from "./statements.ts";
import type { WritableVault } from "./statements.ts";

export type { ReadableVault, Value, WritableVault } from "./statements.ts";

export interface Vault extends WritableVault {
  close(): void;
  readonly path: string;
  /**
   * A copy of the whole file under another page key, read back after writing; it stands under `path` complete or not at
   * all. Refuses `vaultExists` when something is there. A file copied by other means, without its log, is an older vault.
   */
  backupTo(path: string, rawKey: Uint8Array): void;
}

export interface Opening {
  /** Makes the file, and refuses when it is there; otherwise refuses when it is not. */
  readonly create: boolean;
  /** For a damaged or set-back vault: no byte of it changes, every write is refused as `vaultReadOnly`. */
  readonly readOnly?: boolean;
}

const vaultKind: FileKind = { applicationId: 0x57444b50, migrations }; // "WDKP"
const sealedFileId = 0x57444b53; // "WDKS"

/**
 * Opens the vault at `path`, bringing an older one up to date on a backup. Refuses: vaultAbsent, vaultExists, notAVault
 * (another key or another kind of file), vaultNewer, vaultBusy (within a second), vaultDamaged, vaultOnNetwork.
 */
export function openVault(path: string, key: Uint8Array, how: Opening): Vault {
  return openFile(path, key, vaultKind, how);
}

/** Opens a small sealed file beside the vault (erase keys, an index) under the same rules, with one schema of its own. */
export function openSealedFile(path: string, key: Uint8Array, schema: string, how: Opening): Vault {
  return openFile(path, key, { applicationId: sealedFileId, migrations: [schema] }, how);
}

/** `openVault` for any kind of file. */
export function openFile(path: string, key: Uint8Array, kind: FileKind, how: Opening): Vault {
  return withFaces(path, () => {
    if (how.create) createFile(path, key, kind);
    else checkBeforeTouching(path, key, kind);
    const readOnly = how.readOnly === true;
    return vaultOver(readOnly ? connectToRead(path, key) : openToWrite(path, key, kind), path, key, readOnly);
  });
}

/** INVARIANT: these members and no others. Whoever holds a vault cannot reach the connection or its plain bytes. */
function vaultOver(connection: Connection, path: string, key: Uint8Array, readOnly: boolean): Vault {
  const ownKey = Uint8Array.from(key);
  const statements = statementsOf(connection, path, readOnly);
  return Object.freeze({
    one: statements.one,
    all: statements.all,
    each: statements.each,
    run: statements.run,
    commit: statements.commit,
    get inside() {
      return statements.inside;
    },
    path,
    backupTo(target: string, newKey: Uint8Array) {
      withFaces(path, () => backUp(connection, path, target, ownKey, { newKey }));
    },
    close() {
      ownKey.fill(0);
      connection.close();
      if (readOnly) removeIndex(path);
    },
  });
}
