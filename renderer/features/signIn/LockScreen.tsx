import { Lock, LockOpen, UserRoundPlus } from "lucide-react";
import { useMemo, useState } from "react";
import type { JobView, SessionView } from "#shared/contract/index.ts";
import { Refusal } from "#shared/refusal.ts";
import { signOut, unlock } from "#api/session.ts";
import { Button } from "#ui/Button.tsx";
import { Field } from "#ui/Field.tsx";
import { useKeys } from "#ui/keys.ts";
import { useWords } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";
import { Refused } from "#ui/States.tsx";
import { Card } from "./Card.tsx";
import { useSubmit } from "./useSubmit.ts";

/** Shows who locked and nothing of any patient. The same person goes on where they were; another one signs in. */
export function LockScreen({ view, place }: { readonly view: SessionView; readonly place: string }) {
  const say = useWords();
  const [waiting, setWaiting] = useState<readonly JobView[]>([]);
  const [left, setLeft] = useState<Refusal>();
  const { busy, refusal, submit } = useSubmit((field) => unlock(field("passphrase")));
  const leave = (cancelJobs: boolean): void => {
    signOut(cancelJobs).then(setWaiting, (error: unknown) => {
      if (error instanceof Refusal) setLeft(error);
    });
  };
  useKeys(useMemo(() => [{ code: "KeyU", ctrl: true, alt: true, inFields: true, act: () => leave(false) }], []));
  const shown = refusal ?? left;
  return (
    <Card title={say("lock.title")} place={place}>
      <p className="lock-person">
        <Lock aria-hidden size={18} />
        <span>{say("lock.by", { name: view.person.name })}</span>
      </p>
      <form onSubmit={submit}>
        {shown === undefined ? null : <Refused refusal={shown} />}
        <Field label={say("signIn.passphrase")} name="passphrase" type="password" autoFocus isRequired />
        <Button type="submit" kind="primary" isPending={busy} icon={<LockOpen aria-hidden size={18} />}>
          {busy ? say("lock.opening") : say("lock.open")}
        </Button>
        <Button kind="quiet" onPress={() => leave(false)} icon={<UserRoundPlus aria-hidden size={18} />}>
          {say("lock.other")}
        </Button>
      </form>
      <DialogWindow title={say("lock.jobsTitle")} isOpen={waiting.length > 0} onClose={() => setWaiting([])}>
        <p>{say("lock.jobs", { name: view.person.name, count: waiting.length })}</p>
        <div className="window-buttons">
          <Button onPress={() => setWaiting([])}>{say("lock.keepJobs")}</Button>
          <Button kind="danger" onPress={() => leave(true)}>
            {say("lock.endJobs")}
          </Button>
        </div>
      </DialogWindow>
    </Card>
  );
}
