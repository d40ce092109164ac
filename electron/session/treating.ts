// Whose ring rows a call would use, and whether that unit treats the patient.
import { scopeOfUnit } from "#keys/entitled.ts";
import type { Directory, Person } from "#keys/directory.ts";
import type { Keyring } from "#keys/keyring.ts";
import { idBytes } from "#shared/ids.ts";
import type { Treating } from "./gate.ts";

/**
 * The scope of the person's own unit where it treats the patient. Who is on call works for the house, which has a row
 * for every chart (design §3), and treats there whom the own unit does not. A call about no patient concerns the own
 * unit. A role without a unit treats nobody.
 */
export function treatingOf(
  person: Person,
  keyring: Pick<Keyring, "hasRing">,
  directory: Pick<Directory, "units">,
  patient: string | undefined,
): Treating {
  const own = scopeOfUnit(directory, person.unit) ?? "house";
  if (patient === undefined) return { scope: own, treating: true };
  const chart = idBytes(patient);
  if (person.unit !== "" && keyring.hasRing(chart, own)) return { scope: own, treating: true };
  if (person.onCall && keyring.hasRing(chart, "house")) return { scope: "house", treating: true };
  return { scope: own, treating: false };
}
