// The page's only way out: one frozen object with named functions. No logic, no ipcRenderer, no event object.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron/renderer";
import type { CallReply, CallRequest, CoreEvent } from "#shared/contract/index.ts";
import { contractVersion } from "#shared/contract/call.ts";
import { callChannel, eventChannel } from "#shell/channels.ts";

export interface Wardkeep {
  /** The version of the contract this build speaks. */
  readonly contract: number;
  call(request: CallRequest): Promise<CallReply>;
  /** Hears what the core says unasked; gives what stops it. */
  listen(hear: (event: CoreEvent) => void): () => void;
}

const wardkeep: Wardkeep = {
  contract: contractVersion,
  call: (request) => ipcRenderer.invoke(callChannel, request) as Promise<CallReply>,
  listen: (hear) => {
    const pass = (_event: IpcRendererEvent, event: CoreEvent): void => hear(event);
    ipcRenderer.on(eventChannel, pass);
    return () => {
      ipcRenderer.off(eventChannel, pass);
    };
  },
};

contextBridge.exposeInMainWorld("wardkeep", Object.freeze(wardkeep));
