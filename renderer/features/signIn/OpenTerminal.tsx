import { KeyRound } from "lucide-react";
import { callCore } from "#api/bridge.ts";
import { refresh } from "#api/calls.ts";
import { Button } from "#ui/Button.tsx";
import { Field } from "#ui/Field.tsx";
import { useWords } from "#ui/language.ts";
import { Refused } from "#ui/States.tsx";
import { Card } from "./Card.tsx";
import { useSubmit } from "./useSubmit.ts";

/** The machine's own passphrase, asked after a start where no keystore of the system protects the terminal's keys. */
export function OpenTerminal({ place }: { readonly place: string }) {
  const say = useWords();
  const { busy, refusal, submit } = useSubmit(async (field) => {
    await callCore("terminal.open", { terminalPassphrase: field("terminalPassphrase") });
    await refresh("vault.state");
  });
  return (
    <Card title={say("terminal.title")} place={place}>
      <p>{say("terminal.why")}</p>
      <form onSubmit={submit}>
        {refusal === undefined ? null : <Refused refusal={refusal} />}
        <Field label={say("terminal.passphrase")} name="terminalPassphrase" type="password" autoFocus isRequired />
        <Button type="submit" kind="primary" isPending={busy} icon={<KeyRound aria-hidden size={18} />}>
          {busy ? say("terminal.opening") : say("terminal.open")}
        </Button>
      </form>
    </Card>
  );
}
