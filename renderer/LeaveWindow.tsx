import type { JobView } from "#shared/contract/index.ts";
import { signOut } from "#api/session.ts";
import { Button } from "#ui/Button.tsx";
import { useWords } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";

interface LeaveProps {
  readonly jobs: readonly JobView[];
  readonly onClose: () => void;
}

/** Asked at sign-out while work runs: it would end; a lock only pauses it. */
export function LeaveWindow({ jobs, onClose }: LeaveProps) {
  const say = useWords();
  return (
    <DialogWindow title={say("leave.title")} isOpen={jobs.length > 0} onClose={onClose}>
      <p>{say("leave.jobs", { count: jobs.length })}</p>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>{say(`jobs.kinds.${job.kind}`)}</li>
        ))}
      </ul>
      <div className="window-buttons">
        <Button onPress={onClose} autoFocus>
          {say("leave.stay")}
        </Button>
        <Button kind="danger" onPress={() => void signOut(true).then(onClose)}>
          {say("leave.end")}
        </Button>
      </div>
    </DialogWindow>
  );
}
