import { importReasons } from "#shared/importReasons.ts";
import type { ImportReport } from "#shared/contract/index.ts";
import { useCall } from "#api/calls.ts";
import { useWords, type Say } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";
import { Refused, Waiting } from "#ui/States.tsx";

interface ImportWindowProps {
  readonly job: string;
  readonly onClose: () => void;
}

/** What an import read, stored and refused, file by file, with the place and the reason of each refusal. */
export function ImportWindow({ job, onClose }: ImportWindowProps) {
  const say = useWords();
  const report = useCall("import.report", { job });
  return (
    <DialogWindow title={say("import.title")} isOpen onClose={onClose} wide>
      {report.data === undefined ? (
        report.error === null ? (
          <Waiting />
        ) : (
          <Refused refusal={report.error} />
        )
      ) : (
        <div className="import-report" tabIndex={0} role="region" aria-label={say("import.title")}>
          {report.data.files.map((file, index) => (
            <FileReport key={index} file={file} />
          ))}
        </div>
      )}
    </DialogWindow>
  );
}

function FileReport({ file }: { readonly file: ImportReport["files"][number] }) {
  const say = useWords();
  return (
    <section className="import-file">
      <h3>{file.file}</h3>
      <p>{say("import.counts", { read: file.read, stored: file.stored, known: file.known })}</p>
      {file.refused.length === 0 ? null : (
        <table>
          <caption>{say("import.refused", { count: file.refused.length + file.refusedMore })}</caption>
          <thead>
            <tr>
              <th scope="col">{say("import.place")}</th>
              <th scope="col">{say("import.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {file.refused.map(({ place, reason }, index) => (
              <tr key={index}>
                <td>{place}</td>
                <td>{reasonWords(say, reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {file.refusedMore === 0 ? null : <p>{say("import.more", { count: file.refusedMore })}</p>}
    </section>
  );
}

function reasonWords(say: Say, reason: string): string {
  const known = importReasons.find((candidate) => candidate === reason);
  return known === undefined ? reason : say(`importReasons.${known}`);
}
