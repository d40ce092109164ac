// The key file beside the vault: the terminal seed under the terminal passphrase, the site key under the terminal's wrap.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "#crypto/digest.ts";
import { Refusal } from "#shared/refusal.ts";
import { z } from "#shared/zod.ts";
import { hexOf, hexText } from "./entry.ts";

const schema = z.object({
  format: z.literal(1),
  vaultId: hexText,
  organisation: hexText,
  terminal: z.object({ id: hexText, name: z.string() }),
  stretch: z.object({ salt: hexText, memory: z.int(), passes: z.int(), lanes: z.int() }),
  wrappedTerminal: hexText,
  /** The terminal seed as the operating system's keystore keeps it; null where that protects nothing. */
  keystore: hexText.nullable(),
  /** SHA-256 of the genesis: bound into the wrap of the site key. */
  genesis: hexText,
  /** Each epoch of the site key, wrapped for this terminal and sealed to recovery. */
  site: z.array(z.object({ epoch: z.int(), wrapped: hexText, keyId: hexText, escrow: hexText })).min(1),
});
export type KeyFile = z.output<typeof schema>;

export const keyFileNames = ["site.key", "site.key.copy"] as const;

export interface KeyFileCopies {
  readonly file: KeyFile;
  /** Names of copies that are missing or do not hold. */
  readonly damaged: readonly string[];
}

/** Reads the first good copy. Refuses "vaultAbsent" where there is none, "vaultDamaged" where both copies are broken. */
export function readKeyFile(folder: string): KeyFileCopies {
  const there = keyFileNames.filter((name) => existsSync(join(folder, name)));
  if (there.length === 0) throw new Refusal("vaultAbsent");
  const copies = keyFileNames.map((name) => ({ name, file: readCopy(join(folder, name)) }));
  const file = copies.find((copy) => copy.file !== undefined)?.file;
  if (file === undefined) throw new Refusal("vaultDamaged", { where: keyFileNames[0] });
  return { file, damaged: copies.filter((copy) => copy.file === undefined).map((copy) => copy.name) };
}

function readCopy(path: string): KeyFile | undefined {
  try {
    const [text, sum] = readFileSync(path, "utf8").split("\n");
    if (text === undefined || sum !== sumOf(text)) return undefined;
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined; // the other copy may be whole; both broken is refused above
  }
}

const sumOf = (text: string): string => hexOf(sha256(Buffer.from(text)));

/**
 * Writes copies (both, unless named), one after the other, each whole or not at all: at every moment one of them holds.
 * The sum finds accidents only; what an attacker changes is found by the seals inside.
 */
export function writeKeyFile(folder: string, file: KeyFile, names: readonly string[] = keyFileNames): void {
  const text = JSON.stringify(schema.parse(file)); // members in the schema's order, so that a copy written anew is the same bytes
  const bytes = Buffer.from(`${text}\n${sumOf(text)}\n`);
  for (const name of names) {
    const path = join(folder, name);
    const handle = openSync(`${path}.new`, "w", 0o600);
    try {
      writeSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(`${path}.new`, path);
  }
}
