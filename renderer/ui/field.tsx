// One control with its label, its description and its error, tied together for assistive technology. The error stands under the control.

import { Field as Base } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './field.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';

export interface FieldProps {
  readonly label: string;
  /** The label is read out but not shown. */
  readonly isLabelHidden?: boolean | undefined;
  readonly description?: ReactNode;
  /** What is wrong and what to do. */
  readonly error?: string | undefined;
  /** Present: the value differs from the saved one. Read out, and shown as a dot after the label. */
  readonly changedText?: string | undefined;
  /** `row`: the label in a column of 136 px. `stack`: above the control. `inline`: as wide as it is, before the control. */
  readonly layout?: 'row' | 'stack' | 'inline' | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Field(props: FieldProps) {
  const { label, isLabelHidden = false, description, error, changedText, layout = 'row', className, children } = props;
  return (
    <Base.Root
      className={joinClasses(styles.field, isLabelHidden ? styles.bare : styles[layout], className)}
      invalid={error !== undefined}
    >
      <span className={isLabelHidden ? styles.hidden : styles.label}>
        <Base.Label>{label}</Base.Label>
        {changedText !== undefined && <span className={styles.changed} role="img" aria-label={changedText} />}
      </span>
      <div className={styles.control}>
        {children}
        {error !== undefined && (
          <Base.Error match className={styles.error}>
            <Icon icon={CircleAlert} size="sm" tone="danger" />
            {error}
          </Base.Error>
        )}
        {description !== undefined && <Base.Description className={styles.hint}>{description}</Base.Description>}
      </div>
    </Base.Root>
  );
}
