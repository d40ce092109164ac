// The people of the synthetic clinic: every role, and for each clearance a physician with it and one without.
import { clearances, type Clearance, type Role } from "#shared/roles.ts";

export interface DemoPerson {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly unit?: string;
  readonly clearances: readonly Clearance[];
  readonly onCall: boolean;
}

export const demoUnits: readonly string[] = ["Medicine", "Surgery"];

/** They hold the papers that bring the keys back; nobody signs in as one. */
export const demoCustodians: readonly string[] = ["Ingrid Sørlie", "顾长明"];

const person = (
  user: string,
  name: string,
  role: Role,
  unit?: string,
  cleared: readonly Clearance[] = [],
  onCall = false,
): DemoPerson => ({ user, name, role, ...(unit === undefined ? {} : { unit }), clearances: cleared, onCall });

export const demoPeople: readonly DemoPerson[] = [
  person("okafor", "Dr Adaeze Okafor", "physician", "Medicine", clearances),
  person("brandt", "Dr Matthias Brandt", "physician", "Medicine"),
  person("shen", "沈若兰", "physician", "Medicine", ["mentalHealth", "substanceUse", "violence"]),
  person("lefevre", "Dr Camille Lefèvre", "physician", "Surgery", ["reproductive", "genetics"]),
  person("zhou", "周建宁", "physician", "Surgery", ["hiv", "sti", "billing"], true),
  person("nilsen", "Tove Nilsen", "nurse", "Medicine", ["mentalHealth"]),
  person("tang", "唐慧敏", "nurse", "Surgery"),
  person("lind", "Maja Lind", "clerk", "Medicine"),
  person("costa", "Rui Costa", "clerk", "Surgery"),
  person("haddad", "Salma Haddad", "privacyOfficer"),
  person("weber", "Jonas Weber", "administrator"),
  person("luo", "罗晓岚", "steward"),
];

/** The names under which a unit's physicians sign what they write. */
export const physiciansOf = (unit: string): readonly string[] =>
  demoPeople.filter((one) => one.role === "physician" && one.unit === unit).map((one) => one.name);
