// Bundles the app into out/: main, the core's thread, the parser's process, the command line, the preload, the page.
import { build, type BuildOptions } from "esbuild";
import { copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface BundleOptions {
  /** The folder that is made anew; out/ unless said otherwise. */
  readonly folder?: string;
  /** Maps beside each file and readable text: for looking for a fault, never for a release. */
  readonly debug?: boolean;
}

/** What a bundle never holds: Electron's own module, and packages that bring native code or WebAssembly files. */
const external = ["electron", "electron/*", "better-sqlite3", "@node-rs/argon2", "@cedar-policy/cedar-wasm", "@cedar-policy/cedar-wasm/*"]; // prettier-ignore

/** Some bundled packages still ask by `require` for what Node itself has. */
const requireForModules = 'import { createRequire as standRequire } from "node:module"; const require = standRequire(import.meta.url);'; // prettier-ignore

function common({ debug = false }: BundleOptions): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: !debug,
    sourcemap: debug,
    external,
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.NODE_ENV": debug ? '"development"' : '"production"' },
  };
}

/** Makes `folder` anew. The folder is as the packed app has it, so `out` beside package.json starts as it is. */
export async function bundle(options: BundleOptions = {}): Promise<string> {
  const made = options.folder ?? join(root, "out");
  const folder = `${made}.${process.pid}`; // an app that runs from the old folder meanwhile loses nothing half made
  mkdirSync(join(folder, "renderer"), { recursive: true });
  const node: BuildOptions = {
    ...common(options),
    platform: "node",
    target: "node24",
    format: "esm",
    banner: { js: requireForModules },
  };
  await Promise.all([
    // Main loads the command line only when it is asked for one, so that a window starts without it.
    build({
      ...node,
      entryPoints: { main: "electron/main.ts", command: "electron/command/run.ts" },
      outdir: folder,
      splitting: true,
      chunkNames: "part-[hash]",
    }),
    // A thread and a process start beside the archive, each from a file that needs no other of ours.
    build({
      ...node,
      entryPoints: { "core.worker": "electron/core.worker.ts", parser: "electron/exchange/parser.worker.ts" },
      outdir: folder,
    }),
    // A sandboxed preload is one CommonJS file.
    build({
      ...common(options),
      platform: "browser",
      format: "cjs",
      target: "chrome154",
      entryPoints: ["electron/preload.ts"],
      outfile: join(folder, "preload.cjs"),
    }),
    build({
      ...common(options),
      platform: "browser",
      format: "esm",
      target: "chrome154",
      jsx: "automatic",
      entryPoints: ["renderer/main.tsx"],
      outdir: join(folder, "renderer"),
    }),
  ]);
  copyFileSync(join(root, "renderer/index.html"), join(folder, "renderer/index.html"));
  rmSync(made, { recursive: true, force: true });
  renameSync(folder, made);
  return made;
}

if (import.meta.main) console.log(await bundle({ debug: process.argv.includes("--debug") }));
