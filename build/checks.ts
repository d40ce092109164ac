// The checks that tests and `npm run ready` are made of: each answers how many passed and how many failed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export interface Counted {
  readonly passed: number;
  readonly failed: number;
}

const root = join(import.meta.dirname, "..");

function run(command: string, words: readonly string[]): { text: string; status: number | null } {
  const how = { cwd: root, maxBuffer: 256 * 1024 * 1024, shell: process.platform === "win32" };
  const made = spawnSync(command, words, { ...how, encoding: "utf8" });
  process.stdout.write(made.stdout);
  process.stderr.write(made.stderr);
  return { text: made.stdout, status: made.status };
}

/** A command that passes or fails as a whole. */
function whole(command: string, ...words: readonly string[]): Counted {
  const passed = run(command, words).status === 0;
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

/** A run that says nothing of its numbers has failed, whatever else it says. */
function counted(status: number | null, passed: number, failed: number): Counted {
  const known = Number.isInteger(passed) && Number.isInteger(failed);
  const lost = !known || (status !== 0 && failed === 0) ? 1 : 0;
  return { passed: known ? passed : 0, failed: (known ? failed : 0) + lost };
}

export const types = (): Counted => {
  const [all, stories] = [whole("tsc", "-p", "tsconfig.json"), whole("tsc", "-p", "build/stand-in/tsconfig.json")];
  return { passed: all.passed + stories.passed, failed: all.failed + stories.failed };
};

export const form = (): Counted => whole("prettier", "--check", "--log-level", "warn", ".");

/** Unit tests, always under the guard that refuses what Electron's BoringSSL does not have. */
export function units(): Counted {
  const files = ["electron", "shared", "renderer", "build"].map((folder) => `${folder}/**/*.test.ts`);
  const guard = ["--import", join(root, "build/stand-in/guard.ts")];
  const { text, status } = run("node", [...guard, "--test", "--test-concurrency=2", "--test-reporter=tap", ...files]);
  const count = (word: string): number => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return counted(status, count("pass"), count("fail") + count("cancelled"));
}

/** The stories on the built app. */
export function stories(): Counted {
  const { text, status } = run("playwright", ["test"]);
  const count = (word: string): number => Number(new RegExp(`^ +(\\d+) ${word}\\b`, "m").exec(text)?.[1] ?? 0);
  const failed = count("failed") + count("flaky") + count("interrupted") + count("did not run");
  return counted(status, count("passed"), failed);
}

/** Says the sum, and ends with it. */
export function conclude(...checks: readonly Counted[]): void {
  const sum = (name: keyof Counted): number => checks.reduce((total, check) => total + check[name], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}
