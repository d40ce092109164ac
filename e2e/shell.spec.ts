// The shell on the running app: what its windows are given, how it starts, locks and leaves.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { expect, test } from "./fixture.ts";

const userData = (app: ElectronApplication): Promise<string> =>
  app.evaluate((electron) => electron.app.getPath("userData"));
const logs = (app: ElectronApplication): Promise<string> => app.evaluate((electron) => electron.app.getPath("logs"));
const exited = (app: ElectronApplication): Promise<number | null> =>
  new Promise((done) => app.process().once("exit", (code) => done(code)));

test("every window is sandboxed, isolated and without Node", async ({ page, app }) => {
  await page.title();
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const all = getLastWebPreferences.call(contents);
      return [
        all["sandbox"], all["contextIsolation"], all["webSecurity"], all["nodeIntegration"] ?? false,
        all["nodeIntegrationInWorker"] ?? false, all["nodeIntegrationInSubFrames"] ?? false, all["webviewTag"] ?? false,
        all["allowRunningInsecureContent"] ?? false, all["experimentalFeatures"] ?? false, all["spellcheck"],
      ]; // prettier-ignore
    }),
  );
  expect(preferences).toEqual([[true, true, true, false, false, false, false, false, false, false]]);
});

test("the page keeps to its policy: not one violation from the first paint on", async ({ page }) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(`${event.effectiveDirective} ${event.sourceFile} ${event.lineNumber} ${event.sample}`);
    });
  });
  await page.reload();
  await page.getByRole("heading").first().waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
});

test("the document comes with the policy, the type and no place in a cache", async ({ page }) => {
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch("index.html")).headers));
  expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
  expect(headers["content-security-policy"]).toContain("require-trusted-types-for 'script'; trusted-types default");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toBe("no-store");
});

test("the page's session leaves nothing on the disk, and neither does the app once it has ended", async ({
  page,
  app,
}) => {
  await page.title();
  const folder = await userData(app);
  const session = await app.evaluate(({ app: running, BrowserWindow }) => ({
    persistent: BrowserWindow.getAllWindows().map((window) => window.webContents.session.isPersistent()),
    folder: running.getPath("sessionData"),
  }));
  expect(session.persistent).toEqual([false]);
  expect(session.folder.startsWith(join(folder, "wardkeep-session-"))).toBe(true);
  expect(existsSync(session.folder)).toBe(true);
  await app.close();
  expect(existsSync(session.folder)).toBe(false);
  expect(
    readdirSync(folder).filter((name) => !["logs", "vault"].includes(name) && !name.startsWith("Singleton")),
  ).toEqual([]);
});

for (const [kind, fail] of [
  [
    "an exception",
    () =>
      void setTimeout(() => {
        throw new RangeError("Okafor, 1979-03-12");
      }, 0),
  ],
  ["a rejection", () => void setTimeout(() => void Promise.reject(new RangeError("Okafor, 1979-03-12")), 0)],
] as const) {
  // prettier-ignore
  test(`${kind} that nobody catches ends the app with an incident line that tells nothing of its message`, async ({ page, app }) => {
    await page.title();
    const folder = await logs(app);
    const code = exited(app);
    await app.evaluate(fail);
    expect(await code).toBe(70);
    const text = readFileSync(join(folder, "wardkeep.jsonl"), "utf8");
    expect(text).toMatch(/"what":"fault","incident":"[0-9a-f]{8}","where":"main process/);
    expect(text).toContain("RangeError");
    expect(text).not.toMatch(/Okafor|1979/);
  });
}

test("a second start brings the first window to the front and leaves", async ({ page, app }) => {
  await page.title();
  const [folder, path] = [await userData(app), await app.evaluate((electron) => electron.app.getAppPath())];
  const executable = await app.evaluate(() => process.execPath);
  await app.evaluate((electron) => {
    electron.app.once("second-instance", () => Object.assign(globalThis, { secondCame: true }));
    electron.BrowserWindow.getAllWindows()[0]?.minimize();
  });
  const second = spawn(executable, [path, `--user-data-dir=${folder}`], { stdio: "ignore" });
  expect(await new Promise((done) => second.once("exit", done))).toBe(0);
  await expect.poll(() => app.evaluate(() => "secondCame" in globalThis)).toBe(true);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())),
    )
    .toEqual([false]);
});

test("the window is titled by the product, whatever the page calls itself", async ({ page, app }) => {
  await page.evaluate(() => void (document.title = "Okafor, Ada"));
  await page.waitForTimeout(200);
  const titles = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getTitle()),
  );
  expect(titles.join()).toContain("Wardkeep");
  expect(titles.join()).not.toContain("Okafor");
});

test("the menu offers the lock", async ({ page, app }) => {
  await page.title();
  const lock = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("lock")?.enabled);
  expect(lock).toBe(true);
});
