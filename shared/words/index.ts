// The words of both languages. Chinese must have exactly the keys of English, or the types do not hold; it has no
// singular, so English's "_one" forms have no counterpart.
import * as en from "./en/index.ts";
import * as zhCN from "./zhCN/index.ts";

type Dictionary<English> = English extends string
  ? string
  : { readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: Dictionary<English[Key]> };

export type English = typeof en.words;

const chinese: Dictionary<English> = zhCN.words;

export const dictionaries = { en: en.words, "zh-CN": chinese } as const;
export type LanguageTag = keyof typeof dictionaries;
