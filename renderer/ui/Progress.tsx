import { Label } from "react-aria-components/Label";
import { ProgressBar } from "react-aria-components/ProgressBar";

/** How far long work is; without a total only that it moves. */
export function Progress({
  label,
  done,
  total,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) {
  return (
    <ProgressBar className="progress" value={total === 0 ? 0 : (100 * done) / total} isIndeterminate={total === 0}>
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          <span className="progress-value">{total === 0 ? "" : valueText}</span>
          <svg className="progress-track" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
            <rect className="progress-rest" width={100} height={4} />
            <rect className={total === 0 ? "progress-moving" : "progress-done"} width={percentage ?? 30} height={4} />
          </svg>
        </>
      )}
    </ProgressBar>
  );
}
