// The closed lists that policy, keys, contract and screens share: roles, ports, compartments, purposes of use.

export const roles = ["physician", "nurse", "clerk", "privacyOfficer", "administrator", "steward"] as const;
export type Role = (typeof roles)[number];

/** A session has one port: care roles clinical, all others back office. */
export const ports = ["clinical", "backoffice"] as const;
export type Port = (typeof ports)[number];
export const portOf: Readonly<Record<Role, Port>> = {
  physician: "clinical",
  nurse: "clinical",
  clerk: "backoffice",
  privacyOfficer: "backoffice",
  administrator: "backoffice",
  steward: "backoffice",
};

/**
 * The compartments, in the order of their ring-row slots: the order is part of the storage format.
 * INVARIANT: never reorder or remove; append only, up to 24.
 */
export const compartments = [
  "identity",
  "identifiers",
  "contact",
  "billing",
  "safety",
  "clinical",
  "medications",
  "labs",
  "documents",
  "mentalHealth",
  "substanceUse",
  "hiv",
  "sti",
  "reproductive",
  "genetics",
  "violence",
  "sexualHealthJoint", // hiv + sti + reproductive
  "mindJoint", // mentalHealth + substanceUse
  "allJoint", // every sensitive compartment
] as const;
export type Compartment = (typeof compartments)[number];

/** Known to the whole site; all others have one key domain per care unit and one for the house (on call, break-glass). */
export const siteWide: readonly Compartment[] = ["identity", "identifiers", "contact", "billing", "safety"];

/** The sensitive compartments a clearance names one by one (HL7 v3 ActCode sensitivity in docs/compartments.md). */
export const sensitive = [
  "mentalHealth",
  "substanceUse",
  "hiv",
  "sti",
  "reproductive",
  "genetics",
  "violence",
] as const;
export type Sensitive = (typeof sensitive)[number];

/** A joint compartment is granted only to holders of every member. */
export const joint: Readonly<Partial<Record<Compartment, readonly Sensitive[]>>> = {
  sexualHealthJoint: ["hiv", "sti", "reproductive"],
  mindJoint: ["mentalHealth", "substanceUse"],
  allJoint: sensitive,
};

/** Every compartment that needs a clearance. */
export const guarded: readonly Compartment[] = [...sensitive, ...(Object.keys(joint) as Compartment[])];

/** What a person may be cleared for beyond the role: each sensitive compartment, and billing for care roles. */
export const clearances = [...sensitive, "billing"] as const;
export type Clearance = (typeof clearances)[number];

/** HL7 v3 ActReason codes that a call can carry. */
export const purposes = [
  "TREAT",
  "ETREAT",
  "BTG",
  "COC",
  "HOPERAT",
  "RECORDMGT",
  "PATADMIN",
  "HPAYMT",
  "HQUALIMP",
  "HCOMPL",
  "TRAIN",
  "PATRQT",
] as const;
export type Purpose = (typeof purposes)[number];
/** The purpose a call carries when none is named. */
export const usualPurpose: Readonly<Record<Role, Purpose>> = {
  physician: "TREAT",
  nurse: "TREAT",
  clerk: "RECORDMGT",
  privacyOfficer: "HCOMPL",
  administrator: "HOPERAT",
  steward: "HOPERAT",
};

/** What can be done to a compartment (read … deposit) or to the site (the rest). */
export const actions = [
  "read",
  "write",
  "deposit",
  "import",
  "audit",
  "people",
  "terminals",
  "grantDomains",
  "verify",
] as const;
export type Action = (typeof actions)[number];
