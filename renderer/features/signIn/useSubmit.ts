import { useState, type FormEvent } from "react";
import { Refusal } from "#shared/refusal.ts";

interface Submit {
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
}

/** Sends a form once at a time. Secret fields are emptied when it is refused, and the first of them is ready for typing. */
export function useSubmit(send: (fields: (name: string) => string) => Promise<unknown>): Submit {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setRefusal(undefined);
    send((name) => String(fields.get(name) ?? ""))
      .catch((error: unknown) => {
        setRefusal(error instanceof Refusal ? error : new Refusal("fault", { incident: "?" }));
        const secrets = [...form.querySelectorAll<HTMLInputElement>("input[type=password]")];
        for (const secret of secrets) secret.value = "";
        secrets[0]?.focus();
      })
      .finally(() => setBusy(false));
  };
  return { busy, refusal, submit };
}
