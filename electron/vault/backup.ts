// Copies of an open file. Only VACUUM INTO: it takes one moment of the file, and the copy stays encrypted.
import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { Refusal } from "#shared/refusal.ts";
import { changeKey, connectToRead, pragma } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { folderOf, journalsOf, makePrivateFile, syncFile, syncFolder } from "./files.ts";

export interface BackingUp {
  /** The copy's page key, when it is to be another than the file's. */
  readonly newKey?: Uint8Array;
  /** Take the place of an earlier copy of that name; refused as `vaultExists` otherwise. */
  readonly replace?: boolean;
}

/** Copies the open file of `key` to `target`, reads the copy back, and gives it its name when it is whole and on the disk. */
export function backUp(from: Connection, path: string, target: string, key: Uint8Array, how: BackingUp): void {
  if (how.replace !== true && existsSync(target)) throw new Refusal("vaultExists");
  if (folderOf(target) === folderOf(path) && basename(target) === basename(path)) throw new Refusal("vaultExists");
  const part = `${target}.part`;
  removePart(part);
  makePrivateFile(part);
  try {
    from.prepare("VACUUM INTO ?").run(part);
    if (how.newKey !== undefined) changeKey(part, key, how.newKey);
    checkCopy(part, how.newKey ?? key);
    syncFile(part);
    renameSync(part, target);
    syncFolder(folderOf(target));
  } finally {
    removePart(part);
  }
}

/** `vault.db` before migration 2: `vault.before-0002.db`. */
export function beforeMigration(path: string, number: number): string {
  const extension = extname(path);
  const name = basename(path, extension);
  return join(folderOf(path), `${name}.before-${String(number).padStart(4, "0")}${extension}`);
}

function checkCopy(path: string, key: Uint8Array): void {
  const connection = connectToRead(path, key);
  try {
    if (pragma(connection, "quick_check") !== "ok") throw new Error("the copy does not read back");
  } finally {
    connection.close();
  }
}

function removePart(part: string): void {
  for (const left of [part, ...Object.values(journalsOf(part))]) rmSync(left, { force: true });
}
