import { Plus, X } from "lucide-react";
import { Button } from "#ui/Button.tsx";
import { Field } from "#ui/Field.tsx";
import { useWords } from "#ui/language.ts";

interface NameListProps {
  readonly title: string;
  readonly hint: string;
  /** What one line is, for a reader: "Administrator 1". */
  readonly one: string;
  readonly names: readonly string[];
  readonly atLeast: number;
  readonly onChange: (names: readonly string[]) => void;
}

/** A list of names to be typed, at least so many of them. */
export function NameList({ title, hint, one, names, atLeast, onChange }: NameListProps) {
  const say = useWords();
  const replace = (at: number, name: string): void =>
    onChange(names.map((other, index) => (index === at ? name : other)));
  return (
    <fieldset className="names">
      <legend>{title}</legend>
      <p className="names-hint">{hint}</p>
      {names.map((name, index) => (
        <div className="names-line" key={index}>
          <Field
            label={`${one} ${index + 1}`}
            value={name}
            onChange={(text) => replace(index, text)}
            isRequired={index < atLeast}
          />
          {names.length <= atLeast ? null : (
            <Button
              kind="quiet"
              aria-label={say("setUp.remove", { what: `${one} ${index + 1}` })}
              icon={<X aria-hidden size={18} />}
              onPress={() => onChange(names.filter((_, other) => other !== index))}
            />
          )}
        </div>
      ))}
      <Button kind="quiet" icon={<Plus aria-hidden size={18} />} onPress={() => onChange([...names, ""])}>
        {say("setUp.add", { what: one })}
      </Button>
    </fieldset>
  );
}
