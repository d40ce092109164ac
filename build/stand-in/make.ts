// Makes the folder that stands in for Electron's own dist folder: an executable, a version and what it runs.
import { build } from "esbuild";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
/** Where the folder lies once it is made. */
export const standInFolder = join(root, "node_modules/.cache/stand-in");

/** The fuses of Electron's executable, in their order: @electron/fuses finds and flips them behind these words. */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const usualFuses = "101100011";

const executable = (node: string): string => `#!/bin/sh
# A stand-in for Electron's executable: Node and the system's Chromium. Its last bytes are the fuses.
self=$(readlink -f "$0")
dist=$(dirname "$self")
fuses=$(tail -c ${usualFuses.length} "$self")
node=\${ELECTRON_STANDIN_NODE:-${node}}
[ -x "$node" ] || node=node
case $fuses in 1*) [ -n "$ELECTRON_RUN_AS_NODE" ] && exec "$node" "$@" ;; *) unset ELECTRON_RUN_AS_NODE ;; esac
case $fuses in ??1*) ;; *) unset NODE_OPTIONS NODE_EXTRA_CA_CERTS ;; esac
inspect=
case $fuses in ???1*) for word in "$@"; do case $word in --inspect | --inspect=* | --inspect-brk*) inspect=$word ;; esac; done ;; esac
export ELECTRON_STANDIN_NAME="$(basename "$self")"
exec "$node" $inspect --unhandled-rejections=warn-with-error-code --import "$dist/runtime/guard.js" "$dist/runtime/boot.js" "$@"
exit
`; // prettier-ignore

/** A bundled package asks by `require` for what Node itself has. */
const requireForModules =
  'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** Makes the folder anew and answers its path. */
export async function makeStandIn(folder = standInFolder): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const runtime = join(folder, "runtime");
  mkdirSync(runtime, { recursive: true });
  const here = import.meta.dirname;
  await build({
    absWorkingDir: here,
    entryPoints: { boot: "boot.ts", electron: "members/electron.ts", guard: "guard.ts", utility: "utility.ts" },
    outdir: runtime,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    banner: { js: requireForModules },
    logLevel: "warning",
  }); // prettier-ignore
  await build({
    entryPoints: [join(here, "page/mainWorld.ts"), join(here, "page/preloadWorld.ts")],
    outdir: runtime,
    bundle: true,
    format: "iife",
    target: "chrome140",
    logLevel: "warning",
  });
  writeFileSync(join(runtime, "package.json"), '{ "type": "module" }\n');
  const { version } = createRequire(import.meta.url)("electron/package.json") as { version: string };
  writeFileSync(join(folder, "version"), version);
  const fuses = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, usualFuses.length]), Buffer.from(usualFuses)]);
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from(executable(process.execPath)), fuses]));
  chmodSync(join(folder, "electron"), 0o755);
  return folder;
}

if (import.meta.main) console.log(await makeStandIn());
