// Runs the core on its thread: passes calls and events, ends the thread at sign-out, replaces it when it dies.
import { Worker, type MessagePort } from "node:worker_threads";
import type { CallReply, CallRequest, CoreEvent } from "#shared/contract/index.ts";
import type { Keystore } from "./keystore.ts";
import type { FromThread, ThreadStart, ToThread } from "./threadMessages.ts";

export interface CoreThreadOptions {
  /** The bundled start of the thread. */
  readonly file: string;
  readonly folder: string;
  readonly keystore: Keystore;
  /** Starts a parser process that speaks through the port; called when the core asks for one. */
  readonly openParser: (port: MessagePort) => void;
  readonly onEvent: (event: CoreEvent) => void;
  /** Notes a fault and gives its incident number. */
  readonly note: (where: string, error: unknown) => string;
}

export interface CoreThread {
  call(request: CallRequest): Promise<CallReply>;
  /** Locks the session if one is open; the core wipes its keys before this is fulfilled. */
  lock(): Promise<void>;
  /** Ends the thread for good; a call that comes later is refused. */
  close(): Promise<void>;
}

/** After this long without an end the thread is cut off. */
const patience = 3_000;
/** A thread that dies this often in a minute is not started again. */
const deathsPerMinute = 3;

/** Starts the core's thread and keeps one running until `close`. */
export function startCoreThread(options: CoreThreadOptions): CoreThread {
  let closing = false;
  let deaths: number[] = [];
  let current = begin();
  let next: Promise<Running> = Promise.resolve(current);

  function begin(): Running {
    return runThread(options, {
      signedOut: () => void replace(),
      died: (error) => {
        const incident = options.note("core thread", error);
        deaths = [...deaths, performance.now()].filter((at) => at > performance.now() - 60_000);
        options.onEvent({ event: "session", state: "signedOut" });
        if (!closing && deaths.length <= deathsPerMinute) next = Promise.resolve((current = begin()));
        return fault(incident);
      },
    });
  }

  /** The next thread may open the vault only when this one has let go of it; calls made meanwhile wait for it. */
  async function replace(): Promise<void> {
    const old = current;
    next = old
      .settled()
      .then(() => old.end())
      .then(() => (current = closing ? old : begin()));
    await next;
  }

  return {
    async call(request) {
      return (await next).call(request);
    },
    async lock() {
      const running = await next;
      const session = running.session();
      if (session === undefined) return;
      await running.call({ contract: 1, call: "session.lock", session, purpose: null, input: {} });
    },
    async close() {
      closing = true;
      await (await next).end();
    },
  };
}

const fault = (incident: string): CallReply => ({ refusal: { code: "fault", facts: { incident } } });

interface Running {
  call(request: CallRequest): Promise<CallReply>;
  /** The token of the session that this thread holds, as its own replies told it. */
  session(): string | undefined;
  /** Fulfilled when no call is waiting for its reply. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

interface Fates {
  readonly signedOut: () => void;
  readonly died: (error: unknown) => CallReply;
}

function runThread(options: CoreThreadOptions, fates: Fates): Running {
  const start: ThreadStart = { folder: options.folder, keystore: options.keystore.protects };
  const worker = new Worker(options.file, { workerData: start, name: "wardkeep-core" });
  const waiting = new Map<number, { name: string; give: (reply: CallReply) => void }>();
  let count = 0;
  let session: string | undefined;
  let over: CallReply | undefined;
  let ending = false;
  let lastError: unknown;
  let quiet: (() => void)[] = [];
  const tell = (message: ToThread, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);

  function answer(id: number, reply: CallReply): void {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (asked !== undefined) {
      session = sessionAfter(asked.name, reply, session);
      asked.give(reply);
    }
    if (waiting.size === 0) for (const done of quiet.splice(0)) done();
  }

  function hear(message: FromThread): void {
    if (message.kind === "reply") answer(message.id, message.reply);
    else if (message.kind === "fault") answer(message.id, fault(options.note("core", message.error)));
    else if (message.kind === "parser") options.openParser(message.port);
    else if (message.kind === "keystore") void lookAfter(message);
    else {
      options.onEvent(message.event);
      if (message.event.event === "session" && message.event.state === "signedOut") {
        session = undefined;
        fates.signedOut();
      }
    }
  }

  /** The keystore lives in the shell; what it cannot do comes back as nothing. */
  async function lookAfter({ id, ask, bytes }: Extract<FromThread, { kind: "keystore" }>): Promise<void> {
    const made = await options.keystore[ask](bytes).catch((error: unknown) => {
      options.note("keystore", error);
      return undefined;
    });
    tell({ kind: "keystore", id, bytes: made });
  }

  worker.on("message", hear);
  worker.on("messageerror", (error) => options.note("core thread message", error));
  worker.on("error", (error) => {
    lastError = error;
  });
  worker.on("exit", (code) => {
    over = ending ? { refusal: { code: "noSession", facts: {} } } : fates.died(lastError ?? new Error(`exit ${code}`));
    for (const id of [...waiting.keys()]) answer(id, over);
  });

  return {
    call: (request) =>
      over !== undefined
        ? Promise.resolve(over)
        : new Promise((give) => {
            waiting.set(++count, { name: request.call, give });
            tell({ kind: "call", id: count, request });
          }),
    session: () => session,
    settled: () =>
      waiting.size === 0
        ? Promise.resolve()
        : Promise.race([new Promise<void>((done) => quiet.push(done)), after(patience)]),
    async end() {
      if (over !== undefined) return;
      ending = true;
      const gone = new Promise<void>((done) => worker.once("exit", () => done()));
      tell({ kind: "close" });
      await Promise.race([gone, after(patience)]);
      await worker.terminate();
    },
  };
}

/** The session token as the replies of sign-in, unlock and sign-out tell it. */
function sessionAfter(name: string, reply: CallReply, before: string | undefined): string | undefined {
  if (!("value" in reply) || (name !== "session.signIn" && name !== "session.unlock")) return before;
  return (reply.value as { session: string }).session;
}

const after = (milliseconds: number): Promise<void> =>
  new Promise((done) => void setTimeout(done, milliseconds).unref());
