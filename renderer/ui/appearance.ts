// Light or dark, comfortable or compact: attributes of the document that the style sheets read.
import { useSyncExternalStore } from "react";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

export interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
}

let now: Appearance = { theme: "system", density: "comfortable" };
const watchers = new Set<() => void>();

/** Changes the look at once, for this window and until it closes. */
export function setAppearance(change: Partial<Appearance>): void {
  now = { ...now, ...change };
  document.documentElement.dataset["theme"] = now.theme;
  document.documentElement.dataset["density"] = now.density;
  for (const seen of watchers) seen();
}

const watch = (seen: () => void): (() => void) => {
  watchers.add(seen);
  return () => watchers.delete(seen);
};

export const useAppearance = (): Appearance => useSyncExternalStore(watch, () => now);
