// Runs the parser of untrusted files in a process without keys and carries its messages to and from the core thread.
import type { MessagePort } from "node:worker_threads";
import type { UtilityProcess } from "electron/main";

/** The part of utilityProcess that is needed: one file is started, bounded, with a name for the process list. */
export type Fork = (
  file: string,
  words: string[],
  how: { serviceName: string; env: NodeJS.ProcessEnv; execArgv: string[] },
) => UtilityProcess;

/**
 * Starts one parser for `port`. Either end's death ends the other: a closed port kills the process, a dead process
 * closes the port, which the core reads as an unreadable file.
 */
export function openParser(fork: Fork, file: string, port: MessagePort): void {
  const child = fork(file, [], {
    serviceName: "Wardkeep parser",
    env: bareEnvironment(),
    execArgv: ["--max-old-space-size=512"], // megabytes: a file that wants more ends the parser, not the workstation
  });
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    port.close();
    child.kill();
  };
  child.on("message", (message: unknown) => port.postMessage(message));
  child.on("exit", end);
  port.on("message", (message: unknown) => child.postMessage(message));
  port.on("close", end);
}

/** The parser needs nothing of our environment; Windows itself cannot start a program without its own folder's name. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}
