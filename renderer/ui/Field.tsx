import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";
import type { ReactNode, Ref } from "react";

export interface FieldProps extends Omit<TextFieldProps, "className" | "style" | "children"> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text with its label. Nothing typed is remembered or completed by the browser. */
export function Field({ label, hint, inputRef, ...rest }: FieldProps) {
  return (
    <TextField autoComplete="off" spellCheck="false" {...rest} className="field">
      <Label>{label}</Label>
      <Input {...(inputRef === undefined ? {} : { ref: inputRef })} />
      {hint === undefined ? null : <Text slot="description">{hint}</Text>}
      <FieldError />
    </TextField>
  );
}
