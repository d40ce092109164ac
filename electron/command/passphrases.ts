// Passphrases of the command line: from an open file descriptor or from the terminal, never from words or environment.
import { readSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Usage } from "./words.ts";

/** One line, read byte by byte, so that two passphrases can follow each other in one descriptor. */
function lineFrom(descriptor: number): string {
  const bytes: number[] = [];
  const one = Buffer.alloc(1);
  while (bytes.length < 10_000) {
    if (readOne(descriptor, one) === 0 || one[0] === 0x0a) break;
    bytes.push(one[0] as number);
  }
  return Buffer.from(bytes).toString("utf8").replace(/\r$/, "");
}

function readOne(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into, 0, 1, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw new Usage(`descriptor ${descriptor} cannot be read`, { cause: error });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Asks at the terminal without showing what is typed; where there is none, a line of what is piped in answers. */
async function asked(question: string): Promise<string> {
  if (!process.stdin.isTTY) return lineFrom(0);
  process.stderr.write(`${question}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((give) => {
    lines.once("line", (line) => {
      lines.close();
      process.stderr.write("\n");
      give(line);
    });
  });
}

export async function passphrase(question: string, descriptor: string | undefined): Promise<string> {
  if (descriptor === undefined) return asked(question);
  if (!/^\d{1,4}$/.test(descriptor)) throw new Usage(`"${descriptor}" is no file descriptor`);
  return lineFrom(Number(descriptor));
}
