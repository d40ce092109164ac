// Faults and moments of the program's life, one JSON line each, without a word of what the program was working on.
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

/** What may stand in a line besides its time: closed words and figures, never an error's message. */
interface Line {
  readonly what: "started" | "shown" | "fault" | "ended";
  readonly incident?: string;
  readonly where?: string;
  readonly name?: string;
  readonly code?: string;
  readonly frames?: readonly string[];
  readonly milliseconds?: number;
}

export interface Incidents {
  /** Writes a fault down and gives the number under which a person can report it. */
  note(where: string, error: unknown): string;
  moment(what: "started" | "shown" | "ended", milliseconds: number): void;
}

const largest = 1024 * 1024;

/** Opens the program's own log in `folder`. A log that cannot be written never stops the program. */
export function openIncidents(folder: string): Incidents {
  const file = join(folder, "wardkeep.jsonl");
  function write(line: Line): void {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`, { mode: 0o600 });
    } catch {
      // The disk may be full or the folder gone; the number on the screen is then all there is.
    }
  }
  return {
    note(where, error) {
      const incident = randomBytes(4).toString("hex");
      write({ what: "fault", incident, where, ...bareFacts(error) });
      return incident;
    },
    moment: (what, milliseconds) => write({ what, milliseconds: Math.round(milliseconds) }),
  };
}

/** An error's class, its system code and where it was thrown; its message may quote record content and stays out. */
function bareFacts(error: unknown): Pick<Line, "name" | "code" | "frames"> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as NodeJS.ErrnoException).code;
  const trace = (error.stack ?? "").split(error.message).at(-1) ?? "";
  const frames = trace.split("\n").flatMap((line) => /^\s+at .*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  const plain = (word: string): string => (/^[A-Za-z][\w-]{0,60}$/.test(word) ? word : "other");
  return {
    name: plain(error.name),
    frames: frames.slice(0, 12),
    ...(code === undefined ? {} : { code: plain(String(code)) }),
  };
}
