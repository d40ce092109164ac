// The core's side of reading an untrusted file: asks the parser's process, batch by batch, at the pace of storing.
import type { ImportReason } from "#shared/importReasons.ts";
import { parseFromParser, type FromParser, type ParsedBatch, type ReadProgress, type ToParser } from "./protocol.ts";

/** The way to a parser's process: a MessagePort that the shell connects, or a child of plain Node. */
export interface ParserPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  off(event: "message", listener: (message: unknown) => void): unknown;
  off(event: "close", listener: () => void): unknown;
  close(): void;
}

export interface FileHandlers {
  /** The next batch is asked for when this is fulfilled. What it throws ends the reading and closes the port. */
  batch(batch: ParsedBatch): void | Promise<void>;
  progress?(progress: ReadProgress): void;
}
export interface ReadOptions {
  /** Aborted between two messages: the port is closed and the signal's reason thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the parser may say nothing while it is its turn; 30 seconds unless told. */
  readonly patience?: number | undefined;
}
/** `read` counts entries handed over and refused ones alike. */
export type FileEnd =
  | { readonly kind: "end"; readonly read: number }
  | { readonly kind: "fileRefused"; readonly read: number; readonly reason: ImportReason; readonly place: string };

/**
 * Reads one file. A refused file has handed over nothing, except where the parser ends midway: "parserDied" (also for
 * words that the parser would never say), "parserSlow", or a file that changes while it is read. One port reads any
 * number of files, one after another; after "parserDied" and "parserSlow", and after an error, it is closed.
 */
export async function readFile(
  port: ParserPort,
  path: string,
  handlers: FileHandlers,
  options: ReadOptions = {},
): Promise<FileEnd> {
  const mail = openMail(port, options);
  let read = 0;
  try {
    mail.say({ kind: "read", path });
    for (;;) {
      const message = await mail.next();
      if (message === "parserDied" || message === "parserSlow") {
        port.close();
        return { kind: "fileRefused", read, reason: message, place: "" };
      }
      if (message.kind === "progress") handlers.progress?.(message);
      else if (message.kind === "batch") {
        read += message.entries.length + message.refused.length;
        await handlers.batch(message);
        mail.say({ kind: "next" });
      } else if (message.kind === "end") return { kind: "end", read };
      else return { kind: "fileRefused", read, reason: message.reason, place: message.place };
    }
  } catch (error) {
    port.close();
    throw error;
  } finally {
    mail.close();
  }
}

type Heard = FromParser | "parserDied" | "parserSlow";
interface Mail {
  say(message: ToParser): void;
  next(): Promise<Heard>;
  close(): void;
}

const mostUnheard = 1_000;

function openMail(port: ParserPort, { signal, patience = 30_000 }: ReadOptions): Mail {
  const heard: Heard[] = [];
  let wake: (() => void) | undefined;
  const put = (message: Heard): void => {
    heard.push(message);
    wake?.();
  };
  // A parser that keeps to the conversation cannot run so far ahead.
  const onMessage = (message: unknown): void =>
    put(heard.length < mostUnheard ? (parseFromParser(message) ?? "parserDied") : "parserDied");
  const onClose = (): void => put("parserDied");
  const onAbort = (): void => wake?.();
  port.on("message", onMessage);
  port.on("close", onClose);
  signal?.addEventListener("abort", onAbort);

  return {
    say: (message) => port.postMessage(message),
    async next() {
      signal?.throwIfAborted();
      if (heard.length === 0) {
        const timer = setTimeout(() => put("parserSlow"), patience);
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
        clearTimeout(timer);
        signal?.throwIfAborted();
      }
      return heard.shift() as Heard;
    },
    close() {
      port.off("message", onMessage);
      port.off("close", onClose);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
