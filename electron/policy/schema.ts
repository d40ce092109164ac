// What a policy can speak of: Cedar's schema, its closed lists taken from shared/roles, so that a misspelt role,
// kind, port or purpose in a policy is found before anybody is asked.
import { clearances, ports, purposes, roles } from "#shared/roles.ts";
import { kinds } from "./facts.ts";

const list = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(", ");

export const schema = `
entity Role enum [${list(roles)}];
entity Port enum [${list(ports)}];
entity Kind enum [${list(kinds)}];
entity Clearance enum [${list(clearances)}];
entity Purpose enum [${list(purposes)}];

// A person stands in one role and, through it, in the one port where that role works.
entity Person in [Role, Port] { clearances: Set<Clearance>, onCall: Bool };
// A compartment is of one kind; "needs" are the clearances that all must be held to open it (none for most).
entity Compartment in [Kind] { needs: Set<Clearance> };
entity Site;

// treating: the chart has a ring row of the person's unit (or of the house, for who is on call), or no chart is concerned.
type Circumstances = { port: Port, purpose: Purpose, treating: Bool };

action chart;
action office;
action "read", "write", "deposit" in [chart]
  appliesTo { principal: Person, resource: Compartment, context: Circumstances };
action "import" in [chart]
  appliesTo { principal: Person, resource: [Compartment, Site], context: Circumstances };
action "audit", "people", "terminals", "grantDomains" in [office]
  appliesTo { principal: Person, resource: Site, context: Circumstances };
action "verify"
  appliesTo { principal: Person, resource: Site, context: Circumstances };
`;
