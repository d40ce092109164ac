// What passes between the shell and the core thread.
import type { MessagePort } from "node:worker_threads";
import type { CallReply, CallRequest, CoreEvent } from "#shared/contract/index.ts";

/** What the thread is started with. */
export interface ThreadStart {
  readonly folder: string;
  /** True when the operating system's keystore really protects what it keeps. */
  readonly keystore: boolean;
}

export type ToThread =
  | { readonly kind: "call"; readonly id: number; readonly request: CallRequest }
  | { readonly kind: "keystore"; readonly id: number; readonly bytes: Uint8Array | undefined }
  | { readonly kind: "close" };

export type FromThread =
  | { readonly kind: "reply"; readonly id: number; readonly reply: CallReply }
  | { readonly kind: "fault"; readonly id: number; readonly error: unknown }
  | { readonly kind: "event"; readonly event: CoreEvent }
  | { readonly kind: "keystore"; readonly id: number; readonly ask: "wrap" | "unwrap"; readonly bytes: Uint8Array }
  | { readonly kind: "parser"; readonly port: MessagePort };
