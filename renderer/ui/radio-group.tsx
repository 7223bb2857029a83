// One of a few choices, all in view.

import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import { useId } from 'react';
import styles from './choice.module.css';
import { joinClasses } from './join-classes.ts';
import type { Option } from './option.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface RadioOption<Value extends string> extends Option<Value> {
  /** Read out before the label, where a column's head says it to the eye. */
  readonly hiddenLabel?: string | undefined;
}

export interface RadioGroupProps<Value extends string> {
  readonly options: readonly RadioOption<Value>[];
  /** null: none is chosen yet. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** The accessible name, where no Field gives one. */
  readonly label?: string | undefined;
  readonly isVertical?: boolean | undefined;
  /** Side by side as columns of one width, the chosen one tinted: for choices that are compared. */
  readonly isTiled?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, onChange, label, isVertical = false, isTiled = false, isDisabled = false } = props;
  const id = useId();
  return (
    <Base<Value | null>
      className={joinClasses(styles.group, isVertical && styles.vertical, isTiled && styles.tiled)}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
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
          <span id={`${id}-${option.value}`} className={styles.label}>
            {option.hiddenLabel !== undefined && <VisuallyHidden>{`${option.hiddenLabel}: `}</VisuallyHidden>}
            {option.label}
          </span>
          {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
        </label>
      ))}
    </Base>
  );
}
