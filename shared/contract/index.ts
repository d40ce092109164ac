// Every call that the page or the command line can make; the router is the only way in.
import { z } from "#shared/zod.ts";
import { clearances, compartments, ports, purposes, roles } from "#shared/roles.ts";
import {
  idPattern,
  type EntryId,
  type JobId,
  type PatientId,
  type PersonId,
  type SessionToken,
  type TerminalId,
  type UnitId,
  type VersionId,
} from "#shared/ids.ts";
import { refusalCodes } from "#shared/refusal.ts";
import { call } from "./call.ts";

export { contractVersion } from "./call.ts";
export type { Call, Needs } from "./call.ts";

const id = <Id extends string>() =>
  z
    .string()
    .regex(idPattern)
    .transform((text) => text as unknown as Id);
const both = ports;
const none = z.strictObject({});
const text = (limit: number) => z.string().max(limit);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const person = z.object({
  id: z.string(),
  user: z.string(),
  name: z.string(),
  role: z.enum(roles),
  unit: z.string(), // the unit's name; "" for roles without one
  clearances: z.array(z.enum(clearances)),
  onCall: z.boolean(),
  ready: z.boolean(), // certified and granted: can do the role's work
});
export type PersonView = z.output<typeof person>;

const session = z.object({
  session: z.string().transform((token) => token as unknown as SessionToken),
  person,
  port: z.enum(ports),
  clinic: z.string(),
  terminal: z.string(),
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  lastSignInAt: z.string().nullable(), // ISO instant
  chartsRead: z.number(), // charts this person opened in the session before
});
export type SessionView = z.output<typeof session>;

