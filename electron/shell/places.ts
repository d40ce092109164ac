// Where things lie: the vault's folder, the scratch folder, and the program's own files.
import { join, posix, win32 } from "node:path";

/** The part of the surroundings that decides; handed in so that every platform can be tested on one. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The folder of the real vault. Not Electron's userData, which may be carried to a cloud: the XDG data folder on Linux,
 * LOCALAPPDATA on Windows, Application Support on macOS. A relative XDG_DATA_HOME is ignored, as the XDG specification
 * asks.
 */
export function vaultFolder({ platform, home, env }: Surroundings): string {
  if (platform === "win32")
    return win32.join(env["LOCALAPPDATA"] ?? win32.join(home, "AppData", "Local"), "Wardkeep", "vault");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "Wardkeep", "vault");
  const data = env["XDG_DATA_HOME"];
  return posix.join(
    data !== undefined && posix.isAbsolute(data) ? data : posix.join(home, ".local", "share"),
    "wardkeep",
  );
}

/**
 * A bundled file that a thread or another process starts from. Neither may start from inside the archive, so these lie
 * beside it; run from a plain folder, they lie in that folder.
 */
export const besideArchive = (appFolder: string, file: string): string =>
  join(appFolder.replace(/app\.asar$/, "app.asar.unpacked"), "out", file);
