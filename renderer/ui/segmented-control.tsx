// A switch between views of the same thing, as HTTP, cURL, JSON, Query. Exactly one is pressed.

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Icon } from './icon.tsx';
import type { Option } from './option.ts';
import styles from './segmented-control.module.css';

export interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, options, value, onChange } = props;
  const choose = (pressed: readonly Value[]) => {
    const next = pressed[0];
    if (next !== undefined) onChange(next);
  };
  return (
    <ToggleGroup<Value> className={styles.group} value={[value]} onValueChange={choose} aria-label={label}>
      {options.map((option) => (
        <Toggle<Value>
          key={option.value}
          value={option.value}
          className={styles.segment}
          disabled={option.isDisabled ?? false}
        >
          {option.icon && <Icon icon={option.icon} size="sm" />}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
