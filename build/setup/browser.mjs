// Where Electron's own binary is not there and cannot be had, the system's Chromium stands behind the window.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const packages = ["chromium", "xvfb", "fonts-noto-cjk"];
const installers = [
  ["apt-get", "update", "-qq"],
  ["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...packages],
];

const onPath = (name) => (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Leaves with the exact command where what is missing cannot be installed from here. */
export function setUpBrowser(modules) {
  const electron = join(modules, "electron");
  if (existsSync(join(electron, "dist/version"))) return;
  // Electron's own installer: scripts are off for packages, so nothing has run it yet. Offline it fails at once.
  spawnSync(process.execPath, [join(electron, "install.js")], { stdio: "ignore", timeout: 300_000 });
  if (existsSync(join(electron, "dist/version"))) return;
  if (process.platform !== "linux") {
    console.error("Electron's binary could not be downloaded, and the stand-in for it works on Linux only.");
    process.exit(1);
  }
  if ((onPath("chromium") || onPath("chromium-browser")) && onPath("Xvfb")) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath("apt-get")) {
    console.error(`Installing ${packages.join(", ")} from Debian's packages.`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const quiet = { stdio: ["ignore", "ignore", "inherit"], env };
    if (installers.every(([command, ...words]) => spawnSync(command, words, quiet).status === 0)) return;
  }
  console.error(
    `Wardkeep needs Chromium and Xvfb here. Install them with:\n  sudo apt-get install ${packages.join(" ")}`,
  );
  process.exit(1);
}
