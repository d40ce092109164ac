// The command line: reads the words, runs the command, writes the answer and says by exit code how it went.
import { openChildParser } from "#exchange/childParser.ts";
import { Refusal } from "#shared/refusal.ts";
import type { Answer } from "./answer.ts";
import { commands } from "./commands.ts";
import type { Setting } from "./client.ts";
import { refusalText } from "./text.ts";
import { exits, readWords, usage, Usage } from "./words.ts";

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
const ours: Streams = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };

/** Runs `wardkeep <words>`; answers the exit code of design §9. A fault is thrown. */
export async function run(
  words: readonly string[],
  streams: Streams = ours,
  change: Partial<Setting> = {},
): Promise<number> {
  const [name = "help", ...rest] = words;
  if (name === "help" || name.startsWith("-")) {
    streams.out(`${usage}\n`);
    return exits.done;
  }
  const json = rest.includes("--json");
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new Usage(`there is no command "${name}" yet`);
    const setting: Setting = {
      openParser: openChildParser,
      // One line for each batch that is durable: what stands here survives a loss of power.
      acknowledge: ({ file, stored, known }) => streams.err(`acknowledged ${stored + known} of ${file}\n`),
      ...change,
    };
    const answer = await command(readWords(rest), setting);
    write(answer, json, streams);
    return answer.exit;
  } catch (error) {
    if (!(error instanceof Usage) && !(error instanceof Refusal)) throw error;
    return refuse(error, json, streams);
  }
}

function write(answer: Answer, json: boolean, streams: Streams): void {
  streams.out(`${json ? (answer.json ?? JSON.stringify(answer.value)) : answer.text()}\n`);
}

function refuse(error: Usage | Refusal, json: boolean, streams: Streams): number {
  if (error instanceof Usage) {
    streams.err(`${error.message}\n${usage}\n`);
    return exits.usage;
  }
  if (json) streams.out(`${JSON.stringify({ refusal: { code: error.code, facts: error.facts } })}\n`);
  streams.err(`${refusalText(error)}\n`);
  if (error.code === "vaultBusy") return exits.busy;
  return error.code === "vaultDamaged" ? exits.damaged : exits.refused;
}
