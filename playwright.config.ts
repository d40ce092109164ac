import { defineConfig } from "@playwright/test";

/** Stories on the built app. One at a time: each has a window, a vault and keys that are derived slowly on purpose. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/prepare.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: "retain-on-failure" },
});
