// From a path and a key to a connection at the newest version, or to the refusal that fits.
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, rmSync, statSync } from "node:fs";
import { Refusal } from "#shared/refusal.ts";
import { backUp, beforeMigration } from "./backup.ts";
import { connect, connectToRead, pragma } from "./connection.ts";
import type { Connection } from "./connection.ts";
import {
  closeToOthers,
  folderOf,
  journalsOf,
  makePrivateFile,
  makePrivateFolder,
  refuseNetworkFolder,
  removeIndex,
  syncFolder,
} from "./files.ts";

/** What a kind of file is told by, and the steps that make its newest version. */
export interface FileKind {
  readonly applicationId: number;
  readonly migrations: readonly string[];
}

/** Makes the file under a passing name and then gives it its own, so that a vault is there whole or not at all. */
export function createFile(path: string, key: Uint8Array, kind: FileKind): void {
  const folder = folderOf(path);
  makePrivateFolder(folder);
  refuseNetworkFolder(folder);
  if (existsSync(path) || existsSync(journalsOf(path).log)) throw new Refusal("vaultExists");
  const draft = `${path}.${randomBytes(8).toString("hex")}.new`;
  makePrivateFile(draft);
  try {
    const connection = connect(draft, key);
    try {
      connection.transaction(() => applyMigrations(connection, kind, 0))();
    } finally {
      connection.close();
    }
    publish(draft, path);
    syncFolder(folder);
  } finally {
    for (const left of [draft, ...Object.values(journalsOf(draft))]) rmSync(left, { force: true });
  }
}

/** Every refusal that can be given is given by reading alone: a newer vault is left as it was found, to the byte. */
export function checkBeforeTouching(path: string, key: Uint8Array, kind: FileKind): void {
  if (!existsSync(path)) throw new Refusal("vaultAbsent");
  refuseNetworkFolder(folderOf(path));
  if (statSync(path).size === 0) throw new Refusal("notAVault"); // SQLite would make a new database of it
  try {
    const connection = connectToRead(path, key);
    try {
      checkKind(connection, kind);
    } finally {
      connection.close();
    }
  } finally {
    removeIndex(path);
  }
}

/** Opens for writing and brings an older file up to date, on a backup of it. */
export function openToWrite(path: string, key: Uint8Array, kind: FileKind): Connection {
  closeToOthers(folderOf(path), 0o700);
  closeToOthers(path, 0o600);
  const connection = connect(path, key);
  try {
    checkKind(connection, kind); // again: it was not ours alone when it was checked first
    const version = versionOf(connection);
    if (version < kind.migrations.length) {
      backUp(connection, path, beforeMigration(path, version + 1), key, { replace: true });
      connection.transaction(() => applyMigrations(connection, kind, version)).immediate();
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function checkKind(connection: Connection, kind: FileKind): void {
  if (pragma(connection, "application_id") !== kind.applicationId) throw new Refusal("notAVault");
  if (versionOf(connection) < 1) throw new Refusal("notAVault");
  if (versionOf(connection) > kind.migrations.length) throw new Refusal("vaultNewer");
}

function applyMigrations(connection: Connection, kind: FileKind, from: number): void {
  for (const step of kind.migrations.slice(from)) connection.exec(step);
  connection.pragma(`application_id = ${kind.applicationId}`);
  connection.pragma(`user_version = ${kind.migrations.length}`);
}

const versionOf = (connection: Connection): number => Number(pragma(connection, "user_version"));

/** A second name, then the first one away: unlike a rename this never replaces a vault that came in between. */
function publish(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (existsSync(path)) throw new Refusal("vaultExists", {}, { cause: error });
    throw error;
  }
}
