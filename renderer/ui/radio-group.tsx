// One of a few choices, all in view.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import { useId } from 'react';
import styles from './choice.module.css';
import { joinClasses } from './join-classes.ts';
import type { Option } from './option.ts';

export interface RadioGroupProps<Value extends string> {
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The accessible name, where no Field gives one. */
  readonly label?: string | undefined;
  readonly isVertical?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, onChange, label, isVertical = false, isDisabled = false } = props;
  const id = useId();
  return (
    <Base<Value>
      className={joinClasses(styles.group, isVertical && styles.vertical)}
      value={value}
      onValueChange={(next) => onChange(next)}
      disabled={isDisabled}
      aria-label={label}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside renders its own input
        <label key={option.value} className={styles.option}>
          <Radio.Root
            className={styles.radio}
            value={option.value}
            disabled={option.isDisabled ?? false}
            // Inside a Field each would be called as the whole group is.
            aria-labelledby={`${id}-${option.value}`}
          />
          <span id={`${id}-${option.value}`}>{option.label}</span>
          {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
        </label>
      ))}
    </Base>
  );
}
