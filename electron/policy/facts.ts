// A question in the ward's words becomes a request in Cedar's: the only place that knows both.
import {
  joint,
  portOf,
  sensitive,
  type Action,
  type Clearance,
  type Compartment,
  type Port,
  type Purpose,
  type Role,
} from "#shared/roles.ts";
import type { EntityUid, StatefulAuthorizationCall } from "@cedar-policy/cedar-wasm/nodejs";

/** Who asks, from where, to do what to which compartment, and for which purpose. */
export interface Question {
  readonly person: {
    readonly id: string;
    readonly role: Role;
    readonly unit: string;
    readonly clearances: readonly Clearance[];
    readonly onCall: boolean;
  };
  readonly port: Port;
  readonly action: Action;
  /** Left out for actions on the site. */
  readonly compartment?: Compartment;
  /** The chart has a ring row of the person's unit, or no chart is concerned. Left out means no. */
  readonly treating?: boolean;
  readonly purpose: Purpose;
}

/** Compartments that every rule treats alike are of one kind. */
export const kinds = ["identity", "registration", "billing", "safety", "clinical", "medications", "sensitive"] as const;
type Kind = (typeof kinds)[number];

const kindOf: Readonly<Record<Compartment, Kind>> = {
  identity: "identity",
  identifiers: "registration",
  contact: "registration",
  billing: "billing",
  safety: "safety",
  clinical: "clinical",
  medications: "medications",
  labs: "clinical",
  documents: "clinical",
  mentalHealth: "sensitive",
  substanceUse: "sensitive",
  hiv: "sensitive",
  sti: "sensitive",
  reproductive: "sensitive",
  genetics: "sensitive",
  violence: "sensitive",
  sexualHealthJoint: "sensitive",
  mindJoint: "sensitive",
  allJoint: "sensitive",
};

/** The clearances that together open a compartment to a care role; a joint compartment needs every member's. */
export function needsOf(compartment: Compartment): readonly Clearance[] {
  const members = joint[compartment];
  if (members) return members;
  if (compartment === "billing") return ["billing"];
  return sensitive.filter((name) => name === compartment);
}

export type Request = Pick<StatefulAuthorizationCall, "principal" | "action" | "resource" | "context" | "entities">;

const uid = (type: string, id: string): EntityUid => ({ type, id });

export function requestOf(question: Question): Request {
  const { person, port, action, compartment, treating, purpose } = question;
  const principal = uid("Person", person.id);
  const resource = compartment === undefined ? uid("Site", "site") : uid("Compartment", compartment);
  const entities: Request["entities"] = [
    {
      uid: principal,
      attrs: { clearances: person.clearances.map((id) => ({ type: "Clearance", id })), onCall: person.onCall },
      parents: [uid("Role", person.role), uid("Port", portOf[person.role])],
    },
  ];
  if (compartment !== undefined) {
    const needs = needsOf(compartment).map((id) => ({ type: "Clearance", id }));
    entities.push({ uid: resource, attrs: { needs }, parents: [uid("Kind", kindOf[compartment])] });
  }
  const context = {
    port: { type: "Port", id: port },
    purpose: { type: "Purpose", id: purpose },
    treating: treating === true,
  };
  return { principal, action: uid("Action", action), resource, context, entities };
}
