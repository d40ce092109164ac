// A folder for what Chromium insists on writing; made new at every start and removed at the end.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const prefix = "wardkeep-session-";

/** Makes the folder below `parent`, only for this account; leftovers of a start that was cut off are removed first. */
export function makeScratch(parent: string): string {
  for (const name of readdirSync(parent)) if (name.startsWith(prefix)) wipeScratch(join(parent, name));
  return mkdtempSync(join(parent, prefix)); // mkdtemp makes it 0700
}

/** Removes it. Chromium may still hold files open (Windows); the next start removes what is left. */
export function wipeScratch(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // still in use: see above
  }
}
