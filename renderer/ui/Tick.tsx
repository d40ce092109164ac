import { Check } from "lucide-react";
import { Checkbox, type CheckboxProps } from "react-aria-components/Checkbox";
import type { ReactNode } from "react";

interface TickProps extends Omit<CheckboxProps, "className" | "style" | "children"> {
  readonly children: ReactNode;
}

export function Tick({ children, ...rest }: TickProps) {
  return (
    <Checkbox {...rest} className="tick">
      <span className="tick-box" aria-hidden>
        <Check size={14} />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
