import { FileDown } from "lucide-react";
import { useAct } from "#api/calls.ts";
import { useSession } from "#api/session.ts";
import { Button } from "#ui/Button.tsx";
import { useWords } from "#ui/language.ts";
import { Refused } from "#ui/States.tsx";

/** Brings records in: the shell asks for the files in a native dialog, the page never names a path. */
export function ImportButton() {
  const say = useWords();
  const { person } = useSession();
  const start = useAct("import.start");
  const unit = person.unit === "" ? {} : { unit: person.unit };
  const shown = start.error === null || start.error.code === "cancelled" ? undefined : start.error;
  return (
    <>
      <Button
        icon={<FileDown aria-hidden size={18} />}
        isPending={start.isPending}
        onPress={() => start.mutate({ files: [], ...unit })}
      >
        {say("import.button")}
      </Button>
      {shown === undefined ? null : <Refused refusal={shown} />}
    </>
  );
}
