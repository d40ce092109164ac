import { useWords } from "#ui/language.ts";
import { DialogWindow } from "#ui/Overlay.tsx";

const listed = [
  ["search", ["/"]],
  ["patients", ["Ctrl", "Shift", "P"]],
  ["open", ["Enter"]],
  ["move", ["↑", "↓", "PgUp", "PgDn", "Home", "End"]],
  ["section", ["Alt", "1–9"]],
  ["region", ["F6"]],
  ["close", ["Esc"]],
  ["lock", ["Ctrl", "Alt", "L"]],
  ["switch", ["Ctrl", "Alt", "U"]],
  ["list", ["?"]],
] as const;

/** Every key that does something; none of them alone changes a record. */
export function KeyList({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords();
  return (
    <DialogWindow title={say("keys.title")} isOpen={isOpen} onClose={onClose}>
      <dl className="key-list">
        {listed.map(([what, keys]) => (
          <div key={what}>
            <dt>{say(`keys.${what}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </DialogWindow>
  );
}
