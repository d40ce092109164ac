// Starts the parser of untrusted files as a child of plain Node: for the command line and tests; the window's is shell's.
import { fork, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import type { ParserPort } from "./port.ts";

/**
 * The child is given no environment of ours, at most 512 MB of heap, and by Node's permission model no right but to
 * read files: it may not write, start a program or load native code. (Node 24 does not bound the network.) Under
 * Electron it throws: there the shell starts a utility process.
 */
export function openChildParser(
  file: string = fileURLToPath(new URL("./parser.worker.ts", import.meta.url)),
): ParserPort {
  if (process.versions["electron"] !== undefined) throw new Error("under Electron the shell starts the parser");
  const child = fork(file, [], {
    env: bareEnvironment(),
    execArgv: ["--max-old-space-size=512", "--permission", "--allow-fs-read=*"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return portOf(child);
}

/** Windows cannot start a program without its own folder's name. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}

/** Either end's death ends the other, as between the shell and its utility process; "close" is heard once. */
function portOf(child: ChildProcess): ParserPort {
  const events = new EventEmitter();
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    child.kill("SIGKILL");
    events.emit("close");
  };
  child.on("message", (message) => {
    if (!over) events.emit("message", message);
  });
  child.on("exit", end);
  child.on("disconnect", end);
  child.on("error", end);
  return {
    postMessage(message) {
      // A child that is gone says so by "exit"; what could not be said to it is of no further interest.
      if (!over) child.send(message as object, () => undefined);
    },
    on: (event: string, listener: (...heard: never[]) => void) => events.on(event, listener as () => void),
    off: (event: string, listener: (...heard: never[]) => void) => events.off(event, listener as () => void),
    close: end,
  };
}
