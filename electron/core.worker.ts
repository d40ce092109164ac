// The start of the core's thread: makes the core, takes calls from the shell, sends replies and events back.
import { MessageChannel, parentPort, workerData } from "node:worker_threads";
import { createCore } from "#core";
import { systemClock } from "#shared/clock.ts";
import type { FromThread, ThreadStart, ToThread } from "#shell/threadMessages.ts";

const shell = parentPort;
if (shell === null) throw new Error("core.worker.ts starts a thread; it is not run by itself");
const start = workerData as ThreadStart;
const say = (message: FromThread, transfer: ArrayBuffer[] = []): void => shell.postMessage(message, transfer);

const asked = new Map<number, (bytes: Uint8Array | undefined) => void>();
let count = 0;
const askKeystore = (ask: "wrap" | "unwrap", bytes: Uint8Array): Promise<Uint8Array | undefined> =>
  new Promise((give) => {
    asked.set(++count, give);
    say({ kind: "keystore", id: count, ask, bytes });
  });

const core = createCore({
  folder: start.folder,
  clock: systemClock,
  openParser: () => {
    const { port1, port2 } = new MessageChannel();
    shell.postMessage({ kind: "parser", port: port2 } satisfies FromThread, [port2]);
    return port1;
  },
  noteFault: (error) => say({ kind: "fault", id: 0, error }),
  keystore: {
    protects: start.keystore,
    wrap: (seed) => askKeystore("wrap", seed),
    unwrap: (wrapped) => askKeystore("unwrap", wrapped),
  },
});
core.listen((event) => say({ kind: "event", event }));

shell.on("message", (message: ToThread) => {
  if (message.kind === "call") void answer(message);
  else if (message.kind === "keystore") {
    asked.get(message.id)?.(message.bytes);
    asked.delete(message.id);
  } else void end();
});

async function answer({ id, request }: Extract<ToThread, { kind: "call" }>): Promise<void> {
  try {
    const reply = await core.call(request);
    say({ kind: "reply", id, reply }, buffersIn(reply));
  } catch (error) {
    say({ kind: "fault", id, error });
  }
}

/** Ends the thread once the vault is closed; its heap, with whatever was in it, goes with it. */
async function end(): Promise<void> {
  await core.close();
  process.exit(0);
}

/** The whole buffers behind the bytes of a reply, to be handed over instead of copied; parts of a larger buffer stay. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    const { buffer, byteLength } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) found.add(buffer);
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) buffersIn(member, found);
  }
  return [...found];
}
