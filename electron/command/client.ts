// A command's way into the core: the same router as the window's, as a signed-in user.
import { createCore, type Core, type CoreOptions } from "#core";
import { systemClock } from "#shared/clock.ts";
import {
  contractVersion,
  type CallName,
  type CallReply,
  type Gives,
  type ImportReport,
  type Takes,
} from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { passphrase } from "./passphrases.ts";
import { needed, type Words } from "./words.ts";

export interface Client {
  readonly core: Core;
  /** Makes a call; throws the Refusal it is answered with. */
  call<Name extends CallName>(name: Name, input: Takes<Name>): Promise<Gives<Name>>;
  /** The same for a name and an input that come from outside. */
  ask(name: string, input: unknown): Promise<unknown>;
  signIn(user: string, words: string): Promise<void>;
  /** Fulfilled when no job is under way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export type Setting = Pick<CoreOptions, "openParser" | "stretch" | "acknowledge"> & { readonly purpose?: string };

/** The command line has no key store of the system: the terminal's passphrase opens it. */
const noKeystore = {
  protects: false,
  wrap: () => Promise.resolve(undefined),
  unwrap: () => Promise.resolve(undefined),
};

export function makeClient(folder: string, setting: Setting): Client {
  let fault: unknown;
  const core = createCore({
    folder,
    clock: systemClock,
    keystore: noKeystore,
    noteFault: (error) => (fault ??= error),
    ...setting,
  });
  let session: string | null = null;
  const ask = async (call: string, input: unknown): Promise<unknown> => {
    const purpose = setting.purpose ?? null;
    const reply: CallReply = await core.call({ contract: contractVersion, call, session, purpose, input });
    if ("refusal" in reply) throw new Refusal(reply.refusal.code, reply.refusal.facts);
    return reply.value;
  };
  const call: Client["call"] = async (name, input) => (await ask(name, input)) as Gives<typeof name>;
  return {
    core,
    call,
    ask,
    async signIn(user, words) {
      session = (await call("session.signIn", { user, passphrase: words })).session;
    },
    async settled() {
      for (;;) {
        const { jobs } = await call("job.list", {});
        if (fault !== undefined) throw fault;
        if (!jobs.some(({ state }) => state === "running" || state === "paused")) return;
        await new Promise((next) => setTimeout(next, 20));
      }
    },
    close: () => core.close(),
  };
}

/** Runs work with the vault's terminal open, and with a session for who is named by `--as`. */
export async function withClient<Result>(
  words: Words,
  setting: Setting,
  work: (client: Client) => Promise<Result>,
  signedIn = true,
): Promise<Result> {
  const user = signedIn ? needed(words, "as") : "";
  const { purpose } = words.values;
  const client = makeClient(needed(words, "vault"), purpose === undefined ? setting : { ...setting, purpose });
  try {
    const terminalPassphrase = await passphrase("terminal passphrase", words.values["terminal-passphrase-fd"]);
    await client.call("terminal.open", { terminalPassphrase });
    if (signedIn) {
      await client.signIn(user, await passphrase(`passphrase of ${user}`, words.values["passphrase-fd"]));
      await client.settled();
    }
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Imports files and waits for the report. */
export async function importFiles(client: Client, files: readonly string[], unit?: string): Promise<ImportReport> {
  const { job } = await client.call("import.start", { files: [...files], ...(unit === undefined ? {} : { unit }) });
  await client.settled();
  return client.call("import.report", { job });
}
