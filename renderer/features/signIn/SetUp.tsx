import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import type { Gives } from "#shared/contract/index.ts";
import { callCore } from "#api/bridge.ts";
import { refresh } from "#api/calls.ts";
import { Button } from "#ui/Button.tsx";
import { Field } from "#ui/Field.tsx";
import { useWords } from "#ui/language.ts";
import { Refused } from "#ui/States.tsx";
import { Card } from "./Card.tsx";
import { NameList } from "./NameList.tsx";
import { Created } from "./Created.tsx";
import { useSubmit } from "./useSubmit.ts";

const named = (names: readonly string[]): string[] => names.map((name) => name.trim()).filter((name) => name !== "");

/** The first start: who the clinic is and whom it trusts. Ends with secrets that are shown once. */
export function SetUp() {
  const say = useWords();
  const [administrators, setAdministrators] = useState<readonly string[]>([""]);
  const [stewards, setStewards] = useState<readonly string[]>([""]);
  const [custodians, setCustodians] = useState<readonly string[]>(["", "", ""]);
  const [units, setUnits] = useState<readonly string[]>([""]);
  const [created, setCreated] = useState<Gives<"vault.create">>();
  const { busy, refusal, submit } = useSubmit(async (field) => {
    const made = await callCore("vault.create", {
      clinic: field("clinic").trim(),
      terminal: field("terminal").trim(),
      administrators: named(administrators),
      stewards: named(stewards),
      custodians: named(custodians),
      units: named(units),
    });
    setCreated(made);
  });
  if (created !== undefined) return <Created created={created} onDone={() => void refresh("vault.state")} />;
  return (
    <Card title={say("setUp.title")} wide>
      <p>{say("setUp.why")}</p>
      <form onSubmit={submit} className="set-up">
        {refusal === undefined ? null : <Refused refusal={refusal} />}
        <div className="set-up-columns">
          <Field label={say("setUp.clinic")} name="clinic" autoFocus isRequired maxLength={200} />
          <Field
            label={say("setUp.terminal")}
            hint={say("setUp.terminalHint")}
            name="terminal"
            isRequired
            maxLength={100}
          />
          <NameList
            title={say("setUp.administrators")}
            hint={say("setUp.administratorsHint")}
            one={say("roles.administrator")}
            names={administrators}
            atLeast={1}
            onChange={setAdministrators}
          />
          <NameList
            title={say("setUp.stewards")}
            hint={say("setUp.stewardsHint")}
            one={say("roles.steward")}
            names={stewards}
            atLeast={1}
            onChange={setStewards}
          />
          <NameList
            title={say("setUp.custodians")}
            hint={say("setUp.custodiansHint")}
            one={say("setUp.custodian")}
            names={custodians}
            atLeast={1}
            onChange={setCustodians}
          />
          <NameList
            title={say("setUp.units")}
            hint={say("setUp.unitsHint")}
            one={say("setUp.unit")}
            names={units}
            atLeast={0}
            onChange={setUnits}
          />
        </div>
        <Button type="submit" kind="primary" isPending={busy} icon={<ShieldCheck aria-hidden size={18} />}>
          {busy ? say("setUp.creating") : say("setUp.create")}
        </Button>
      </form>
    </Card>
  );
}
