// What stands in the entries of the directory. INVARIANT: part of the storage format; members are added, never renamed.
import { clearances, compartments, roles } from "#shared/roles.ts";
import { z } from "#shared/zod.ts";
import { hexText } from "./entry.ts";

const founder = z.object({ id: hexText, signKey: hexText });

/** The founding: the trust anchor of everything below, itself named by its hash in each terminal's wrap of the site key. */
export const genesisSchema = z.object({
  format: z.literal(1),
  clinic: z.string(),
  vaultId: hexText,
  organisation: hexText,
  administrators: z.array(founder).min(1),
  stewards: z.array(founder).min(1),
  /** `mark` finds a wrong share and tells nothing of a right one. */
  custodians: z.array(z.object({ name: z.string(), mark: hexText })).min(1),
  threshold: z.int(),
  /** Public half of the recovery seed R. */
  recovery: hexText,
  /** True where the one unit's scope is the house. */
  oneUnit: z.boolean(),
  at: z.string(),
});
export type Genesis = z.output<typeof genesisSchema>;

export const personSchema = z.object({
  id: hexText,
  user: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** The unit's id; empty for who belongs to none. */
  unit: z.string(),
  clearances: z.array(z.enum(clearances)),
  onCall: z.boolean(),
  signKey: hexText,
  kemKey: hexText,
  by: hexText,
  at: z.string(),
});
export type PersonEntry = z.output<typeof personSchema>;

export const unitSchema = z.object({ id: hexText, name: z.string(), by: hexText, at: z.string() });

export const terminalSchema = z.object({
  id: hexText,
  name: z.string(),
  signKey: hexText,
  kemKey: hexText,
  by: z.tuple([hexText, hexText]),
  at: z.string(),
});

export const domainSchema = z.object({
  id: hexText,
  scope: z.string(),
  compartment: z.enum([...compartments, "audit"]),
  epoch: z.int(),
  keyId: hexText,
  kemKey: hexText,
  by: hexText,
  at: z.string(),
});

export const grantSchema = z.object({
  id: hexText,
  person: hexText,
  /** SHA-256 of the recipient's KEM key. */
  kem: hexText,
  role: z.enum(roles),
  domains: z.array(z.object({ id: hexText, epoch: z.int(), keyId: hexText })),
  by: hexText,
  at: z.string(),
});
export type GrantEntry = z.output<typeof grantSchema>;
