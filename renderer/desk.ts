// Which screens lie on whose desk. Not a permission: the core answers or refuses every call by itself.
import type { Role } from "#shared/roles.ts";

export const screens = ["patients", "people", "log", "about"] as const;
export type Screen = (typeof screens)[number];

interface Desk {
  readonly screens: readonly Screen[];
  /** Brings records in. */
  readonly imports: boolean;
}

export const deskOf: Readonly<Record<Role, Desk>> = {
  physician: { screens: ["patients", "about"], imports: true },
  nurse: { screens: ["patients", "about"], imports: false },
  clerk: { screens: ["patients", "about"], imports: true },
  privacyOfficer: { screens: ["log", "patients", "about"], imports: false },
  administrator: { screens: ["people", "about"], imports: false },
  steward: { screens: ["people", "about"], imports: false },
};
