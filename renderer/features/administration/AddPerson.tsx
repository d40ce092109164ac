import { useState } from "react";
import { clearances, roles, type Clearance, type Role } from "#shared/roles.ts";
import { useAct } from "#api/calls.ts";
import { Button } from "#ui/Button.tsx";
import { Choice } from "#ui/Choice.tsx";
import { Field } from "#ui/Field.tsx";
import { useWords } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";
import { Refused } from "#ui/States.tsx";
import { Tick } from "#ui/Tick.tsx";

interface AddProps {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** Certifies a person; the passphrase made for them is shown once. Keys come from a steward afterwards. */
export function AddPerson({ units, onClose }: AddProps) {
  const say = useWords();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("nurse");
  const [unit, setUnit] = useState(units[0]?.name ?? "");
  const [cleared, setCleared] = useState<readonly Clearance[]>([]);
  const [onCall, setOnCall] = useState(false);
  const add = useAct("people.add", ["people.list"]);
  const isCare = role === "physician" || role === "nurse";
  const send = (): void =>
    add.mutate({
      name: name.trim(),
      role,
      ...(isCare ? { clearances: [...cleared], onCall, ...(unit === "" ? {} : { unit }) } : {}),
    });
  if (add.data !== undefined) {
    return (
      <DialogWindow title={name} isOpen onClose={onClose} dismissable={false}>
        <p>{say("people.passphraseOnce")}</p>
        <p>
          {say("signIn.user")} <strong>{add.data.user}</strong>
        </p>
        <p className="secret secret-alone">{add.data.passphrase}</p>
        <div className="window-buttons">
          <Button kind="primary" onPress={onClose}>
            {say("people.passphraseWritten")}
          </Button>
        </div>
      </DialogWindow>
    );
  }
  return (
    <DialogWindow title={say("people.add")} isOpen onClose={onClose}>
      {add.error === null ? null : <Refused refusal={add.error} />}
      <Field label={say("people.name")} value={name} onChange={setName} autoFocus isRequired />
      <Choice
        label={say("people.role")}
        value={role}
        onChange={setRole}
        options={roles.map((id) => ({ id, name: say(`roles.${id}`) }))}
      />
      {isCare && units.length > 0 ? (
        <Choice
          label={say("people.unit")}
          value={unit}
          onChange={setUnit}
          options={units.map((one) => ({ id: one.name, name: one.name }))}
        />
      ) : null}
      {isCare ? (
        <fieldset className="names">
          <legend>{say("people.clearances")}</legend>
          {clearances.map((clearance) => (
            <Tick
              key={clearance}
              isSelected={cleared.includes(clearance)}
              onChange={(on) =>
                setCleared(on ? [...cleared, clearance] : cleared.filter((other) => other !== clearance))
              }
            >
              {say(`compartments.${clearance}`)}
            </Tick>
          ))}
          <Tick isSelected={onCall} onChange={setOnCall}>
            {say("people.onCall")}
          </Tick>
        </fieldset>
      ) : null}
      <div className="window-buttons">
        <Button onPress={onClose}>{say("states.cancel")}</Button>
        <Button kind="primary" isDisabled={name.trim() === ""} isPending={add.isPending} onPress={send}>
          {say("people.addNow")}
        </Button>
      </div>
    </DialogWindow>
  );
}
