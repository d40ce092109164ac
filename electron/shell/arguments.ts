// What the program was asked to do by its own words: a folder, a language, or a command without a window.
import { resolve } from "node:path";

/** The first words that are commands of the command line; anything else opens the window. */
export const commands: readonly string[] = [
  "init", "demo", "import", "call", "people", "terminals", "verify", "salvage", "backup", "restore", "doctor", "export",
  "audit", "bench", "help",
]; // prettier-ignore

export interface Wishes {
  /** The vault's folder, absolute; undefined for the usual place. */
  readonly vault: string | undefined;
  readonly language: string | undefined;
  /** The words of a command, its name first; undefined when a window is wanted. */
  readonly command: readonly string[] | undefined;
}

/** Reads the program's own words (without the executable and, in development, without the app folder). */
export function parseWishes(words: readonly string[], folder: string): Wishes {
  const first = words.findIndex((word) => !word.startsWith("-"));
  const isCommand = first >= 0 && commands.includes(words[first] ?? "") && !takesValue(words[first - 1]);
  if (isCommand || words.some((word) => word === "--help" || word === "--version")) {
    return { vault: undefined, language: undefined, command: words.slice(isCommand ? first : 0) };
  }
  const vault = valueOf(words, "--vault");
  return {
    vault: vault === undefined ? undefined : resolve(folder, vault),
    language: valueOf(words, "--lang"),
    command: undefined,
  };
}

const takesValue = (word: string | undefined): boolean => word === "--vault" || word === "--lang";

function valueOf(words: readonly string[], name: string): string | undefined {
  for (const [index, word] of words.entries()) {
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (word === name) return words[index + 1];
  }
  return undefined;
}

/**
 * True when a switch would hand the running program to a debugger, or take down a wall of Chromium. A packaged app
 * leaves at once on these; in development tests need them.
 */
export const asksForDebugger = (words: readonly string[]): boolean =>
  words.some((word) =>
    /^--?(inspect|remote-debugging|remote-allow-origins|js-flags|load-extension|disable-web-security)/.test(word),
  );
