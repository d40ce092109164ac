// Who works here: certified by an administrator, given keys by a steward.
import { KeyRound, UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import type { PersonView } from "#shared/contract/index.ts";
import { useAct, useCall } from "#api/calls.ts";
import { useSession } from "#api/session.ts";
import { Button } from "#ui/Button.tsx";
import { Chip } from "#ui/Chip.tsx";
import { Grid, type Column } from "#ui/Grid.tsx";
import { useWords, type Say } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";
import { ScreenTitle } from "#ui/ScreenTitle.tsx";
import { Empty, Refused, Waiting } from "#ui/States.tsx";
import { AddPerson } from "./AddPerson.tsx";

export function PeoplePage() {
  const say = useWords();
  const { person } = useSession();
  const list = useCall("people.list", {});
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<PersonView>();
  const columns = useMemo(() => peopleColumns(say), [say]);
  const people = list.data?.people ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <ScreenTitle>{say("people.title")}</ScreenTitle>
        {person.role === "administrator" ? (
          <Button kind="primary" icon={<UserPlus aria-hidden size={18} />} onPress={() => setAdding(true)}>
            {say("people.add")}
          </Button>
        ) : null}
      </div>
      <p className="soft">{say("people.help")}</p>
      {list.data === undefined ? (
        list.error === null ? (
          <Waiting />
        ) : (
          <Refused refusal={list.error} />
        )
      ) : people.length === 0 ? (
        <Empty title={say("people.none")} />
      ) : (
        <Grid<PersonView>
          label={say("people.title")}
          columns={columns}
          count={people.length}
          rowAt={(index) => people[index]}
          onOpen={setChosen}
        />
      )}
      {chosen === undefined ? null : <GrantWindow person={chosen} onClose={() => setChosen(undefined)} />}
      {adding && list.data !== undefined ? (
        <AddPerson units={list.data.units} onClose={() => setAdding(false)} />
      ) : null}
    </div>
  );
}

const peopleColumns = (say: Say): readonly Column<PersonView>[] => [
  { id: "name", header: say("people.name"), width: "minmax(180px, 2fr)", cell: ({ name }) => name },
  { id: "user", header: say("signIn.user"), width: "minmax(120px, 1fr)", cell: ({ user }) => user },
  { id: "role", header: say("people.role"), width: "160px", cell: ({ role }) => say(`roles.${role}`) },
  { id: "unit", header: say("people.unit"), width: "minmax(120px, 1fr)", cell: ({ unit }) => unit },
  {
    id: "clearances",
    header: say("people.clearances"),
    width: "minmax(160px, 2fr)",
    cell: ({ clearances }) => clearances.map((clearance) => say(`compartments.${clearance}`)).join(", "),
  },
  {
    id: "ready",
    header: say("people.keys"),
    width: "150px",
    cell: ({ ready }) => (
      <Chip tone={ready ? "good" : "warn"} icon={<KeyRound aria-hidden size={12} />}>
        {ready ? say("people.ready") : say("people.notReady")}
      </Chip>
    ),
  },
];

/** A steward gives the keys of a person's role; everybody else is told by the core that they may not. */
function GrantWindow({ person, onClose }: { readonly person: PersonView; readonly onClose: () => void }) {
  const say = useWords();
  const grant = useAct("people.grant", ["people.list"]);
  return (
    <DialogWindow title={person.name} isOpen onClose={onClose}>
      <p>
        {say(`roles.${person.role}`)}
        {person.unit === "" ? "" : ` · ${person.unit}`} · {person.user}
      </p>
      <p>{say("people.grantHelp")}</p>
      {grant.error === null ? null : <Refused refusal={grant.error} />}
      <p role="status">{grant.data === undefined ? "" : say("people.granted", { count: grant.data.domains })}</p>
      <div className="window-buttons">
        <Button onPress={onClose}>{say("states.close")}</Button>
        <Button
          kind="primary"
          icon={<KeyRound aria-hidden size={18} />}
          isPending={grant.isPending}
          onPress={() => grant.mutate({ user: person.user })}
        >
          {say("people.grant")}
        </Button>
      </div>
    </DialogWindow>
  );
}
