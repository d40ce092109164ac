// From a locked terminal to an open chart, on a synthetic clinic: what each role is shown, in both languages.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { run } from "#command/run.ts";
import { floor } from "#crypto/passphrase.ts";
import { expect, test as base } from "./fixture.ts";

interface Clinic {
  readonly people: readonly { user: string; passphrase: string }[];
  readonly terminalPassphrase: string;
}
let clinic: Clinic | undefined;

const test = base.extend({
  prepared: async ({ folder }, use) => {
    const said: string[] = [];
    const words = ["demo", "--vault", join(folder, "vault"), "--patients", "8", "--json"];
    const streams = { out: (text: string) => void said.push(text), err: () => undefined };
    expect(await run(words, streams, { stretch: floor })).toBe(0);
    clinic = JSON.parse(said.join("")) as Clinic;
    await use();
  },
});

async function signIn(page: Page, user: string): Promise<void> {
  await page
    .locator("input")
    .first()
    .fill(clinic?.terminalPassphrase ?? "");
  await page.keyboard.press("Enter");
  await page.locator("input").nth(1).waitFor();
  await page.locator("input").first().fill(user);
  const passphrase = clinic?.people.find((person) => person.user === user)?.passphrase ?? "";
  await page.locator("input").nth(1).fill(passphrase);
  await page.keyboard.press("Enter");
}

test("a physician signs in, finds a patient by pinyin and opens the chart", async ({ page }) => {
  await signIn(page, "okafor");
  await expect(page.getByRole("row")).toHaveCount(9);
  await page.locator(".patients-search input").fill("hanjunjie");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("韩俊杰");
  await expect(page.getByRole("tab").first()).toBeVisible();
});

test.describe("in Chinese", () => {
  test.use({ language: "zh-CN" });
  test("a clerk sees who the patient is, and no clinical section's content", async ({ page }) => {
    await signIn(page, "lind");
    await expect(page.getByRole("row")).toHaveCount(9);
    await page.getByRole("row").nth(1).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("ALMEIDA");
    await expect(page.getByRole("tab").first()).toContainText("诊断");
    await expect(page.locator("body")).not.toContainText("mmHg");
  });
});
