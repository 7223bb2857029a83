// A tick box, which can also be mixed, and the switch for what takes effect at once.

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './choice.module.css';
import { joinClasses } from './join-classes.ts';

export type CheckedState = boolean | 'mixed';

export interface CheckboxProps {
  readonly checked: CheckedState;
  readonly onChange: (isChecked: boolean) => void;
  /** The visible label; without it `name` or a Field gives the name. */
  readonly children?: ReactNode;
  readonly name?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export function Checkbox({ checked, onChange, children, name, isDisabled = false }: CheckboxProps) {
  const box = (
    <Base.Root
      className={styles.box}
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      onCheckedChange={(isChecked) => onChange(isChecked)}
      disabled={isDisabled}
      aria-label={name}
    >
      <Base.Indicator className={styles.tick}>
        {checked === 'mixed' ? <Minus size={11} strokeWidth={3} /> : <Check size={11} strokeWidth={3} />}
      </Base.Indicator>
    </Base.Root>
  );
  return <Choice isDisabled={isDisabled} control={box} label={children} />;
}

export interface SwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children?: ReactNode;
  readonly name?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export function Switch({ isOn, onChange, children, name, isDisabled = false }: SwitchProps) {
  const control = (
    <BaseSwitch.Root
      className={styles.switch}
      checked={isOn}
      onCheckedChange={(next) => onChange(next)}
      disabled={isDisabled}
      aria-label={name}
    >
      <BaseSwitch.Thumb className={styles.thumb} />
    </BaseSwitch.Root>
  );
  return <Choice isDisabled={isDisabled} control={control} label={children} />;
}

interface ChoiceProps {
  readonly control: ReactNode;
  readonly label: ReactNode;
  readonly isDisabled: boolean;
}

function Choice({ control, label, isDisabled }: ChoiceProps) {
  if (label === undefined) return control;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child handed in, which renders its own input
    <label className={joinClasses(styles.choice, isDisabled && styles.disabled)}>
      {control}
      {label}
    </label>
  );
}
