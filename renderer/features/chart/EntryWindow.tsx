import { isObject, numberText, type JsonValue } from "#shared/fhir/json.ts";
import { useWords } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";
import { nameOf } from "./columns.tsx";
import type { Line } from "./line.ts";

interface EntryWindowProps {
  readonly line: Line | undefined;
  readonly onClose: () => void;
}

/** Everything that an entry says, element by element as it was recorded: no table hides anything. */
export function EntryWindow({ line, onClose }: EntryWindowProps) {
  const say = useWords();
  if (line === undefined) return null;
  const { entry } = line;
  return (
    <DialogWindow title={nameOf(entry)} isOpen onClose={onClose} wide>
      <p className="soft">
        {entry.type} · {entry.compartments.map((compartment) => say(`compartments.${compartment}`)).join(" · ")}
      </p>
      <div className="entry-tree" tabIndex={0} role="region" aria-label={say("chart.asRecorded")}>
        <Tree value={entry.resource} />
      </div>
    </DialogWindow>
  );
}

function Tree({ value }: { readonly value: JsonValue }) {
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((item, index) => (
          <li key={index}>
            <Tree value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (isObject(value)) {
    return (
      <dl>
        {Object.entries(value).map(([member, inside]) => (
          <div key={member}>
            <dt>{member}</dt>
            <dd>
              <Tree value={inside} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <>{numberText(value) ?? String(value)}</>;
}
