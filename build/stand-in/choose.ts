// Which Electron there is: its own binary where it has been downloaded, else the stand-in.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeStandIn, standInFolder } from "./make.ts";

const own = join(import.meta.dirname, "../../node_modules/electron/dist");

export interface Chosen {
  /** A folder for ELECTRON_OVERRIDE_DIST_PATH and for electron-builder's `electronDist`. */
  readonly folder: string;
  readonly isStandIn: boolean;
}

/** Never downloads. `making` false: the stand-in has been made before. */
export async function chooseElectron(making = true): Promise<Chosen> {
  if (existsSync(join(own, "version"))) return { folder: own, isStandIn: false };
  return { folder: making ? await makeStandIn() : standInFolder, isStandIn: true };
}
