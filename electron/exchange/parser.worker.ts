// The start of the parser's process: without keys, without rights; speaks with the core through the process's own port.
import { serve } from "./serve.ts";

/** What Electron gives a utility process to speak with its parent. */
interface ElectronPort {
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
// What nobody foresaw ends the process, under Electron as under Node: the core then hears that the parser died.
process.on("unhandledRejection", () => process.exit(70));

const electronPort = (process as { parentPort?: ElectronPort }).parentPort;

if (electronPort !== undefined) {
  const hear = serve((message) => electronPort.postMessage(message));
  electronPort.on("message", ({ data }) => hear(data));
} else if (process.send !== undefined) {
  const hear = serve((message) => void process.send?.(message));
  process.on("message", hear);
  process.on("disconnect", () => process.exit(0));
} else throw new Error("parser.worker.ts starts a process that has a parent to speak with");
