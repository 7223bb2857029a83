// One of a short list. For a list one has to search, use the combobox.

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import box from './field-box.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { groupOptions, type Option } from './option.ts';
import popup from './popup.module.css';
import type { FieldSize } from './text-field.tsx';

export interface SelectProps<Value extends string> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** The accessible name, where no Field gives one. */
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly size?: FieldSize | undefined;
  readonly isMono?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onChange, label, placeholder, icon, size = 'medium', isMono, isDisabled = false } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={isDisabled}
      modal={false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Base.Trigger
        className={joinClasses(box.box, size !== 'medium' && box[size], isMono === true && box.mono, props.className)}
        aria-label={label}
      >
        {icon && <Icon icon={icon} size="sm" className={box.lead} />}
        <Base.Value className={box.value} placeholder={placeholder} />
        <Icon icon={ChevronDown} size="sm" className={box.caret} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} alignItemWithTrigger={false} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={popup.popup}>
            <Base.List>
              {groupOptions(options).map((group) => (
                <Base.Group key={group.name ?? ''}>
                  {group.name !== undefined && (
                    <Base.GroupLabel className={popup.heading}>{group.name}</Base.GroupLabel>
                  )}
                  {group.options.map((option) => (
                    <SelectItem key={option.value} option={option} />
                  ))}
                </Base.Group>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function SelectItem<Value extends string>({ option }: { readonly option: Option<Value> }) {
  return (
    <Base.Item
      className={joinClasses(popup.item, option.detail !== undefined && popup.stacked)}
      value={option.value}
      disabled={option.isDisabled ?? false}
    >
      {option.icon && <Icon icon={option.icon} size="sm" className={popup.icon} />}
      <span className={popup.text}>
        <Base.ItemText>{option.label}</Base.ItemText>
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
