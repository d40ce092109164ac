// The tour: the built app in both languages, one picture for each thing it does.
import { _electron, type Page } from "@playwright/test";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "#build/electron.ts";
import { dictionaries, type LanguageTag } from "#shared/words/index.ts";

export interface DemoClinic {
  readonly people: readonly { user: string; role: string; unit: string; passphrase: string }[];
  readonly terminalPassphrase: string;
}

/** Takes the pictures anew and answers how many there are. */
export async function tour(folder: string, vault: string, clinic: DemoClinic, into: string): Promise<number> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  let count = 0;
  for (const language of Object.keys(dictionaries) as LanguageTag[]) {
    const app = await _electron.launch({
      args: [root, `--user-data-dir=${join(folder, language)}`, `--vault=${vault}`, `--lang=${language}`],
      cwd: folder,
    });
    try {
      const page = await app.firstWindow();
      count += await walk(page, clinic, language, into);
    } finally {
      await app.close();
    }
  }
  return count;
}

async function walk(page: Page, clinic: DemoClinic, language: LanguageTag, into: string): Promise<number> {
  const words = dictionaries[language];
  let count = 0;
  const picture = async (name: string): Promise<void> => {
    count += 1;
    const number = String(count).padStart(2, "0");
    await page.screenshot({ path: join(into, `${language}-${number}-${name}.png`) });
  };
  const inputs = page.locator("input");
  /** Without a key store of the system a new core asks for the terminal's passphrase first. */
  const openTerminal = async (): Promise<void> => {
    await inputs.first().waitFor();
    await inputs.first().fill(clinic.terminalPassphrase);
    await page.keyboard.press("Enter");
  };
  const signIn = async (user: string): Promise<void> => {
    await inputs.nth(1).waitFor();
    await inputs.first().fill(user);
    await inputs.nth(1).fill(clinic.people.find((person) => person.user === user)?.passphrase ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("row").nth(1).waitFor();
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const openFirst = async (): Promise<void> => {
    await page.getByRole("row").nth(1).click();
    await page.locator(".banner-name").waitFor();
  };

  await inputs.first().waitFor();
  await picture("terminal");
  await openTerminal();
  await inputs.nth(1).waitFor();
  await picture("sign-in");
  await signIn("okafor");
  await picture("patients");
  await page.locator(".patients-search input").fill("li");
  await page.waitForTimeout(500);
  await picture("search");
  await page.locator(".patients-search input").fill("");
  await openFirst();
  for (const [at, name] of ["problems", "medicines", "vitals", "results", "encounters"].entries()) {
    await page.getByRole("tab").nth(at).click();
    await picture(name);
  }
  await button(words.frame.lock).click();
  await inputs.first().waitFor();
  await picture("locked");
  await inputs.first().fill(clinic.people.find(({ user }) => user === "okafor")?.passphrase ?? "");
  await page.keyboard.press("Enter");
  await button(words.frame.signOut).click();
  await openTerminal();
  await signIn("lind");
  await openFirst();
  await picture("a-clerk-sees");
  await button(words.frame.signOut).click();
  await openTerminal();
  await signIn("brandt");
  await openFirst();
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("a-physician-without-clearance-dark");
  return count;
}
