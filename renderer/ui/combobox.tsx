// One of a long list, found by typing. The list shows what the text matches; nothing outside the list can be chosen.

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import box from './field-box.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import type { Option } from './option.ts';
import popup from './popup.module.css';
import type { FieldSize } from './text-field.tsx';

export interface ComboboxProps<Value extends string> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  /** The accessible name, where no Field gives one. */
  readonly label?: string | undefined;
  /** Name of the button that opens the list. */
  readonly openName: string;
  readonly emptyText: string;
  readonly placeholder?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly size?: FieldSize | undefined;
  readonly isMono?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Combobox<Value extends string>(props: ComboboxProps<Value>) {
  const { options, value, onChange, label, openName, placeholder, icon, size = 'medium', isMono, className } = props;
  return (
    <Base.Root<Option<Value>>
      items={options}
      value={options.find((option) => option.value === value) ?? null}
      onValueChange={(next) => onChange(next?.value ?? null)}
      disabled={props.isDisabled ?? false}
      autoHighlight
    >
      <Base.InputGroup
        className={joinClasses(box.box, size !== 'medium' && box[size], isMono === true && box.mono, className)}
      >
        {icon && <Icon icon={icon} size="sm" className={box.lead} />}
        <Base.Input className={box.input} placeholder={placeholder} aria-label={label} spellCheck={false} />
        <Base.Trigger className={box.caret} aria-label={openName}>
          <Icon icon={ChevronDown} size="sm" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={popup.popup}>
            <Base.Empty className={popup.empty}>{props.emptyText}</Base.Empty>
            <Base.List>{(option: Option<Value>) => <ComboboxItem key={option.value} option={option} />}</Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function ComboboxItem<Value extends string>({ option }: { readonly option: Option<Value> }) {
  return (
    <Base.Item
      className={joinClasses(popup.item, option.detail !== undefined && popup.stacked)}
      value={option}
      disabled={option.isDisabled ?? false}
    >
      {option.icon && <Icon icon={option.icon} size="sm" className={popup.icon} />}
      <span className={popup.text}>
        {option.label}
        {option.detail !== undefined && <span className={popup.detail}>{option.detail}</span>}
      </span>
      <span className={popup.check}>
        <Base.ItemIndicator>
          <Icon icon={Check} size="sm" />
        </Base.ItemIndicator>
      </span>
    </Base.Item>
  );
}
