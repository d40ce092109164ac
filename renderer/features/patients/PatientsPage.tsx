// Finding a patient: the list of everybody, and what fits as it is typed.
import { Search } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { FoundPatient } from "#shared/contract/index.ts";
import type { PatientId } from "#shared/ids.ts";
import { Field } from "#ui/Field.tsx";
import { Grid, type GridHandle } from "#ui/Grid.tsx";
import { useKeys } from "#ui/keys.ts";
import { languageNow, useWords } from "#ui/language.ts";
import { ScreenTitle } from "#ui/ScreenTitle.tsx";
import { Empty, Refused, Waiting } from "#ui/States.tsx";
import { patientColumns } from "./columns.tsx";
import { usePatients } from "./usePatients.ts";

interface PatientsProps {
  readonly onOpen: (patient: PatientId) => void;
  /** What else can be done here: bringing records in. */
  readonly actions?: ReactNode;
}

/** Typing is waited for this long, in milliseconds. */
const pause = 40;

export function PatientsPage({ onOpen, actions }: PatientsProps) {
  const say = useWords();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(useSettled(typed.trim(), pause));
  const patients = usePatients(text);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const language = languageNow();
  const columns = useMemo(() => patientColumns(say, language), [say, language]);
  useKeys(useMemo(() => [{ key: "/", act: () => search.current?.select() }], []));
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") grid.current?.focus();
    else if (event.key === "Enter") grid.current?.openActive();
    else return;
    event.preventDefault();
  };
  return (
    <div className="patients">
      <div className="patients-head">
        <ScreenTitle focused={false}>{say("patients.title")}</ScreenTitle>
        <div className="patients-search" role="search" onKeyDown={hear}>
          <Search aria-hidden size={18} className="patients-glass" />
          <Field
            label={say("patients.search")}
            hint={say("patients.searchHint")}
            inputRef={search}
            value={typed}
            onChange={setTyped}
            maxLength={200}
            autoFocus
          />
        </div>
        <div className="patients-actions">{actions}</div>
      </div>
      <p role="status" className="patients-count">
        {patients.state === "shown" ? countWords() : ""}
      </p>
      {list()}
    </div>
  );

  function countWords(): string {
    if (text === "") return say("patients.total", { count: patients.count });
    return patients.more
      ? say("patients.foundMore", { count: patients.count })
      : say("patients.found", { count: patients.count });
  }

  function list() {
    if (patients.state === "waiting") return <Waiting />;
    if (patients.refusal !== undefined) return <Refused refusal={patients.refusal} />;
    if (patients.count === 0 && text !== "") {
      return <Empty title={say("patients.noneFound", { text })}>{say("patients.noneFoundHelp")}</Empty>;
    }
    if (patients.count === 0) return <Empty title={say("patients.none")}>{say("patients.noneHelp")}</Empty>;
    return (
      <Grid<FoundPatient>
        key={text}
        label={say("patients.title")}
        columns={columns}
        count={patients.count}
        rowAt={patients.rowAt}
        onSight={patients.onSight}
        onOpen={(patient) => onOpen(patient.patientId)}
        handle={grid}
      />
    );
  }
}

/** The value once it has stood still. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
