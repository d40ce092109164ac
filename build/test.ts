// Types and unit tests in one run; ends with the line "N passed, N failed".
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const run = (command: string, words: readonly string[]) =>
  spawnSync(command, words, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    shell: process.platform === "win32",
  });

const types = run("tsc", ["-p", "tsconfig.json"]);
process.stdout.write(types.stdout);
const tests = run("node", ["--test", "--test-reporter=tap", "electron/**/*.test.ts", "shared/**/*.test.ts"]);
process.stdout.write(tests.stdout);
process.stderr.write(tests.stderr);

const count = (word: string): number =>
  Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(tests.stdout)?.[1] ?? Number.NaN);
const [unitPassed, unitFailed] = [count("pass"), count("fail") + count("cancelled")];
const counted = Number.isInteger(unitPassed) && Number.isInteger(unitFailed);
const passed = (counted ? unitPassed : 0) + (types.status === 0 ? 1 : 0);
const failed = (counted ? unitFailed : 1) + (types.status === 0 ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && tests.status === 0 ? 0 : 1);
