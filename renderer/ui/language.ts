// The words of the page in both languages, typed: a key that a dictionary lacks is a compile error.
import i18next, { type TFunction } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { dictionaries, type LanguageTag } from "#shared/words/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    readonly defaultNS: "words";
    readonly resources: { readonly words: (typeof dictionaries)["en"] };
  }
}

export type Say = TFunction<"words">;
export const languages = ["en", "zh-CN"] as const satisfies readonly LanguageTag[];

/** The language of the machine, where we have it. */
const firstLanguage = (): LanguageTag => (navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");

await i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  ns: ["words"],
  defaultNS: "words",
  resources: { en: { words: dictionaries.en }, "zh-CN": { words: dictionaries["zh-CN"] } },
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
});
markDocument();

function markDocument(): void {
  document.documentElement.lang = i18next.language;
}

export const languageNow = (): LanguageTag => (i18next.language === "zh-CN" ? "zh-CN" : "en");

export async function speak(language: LanguageTag): Promise<void> {
  await i18next.changeLanguage(language);
  markDocument();
}

/** The words of the chosen language; the screen is drawn again when it changes. */
export const useWords = (): Say => useTranslation("words").t;
