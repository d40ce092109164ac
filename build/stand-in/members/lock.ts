// One instance for one folder of user data: a lock file with the holder's process, and a socket on which others knock.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Lock {
  readonly held: boolean;
  /** Fulfilled when the holder has been told that somebody came. */
  readonly told: Promise<void>;
  release(): void;
}

/** Takes the lock, or tells its holder, who hears the newcomer's words and folder. A dead process holds nothing. */
export function takeLock(folder: string, came: (words: string[], folder: string) => void): Lock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "SingletonLock");
  const door = join(tmpdir(), `stand-in-${createHash("sha256").update(folder).digest("hex").slice(0, 20)}`);
  if (holder(file) === undefined) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
  } catch {
    return { held: false, told: knock(door), release: () => undefined };
  }
  rmSync(door, { force: true });
  const server = createServer((visitor) => {
    let text = "";
    visitor.on("data", (bytes) => (text += bytes.toString()));
    visitor.on("error", () => undefined);
    visitor.on("end", () => {
      const { words, folder: from } = JSON.parse(text) as { words: string[]; folder: string };
      came(words, from);
      visitor.end();
    });
  });
  server.listen(door).unref();
  const release = (): void => {
    server.close();
    rmSync(file, { force: true });
  };
  return { held: true, told: Promise.resolve(), release };
}

function holder(file: string): number | undefined {
  try {
    const id = Number(readFileSync(file, "utf8"));
    process.kill(id, 0);
    return id > 0 ? id : undefined;
  } catch {
    return undefined;
  }
}

function knock(door: string): Promise<void> {
  return new Promise((done) => {
    const visitor = connect({ path: door, allowHalfOpen: true });
    visitor.on("connect", () => visitor.end(JSON.stringify({ words: process.argv, folder: process.cwd() })));
    visitor.on("close", () => done());
    visitor.on("error", () => done());
    visitor.resume();
  });
}
