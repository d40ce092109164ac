// `npm run demo`: a synthetic clinic in a temporary vault; its window, or without a display a tour of it in pictures.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp, prepareApp, root } from "#build/electron.ts";
import { tour, type DemoClinic } from "#build/tour.ts";
import { run } from "#command/run.ts";

const folder = mkdtempSync(join(tmpdir(), "wardkeep-demo-"));
try {
  await prepareApp();
  const vault = join(folder, "vault");
  const said: string[] = [];
  console.log("Making a synthetic clinic…");
  const streams = { out: (text: string) => void said.push(text), err: (text: string) => process.stderr.write(text) };
  process.exitCode = await run(["demo", "--vault", vault, "--json", ...process.argv.slice(2)], streams);
  if (process.exitCode === 0) await show(vault, JSON.parse(said.join("")) as DemoClinic);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function show(vault: string, clinic: DemoClinic): Promise<void> {
  const hasScreen = process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
  if (!hasScreen) {
    const pictures = await tour(folder, vault, clinic, join(root, "tour"));
    console.log(`No display: toured the app instead. ${pictures} pictures lie in tour/.`);
    return;
  }
  console.log(`Passphrase of the terminal: ${clinic.terminalPassphrase}`);
  for (const { user, role, unit, passphrase } of clinic.people) {
    console.log([user.padEnd(14), passphrase.padEnd(34), role, unit].join(" "));
  }
  await openApp([`--user-data-dir=${join(folder, "user")}`, `--vault=${vault}`]);
}
