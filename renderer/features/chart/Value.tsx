import { ArrowDown, ArrowUp, TriangleAlert } from "lucide-react";
import { Chip } from "#ui/Chip.tsx";
import { useWords } from "#ui/language.ts";
import type { Flag, Measured } from "./measured.ts";

const icons: Readonly<Record<Flag, typeof ArrowUp>> = {
  criticalHigh: ArrowUp,
  criticalLow: ArrowDown,
  high: ArrowUp,
  low: ArrowDown,
  abnormal: TriangleAlert,
  positive: TriangleAlert,
};

/** A value with its unit; out of range it says so in words, sign and colour. */
export function Value({ measured }: { readonly measured: Measured }) {
  const say = useWords();
  const { flag, text, unit, exact } = measured;
  const Icon = flag === undefined ? undefined : icons[flag];
  const critical = flag === "criticalHigh" || flag === "criticalLow";
  return (
    <span className="value" title={exact === text ? undefined : exact}>
      <span className={flag === undefined ? "value-number" : "value-number value-flagged"}>{text}</span>
      <span className="value-unit">{unit}</span>
      {flag === undefined || Icon === undefined ? null : (
        <Chip tone={critical ? "bad" : "warn"} icon={<Icon aria-hidden size={12} />}>
          {say(`chart.flags.${flag}`)}
        </Chip>
      )}
    </span>
  );
}
