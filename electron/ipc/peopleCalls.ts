// Calls about people and about what they did.
import { enrolPerson } from "#keys/enrolment.ts";
import { grantedPeople } from "#keys/grants.ts";
import { storePerson } from "#keys/people.ts";
import { Refusal } from "#shared/refusal.ts";
import type { PersonId } from "#shared/ids.ts";
import { deskOf, nowOf, stationOf, type Handlers } from "./context.ts";

type Names = "people.list" | "people.add" | "people.grant" | "log.read";

export const peopleCalls: Handlers<Names> = {
  "people.list"({ context }) {
    const { vault, terminal, directory } = stationOf(context);
    const granted = grantedPeople(vault, terminal.organisation, directory);
    const people = directory.people().map(({ id, user, name, role, unit, clearances, onCall }) => {
      const ready = role === "administrator" || granted.has(id);
      return { id, user, name, role, unit, clearances: [...clearances], onCall, ready };
    });
    return { people, units: directory.units().map(({ id, name }) => ({ id, name })) };
  },

  async "people.add"({ context, input }) {
    const desk = deskOf(context);
    const made = await enrolPerson(desk, desk.keyring, input, nowOf(context), context.options.stretch);
    const { log, vault, directory, keyring } = deskOf(context);
    if (keyring !== desk.keyring) throw new Refusal("locked");
    log.commit(() => log.append("person", { id: made.entry.id }, storePerson(vault, made)));
    directory.reload();
    context.say({ event: "changed", what: "people" });
    return { id: made.entry.id as PersonId, user: made.entry.user, passphrase: made.passphrase };
  },

  "people.grant"({ context, input }) {
    const { directory, keyring, log } = deskOf(context);
    directory.reload();
    const person = directory.byUser(input.user);
    if (person === undefined) throw new Refusal("notFound", { what: "person" });
    const domains = log.commit(() => {
      const given = keyring.grant(person, nowOf(context));
      log.append("grant", { person: person.id }, given.touched);
      return given.domains;
    });
    directory.reload();
    context.say({ event: "changed", what: "people" });
    return { domains };
  },

  "log.read"({ context, input }) {
    const { log, keyring, directory } = deskOf(context);
    log.note("read", { person: keyring.person.id, call: "log.read" });
    const events = log.read(keyring.openAudit, input.before ?? log.size, input.limit).map((event) => {
      const { at = "", person = "", highest: _, ...detail } = event.detail ?? {};
      const who = directory.person(String(person) as PersonId)?.name ?? "";
      return { sequence: event.sequence, kind: event.kind, at: String(at), person: who, detail };
    });
    return { size: log.size, events };
  },
};
