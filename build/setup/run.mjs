// The first command after a clone, on any Node from 20: sets up what is missing, then runs the task with Node 24.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setUpBrowser } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const modules = join(root, "node_modules");
/** Where each task stands, and whether it opens the window. */
const tasks = {
  test: { file: "build/test.ts", opens: true },
  ready: { file: "build/ready.ts", opens: false },
  demo: { file: "build/demo.ts", opens: true },
  start: { file: "build/start.ts", opens: true },
  wardkeep: { file: "build/wardkeep.ts", opens: false },
};

const [name = "", ...words] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) {
  console.error(`there is no task "${name}"; there are: ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}
setUp();
if (task.opens) setUpBrowser(modules);
const env = { ...process.env, PATH: `${join(modules, ".bin")}${delimiter}${process.env.PATH ?? ""}` };
const node = join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
const nodeToUse = existsSync(node) ? node : process.execPath;
const version = spawnSync(nodeToUse, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "";
if (!(Number(version.slice(1).split(".")[0]) >= 24)) {
  console.error(`Wardkeep needs Node 24 or newer; npm has no package of it for this system (found ${version}).`);
  process.exit(1);
}
const made = spawnSync(nodeToUse, [join(root, task.file), ...words], { cwd: root, env, stdio: descriptors(words) });
process.exit(made.status ?? 1);

/** All of ours, and those that the words name for passphrases. */
function descriptors(given) {
  const named = given.map((word, at) =>
    Number(given[at - 1]?.endsWith("passphrase-fd") ? word : word.split("passphrase-fd=")[1]),
  );
  const highest = Math.max(2, ...named.filter((number) => number > 2 && number < 100));
  return Array.from({ length: highest + 1 }, (_, at) => (at <= 2 || named.includes(at) ? at : "ignore"));
}

/** Installs the locked packages when there are none, or when the lock is newer than what is installed. */
function setUp() {
  const installed = join(modules, ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  const how = { cwd: root, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" };
  const installing = spawnSync("npm", ["ci"], how);
  if (installing.status !== 0) process.exit(installing.status ?? 1);
}