const found = z.object({
  patientId: z.string().transform((value) => value as unknown as PatientId),
  name: z.string(),
  sex: z.string(), // FHIR administrative gender, "" when not recorded
  birthDate: z.string(), // FHIR date, may be partial, "" when not recorded
  identifiers: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type FoundPatient = z.output<typeof found>;

const withheld = z.object({ compartment: z.enum(compartments), rule: z.string() });
const may = z.object({ compartment: z.enum(compartments), actions: z.array(z.enum(["read", "write", "deposit"])) });
/** Opened bytes of one compartment: shared/fhir/decode.ts turns them into entries. */
const openedRows = z.object({ compartment: z.enum(compartments), bytes: z.array(bytes), summary: bytes.optional() });
const chart = z.object({
  patientId: z.string(),
  rows: z.array(openedRows),
  superseded: z.array(z.string()), // version ids that a later version replaces
  withheld: z.array(withheld), // by role, never by patient
  may: z.array(may),
  arriving: z.boolean(), // deposits for this session's domains are still being taken in
});
export type ChartView = z.output<typeof chart>;

const job = z.object({
  id: z.string(),
  kind: z.enum(["import", "takeIn", "fold", "verify"]),
  state: z.enum(["running", "paused", "done", "failed", "cancelled"]),
  done: z.number(),
  total: z.number(), // 0 while unknown
  unit: z.enum(["bytes", "entries", "events"]),
  startedAt: z.string(),
});
export type JobView = z.output<typeof job>;

const imported = z.object({
  files: z.array(
    z.object({
      file: z.string(), // name without folder
      read: z.number(),
      stored: z.number(),
      known: z.number(),
      refused: z.array(z.object({ place: z.string(), reason: z.string() })), // at most 1,000 listed
      refusedMore: z.number(),
    }),
  ),
});
export type ImportReport = z.output<typeof imported>;

const problem = z.object({ kind: z.string(), where: z.string() });
const newPerson = z.object({ user: z.string(), name: z.string(), role: z.enum(roles), passphrase: z.string() });

export const contract = {
  "system.about": call({
    needs: "nothing",
    ports: both,
    takes: none,
    gives: z.object({
      version: z.string(),
      contract: z.number(),
      runtime: z.record(z.string(), z.string()),
      selfTest: z.array(z.object({ name: z.string(), passed: z.boolean() })),
    }),
  }),
  "vault.state": call({
    needs: "nothing",
    ports: both,
    takes: none,
    gives: z.object({
      state: z.enum(["absent", "closed", "open", "readOnly"]),
      clinic: z.string(),
      terminal: z.string(),
      problems: z.array(problem),
      signedIn: z.enum(["nobody", "locked", "open"]),
      keystore: z.boolean(),
    }),
  }),
  "vault.create": call({
    needs: "nothing",
    ports: both,
    takes: z.strictObject({
      clinic: text(200).min(1),
      terminal: text(100).min(1),
      administrators: z.array(text(200).min(1)).min(1).max(20),
      stewards: z.array(text(200).min(1)).min(1).max(20),
      custodians: z.array(text(200).min(1)).min(1).max(16),
      units: z.array(text(100).min(1)).max(50).optional(),
    }),
    gives: z.object({
      people: z.array(newPerson),
      terminalPassphrase: z.string(),
      threshold: z.number(),
      shares: z.array(z.object({ custodian: z.string(), share: z.string() })),
    }),
  }),
  "terminal.open": call({
    needs: "nothing",
    ports: both,
    takes: z.strictObject({ terminalPassphrase: text(1000) }),
    gives: none,
  }),
  "terminal.list": call({
    needs: "session",
    ports: both,
    takes: none,
    gives: z.object({
      terminals: z.array(
        z.object({
          id: z.string().transform((value) => value as unknown as TerminalId),
          name: z.string(),
          thisOne: z.boolean(),
          registeredAt: z.string(),
        }),
      ),
    }),
  }),
  "session.signIn": call({
    needs: "terminal",
    ports: both,
    takes: z.strictObject({ user: text(200), passphrase: text(1000) }),
    gives: session,
  }),
  "session.lock": call({ needs: "lockedSession", ports: both, takes: none, gives: none }),
  "session.unlock": call({
    needs: "lockedSession",
    ports: both,
    takes: z.strictObject({ passphrase: text(1000) }),
    gives: session,
  }),
  "session.signOut": call({
    needs: "lockedSession",
    ports: both,
    takes: z.strictObject({ cancelJobs: z.boolean() }),
    gives: z.object({ signedOut: z.boolean(), jobs: z.array(job) }),
  }),
  "patient.find": call({
    needs: "session",
    ports: both,
    takes: z.strictObject({ text: text(200), limit: z.int().min(1).max(200).optional() }),
    gives: z.object({ patients: z.array(found), more: z.boolean() }),
  }),
  "patient.list": call({
    needs: "session",
    ports: both,
    takes: z.strictObject({ from: z.int().min(0), limit: z.int().min(1).max(500) }),
    gives: z.object({ patients: z.array(found), total: z.number() }),
  }),
  "chart.read": call({
    needs: "session",
    ports: both,
    about: (input) => input.patientId,
    takes: z.strictObject({ patientId: id<PatientId>() }),
    gives: chart,
  }),
  "chart.summary": call({
    needs: "session",
    ports: both,
    about: (input) => input.patientId,
    takes: z.strictObject({ patientId: id<PatientId>() }),
    gives: chart,
  }),
  "directory.read": call({ needs: "session", ports: both, takes: none, gives: chart }),
  "entry.amend": call({
    needs: "session",
    ports: both,
    about: (input) => input.patientId,
    takes: z.strictObject({
      patientId: id<PatientId>(),
      entry: z.union([z.record(z.string(), z.unknown()), text(16 * 1024 * 1024)]),
      entryId: id<EntryId>().optional(),
      base: id<VersionId>().optional(),
      reason: text(500).optional(),
    }),
    gives: z.object({
      entryId: z.string().transform((value) => value as unknown as EntryId),
      version: z.string().transform((value) => value as unknown as VersionId),
    }),
  }),
  "import.start": call({
    needs: "session",
    ports: both,
    asks: "files",
    takes: z.strictObject({ files: z.array(text(4096)).max(10_000), unit: text(100).optional() }),
    gives: z.object({ job: z.string().transform((value) => value as unknown as JobId) }),
  }),
  "import.report": call({
    needs: "session",
    ports: both,
    takes: z.strictObject({ job: id<JobId>() }),
    gives: imported,
  }),
  "job.list": call({ needs: "lockedSession", ports: both, takes: none, gives: z.object({ jobs: z.array(job) }) }),
  "job.cancel": call({ needs: "session", ports: both, takes: z.strictObject({ job: id<JobId>() }), gives: none }),
  "people.list": call({
    needs: "session",
    ports: both,
    takes: none,
    gives: z.object({
      people: z.array(person),
      units: z.array(z.object({ id: z.string().transform((value) => value as unknown as UnitId), name: z.string() })),
    }),
  }),
  "people.add": call({
    needs: "session",
    ports: ["backoffice"],
    takes: z.strictObject({
      name: text(200).min(1),
      user: text(60).min(1).optional(),
      role: z.enum(roles),
      unit: text(100).optional(),
      clearances: z.array(z.enum(clearances)).max(clearances.length).optional(),
      onCall: z.boolean().optional(),
    }),
    gives: z.object({
      id: z.string().transform((value) => value as unknown as PersonId),
      user: z.string(),
      passphrase: z.string(),
    }),
  }),
  "people.grant": call({
    needs: "session",
    ports: ["backoffice"],
    takes: z.strictObject({ user: text(60) }),
    gives: z.object({ domains: z.number() }),
  }),
  "log.read": call({
    needs: "session",
    ports: ["backoffice"],
    takes: z.strictObject({ before: z.int().min(0).optional(), limit: z.int().min(1).max(500) }),
    gives: z.object({
      size: z.number(),
      events: z.array(
        z.object({
          sequence: z.number(),
          kind: z.string(),
          at: z.string(),
          person: z.string(),
          detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        }),
      ),
    }),
  }),
  "vault.verify": call({
    needs: "terminal",
    ports: both,
    takes: none,
    gives: z.object({ entries: z.number(), problems: z.array(problem) }),
  }),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Takes<Name extends CallName> = z.input<Contract[Name]["takes"]>;
export type Taken<Name extends CallName> = z.output<Contract[Name]["takes"]>;
export type Gives<Name extends CallName> = z.output<Contract[Name]["gives"]>;

/** What crosses the channel towards the core. */
export const requestSchema = z.strictObject({
  contract: z.literal(1),
  call: z.string().max(60),
  session: z.string().max(64).nullable(),
  purpose: z.enum(purposes).nullable(),
  input: z.unknown(),
});
export type CallRequest = z.output<typeof requestSchema>;

const refusal = z.object({
  code: z.enum(refusalCodes),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/** What comes back: a value that fits `gives`, or a refusal (a fault crosses as code "fault" with its incident number). */
export type CallReply<Name extends CallName = CallName> =
  { readonly value: Gives<Name> } | { readonly refusal: z.output<typeof refusal> };

/** What the core says unasked. */
export type CoreEvent =
  | { readonly event: "job"; readonly job: JobView }
  | { readonly event: "session"; readonly state: "open" | "locked" | "signedOut" }
  | { readonly event: "changed"; readonly what: "patients" | "chart" | "people"; readonly patientId?: string };
