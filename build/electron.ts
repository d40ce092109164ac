// The Electron that this machine has, as a program to start the built app with.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chooseElectron } from "#build/stand-in/choose.ts";
import { bundle } from "#build/bundle.ts";

export const root = join(import.meta.dirname, "..");

/** Bundles the app, finds Electron and says in one line when it is the stand-in. */
export async function prepareApp(): Promise<void> {
  await bundle();
  const { folder, isStandIn } = await chooseElectron();
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = folder;
  if (isStandIn) console.log("Electron's own binary is not here: the stand-in opens the app in Chromium.");
}

/** Opens the built app; fulfilled with its exit code when it has ended. */
export function openApp(words: readonly string[]): Promise<number> {
  const starter = createRequire(import.meta.url).resolve("electron/cli.js");
  const app = spawn(process.execPath, [starter, root, ...words], { stdio: "inherit" });
  return new Promise((done) => app.once("exit", (code) => done(code ?? 1)));
}
