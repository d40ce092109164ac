import { KeyRound } from "lucide-react";
import type { DecodedEntry } from "#shared/fhir/decode.ts";
import { joint, sensitive, type Compartment } from "#shared/roles.ts";
import { Chip } from "#ui/Chip.tsx";
import { useWords } from "#ui/language.ts";

const isGuarded = (compartment: Compartment): boolean =>
  (sensitive as readonly Compartment[]).includes(compartment) || Object.hasOwn(joint, compartment);

/** The entry's name, and which key opened it where that was a sensitive one: what one may see, one may not pass on. */
export function EntryName({ entry, name }: { readonly entry: DecodedEntry; readonly name: string }) {
  const say = useWords();
  const guarded = entry.compartments.find(isGuarded);
  return (
    <span className="entry-name">
      <span title={name}>{name}</span>
      {guarded === undefined ? null : (
        <Chip tone="sealed" icon={<KeyRound aria-hidden size={12} />}>
          {say(`compartments.${guarded}`)}
        </Chip>
      )}
      {entry.unsure ? <Chip tone="warn">{say("chart.unsure")}</Chip> : null}
    </span>
  );
}
