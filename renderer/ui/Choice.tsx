import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Select, SelectValue } from "react-aria-components/Select";
import { ChevronDown } from "lucide-react";

export interface Option<Id extends string> {
  readonly id: Id;
  readonly name: string;
}
interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly options: readonly Option<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** One of a few, all of them visible. */
export function Switch<Id extends string>({ label, options, value, onChange }: ChoiceProps<Id>) {
  return (
    <RadioGroup className="switch" value={value} onChange={(id) => onChange(id as Id)} orientation="horizontal">
      <Label>{label}</Label>
      <div className="switch-options">
        {options.map(({ id, name }) => (
          <Radio key={id} value={id} className="switch-option">
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** One of several, from a list that opens. */
export function Choice<Id extends string>({ label, options, value, onChange }: ChoiceProps<Id>) {
  return (
    <Select className="field" value={value} onChange={(id) => onChange(String(id) as Id)}>
      <Label>{label}</Label>
      <Button className="choice">
        <SelectValue />
        <ChevronDown aria-hidden size={16} />
      </Button>
      <Popover className="popover">
        <ListBox className="choice-list" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} className="choice-item">
              {option.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
