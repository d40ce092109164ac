// Whose ring rows a call would use, and whether that unit treats the patient.
import { scopeOfUnit } from "#keys/entitled.ts";
import type { Directory, Person } from "#keys/directory.ts";
import type { Keyring } from "#keys/keyring.ts";
import { idBytes } from "#shared/ids.ts";
import type { Treating } from "./gate.ts";

/**
 * The scope of the person's own unit where it treats the patient; the house for who is on call elsewhere. A call about
 * no patient concerns the own unit. A role without a unit works in the house's scope and treats nobody.
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
  if (person.onCall) return { scope: "house", treating: false };
  return { scope: own, treating: false };
}
