import { LogIn } from "lucide-react";
import { signIn } from "#api/session.ts";
import { Button } from "#ui/Button.tsx";
import { Field } from "#ui/Field.tsx";
import { useWords } from "#ui/language.ts";
import { Refused } from "#ui/States.tsx";
import { Card } from "./Card.tsx";
import { useSubmit } from "./useSubmit.ts";

export function SignIn({ place }: { readonly place: string }) {
  const say = useWords();
  const { busy, refusal, submit } = useSubmit((field) => signIn(field("user").trim(), field("passphrase")));
  return (
    <Card title={say("signIn.title")} place={place}>
      <form onSubmit={submit}>
        {refusal === undefined ? null : <Refused refusal={refusal} />}
        <Field label={say("signIn.user")} name="user" autoFocus isRequired />
        <Field label={say("signIn.passphrase")} name="passphrase" type="password" isRequired />
        <Button type="submit" kind="primary" isPending={busy} icon={<LogIn aria-hidden size={18} />}>
          {busy ? say("signIn.opening") : say("signIn.open")}
        </Button>
      </form>
    </Card>
  );
}
