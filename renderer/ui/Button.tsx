import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";
import type { ReactNode } from "react";

export interface ButtonProps extends Omit<AriaProps, "className" | "style" | "children"> {
  readonly kind?: "primary" | "plain" | "quiet" | "danger";
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** A button with words; with an icon alone it needs an aria-label. */
export function Button({ kind = "plain", icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${kind}${children === undefined ? " button-icon" : ""}`}>
      {icon}
      {children === undefined ? null : <span>{children}</span>}
    </AriaButton>
  );
}
