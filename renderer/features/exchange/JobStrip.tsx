// Long work, in sight on every screen from half a second on, and what an import brought once it is over.
import { FileCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { JobView } from "#shared/contract/index.ts";
import { useAct } from "#api/calls.ts";
import { isOver, useJobs } from "#api/jobs.ts";
import { Button } from "#ui/Button.tsx";
import { useWords } from "#ui/language.ts";
import { Progress } from "#ui/Progress.tsx";
import { ImportWindow } from "./ImportWindow.tsx";

/** Work that is over sooner is not worth a word, in milliseconds. */
const patience = 500;

export function JobStrip() {
  const jobs = useJobs();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [report, setReport] = useState<string>();
  const shown = jobs.filter((job) => !dismissed.has(job.id) && (!isOver(job) || job.kind === "import"));
  return (
    <aside className="jobs" aria-live="polite">
      {shown.map((job) => (
        <JobLine
          key={job.id}
          job={job}
          onReport={() => setReport(job.id)}
          onDismiss={() => setDismissed(new Set([...dismissed, job.id]))}
        />
      ))}
      {report === undefined ? null : <ImportWindow job={report} onClose={() => setReport(undefined)} />}
    </aside>
  );
}

interface LineProps {
  readonly job: JobView;
  readonly onReport: () => void;
  readonly onDismiss: () => void;
}

function JobLine({ job, onReport, onDismiss }: LineProps) {
  const say = useWords();
  const cancel = useAct("job.cancel");
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  const name = say(`jobs.kinds.${job.kind}`);
  const overWords = (): string =>
    job.state === "running" || job.state === "paused" ? name : say(`jobs.over.${job.state}`, { what: name });
  if (isOver(job)) {
    return (
      <div className={job.state === "done" ? "job job-done" : "job job-failed"}>
        <FileCheck aria-hidden size={18} />
        <span>{overWords()}</span>
        <Button onPress={onReport}>{say("jobs.report")}</Button>
        <Button kind="quiet" aria-label={say("jobs.dismiss")} icon={<X aria-hidden size={16} />} onPress={onDismiss} />
      </div>
    );
  }
  if (!late) return null;
  return (
    <div className="job">
      <Progress
        label={job.state === "paused" ? say("jobs.paused", { what: name }) : name}
        done={job.done}
        total={job.total}
      />
      {job.kind === "import" ? (
        <Button kind="quiet" onPress={() => cancel.mutate({ job: job.id })}>
          {say("jobs.cancel")}
        </Button>
      ) : null}
    </div>
  );
}
