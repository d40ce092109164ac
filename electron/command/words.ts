// The words of a command: its options, read strictly. What cannot be read ends with exit code 2.
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

/** The command was put wrongly; the message says how. */
export class Usage extends Error {}

export const exits = { done: 0, usage: 2, refused: 3, damaged: 4, busy: 5, fault: 70 } as const;

export const usage = `wardkeep init --vault DIR --clinic NAME --admin NAME --steward NAME --custodian NAME [--unit NAME] [--shares-out DIR]
wardkeep demo --vault DIR [--patients N] [--seed N]
wardkeep import FILE... --vault DIR --as USER [--unit UNIT]
wardkeep people --vault DIR --as USER [add --name NAME --role ROLE [--unit UNIT] [--clearance NAME] [--on-call] | grant --user USER]
wardkeep terminals --vault DIR --as USER
wardkeep call NAME --vault DIR --as USER [--input JSON|-]
wardkeep verify --vault DIR
Options of all: --json, --terminal-passphrase-fd N, --passphrase-fd N
Both passphrases may come through one descriptor, a line each, the terminal's first. npm hands on descriptor 0 alone.`;

const options = {
  vault: { type: "string" },
  as: { type: "string" },
  json: { type: "boolean" },
  "passphrase-fd": { type: "string" },
  "terminal-passphrase-fd": { type: "string" },
  clinic: { type: "string" },
  terminal: { type: "string" },
  admin: { type: "string", multiple: true },
  steward: { type: "string", multiple: true },
  custodian: { type: "string", multiple: true },
  unit: { type: "string", multiple: true },
  "shares-out": { type: "string" },
  patients: { type: "string" },
  seed: { type: "string" },
  input: { type: "string" },
  purpose: { type: "string" },
  name: { type: "string" },
  user: { type: "string" },
  role: { type: "string" },
  clearance: { type: "string", multiple: true },
  "on-call": { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

export type Words = ReturnType<typeof readWords>;

/** Reads the words after the command's name. Throws Usage. */
export function readWords(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    return { values, positionals };
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

export function needed(words: Words, name: "vault" | "as" | "clinic" | "name" | "role" | "user"): string {
  const value = words.values[name];
  if (value === undefined) throw new Usage(`--${name} is missing`);
  return value;
}

export function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Usage(`"${text}" is no number`);
  return Number(text);
}
