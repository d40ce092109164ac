// What SQLite's errors mean to the person at the screen.
import { basename } from "node:path";
import { Refusal } from "#shared/refusal.ts";
import type { RefusalCode } from "#shared/refusal.ts";

const faces: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^SQLITE_BUSY/, "vaultBusy"],
  // INVARIANT: damage is answered with reading, salvage and restore, never with deletion.
  [/^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|DATA|CORRUPTFS))/, "vaultDamaged"],
  [/^SQLITE_READONLY/, "vaultReadOnly"],
];

/** Runs `work`; an SQLite error with a face becomes its refusal, any other (disk full, a bug) passes as it is. */
export function withFaces<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faceOf(path, error);
  }
}

export function faceOf(path: string, error: unknown): unknown {
  const code = sqliteCode(error);
  const face = faces.find(([pattern]) => pattern.test(code))?.[1];
  return face === undefined ? error : new Refusal(face, { where: basename(path) }, { cause: error });
}

/** SQLite's name of an error, or the empty string. */
export function sqliteCode(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : "";
}
