// What every story starts with: the built app, running for itself alone in a folder of its own.
import { test as base, _electron, type ElectronApplication, type Page } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseElectron } from "#build/stand-in/choose.ts";

const root = join(import.meta.dirname, "..");

interface Fixture {
  /** The folder of this story: user data, and in it `vault`, which does not exist unless `prepared` has made it. */
  readonly folder: string;
  /** Does nothing; a file of stories replaces it (`test.use`) to fill the folder before the app starts. */
  readonly prepared: void;
  readonly language: string;
  readonly app: ElectronApplication;
  /** The first window, once it shows its first heading. */
  readonly page: Page;
}

export const test = base.extend<Fixture>({
  language: ["en", { option: true }],
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "wardkeep-story-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // eslint-disable-next-line no-empty-pattern -- as above
  prepared: async ({}, use) => use(),
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- asked for, so that it is done before the start
  app: async ({ folder, language, prepared: _prepared }, use, story) => {
    process.env["ELECTRON_OVERRIDE_DIST_PATH"] = (await chooseElectron(false)).folder;
    const app = await _electron.launch({
      args: [root, `--user-data-dir=${folder}`, `--vault=${join(folder, "vault")}`, `--lang=${language}`],
      cwd: folder,
      tracesDir: story.outputPath("traces"),
    });
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.getByRole("heading").first().waitFor();
    await use(page);
  },
});

export { expect } from "@playwright/test";
