// Text on one line or several, and the search field. Correction and translation are off: names, URLs and keys are not prose.

import { Input } from '@base-ui/react/input';
import { type LucideIcon, Search, X } from 'lucide-react';
import type { KeyboardEventHandler, ReactNode, Ref } from 'react';
import { IconButton } from './button.tsx';
import styles from './field-box.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';

export type FieldSize = 'small' | 'medium' | 'large';

interface TextProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The accessible name, where no Field gives one. */
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly size?: FieldSize | undefined;
  readonly isMono?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement> | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly className?: string | undefined;
}

export interface TextFieldProps extends TextProps {
  readonly type?: 'text' | 'password' | 'number' | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly trailing?: ReactNode;
  readonly maxLength?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

const asWritten = {
  spellCheck: false,
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  translate: 'no',
} as const;

export function TextField(props: TextFieldProps) {
  const { type = 'text', icon, trailing, maxLength, autoFocus, ref, ...text } = props;
  return (
    <span className={boxClass(text)}>
      {icon && <Icon icon={icon} size="sm" className={styles.lead} />}
      <Input
        {...asWritten}
        {...inputProps(text)}
        {...(maxLength !== undefined && { maxLength })}
        {...(type === 'number' && { inputMode: 'numeric' as const })}
        type={type === 'number' ? 'text' : type}
        autoFocus={autoFocus}
        ref={ref}
        className={styles.input}
        onValueChange={text.onChange}
      />
      {trailing !== undefined && <span className={styles.trailing}>{trailing}</span>}
    </span>
  );
}

export interface TextAreaProps extends TextProps {
  readonly rows?: number | undefined;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
}

export function TextArea({ rows = 3, ref, ...text }: TextAreaProps) {
  return (
    <span className={joinClasses(boxClass(text), styles.multiline)}>
      <Input
        {...asWritten}
        {...inputProps(text)}
        render={<textarea rows={rows} ref={ref} />}
        className={styles.input}
        onValueChange={text.onChange}
      />
    </span>
  );
}

export interface SearchFieldProps extends TextProps {
  readonly label: string;
  readonly clearName: string;
  /** Stands at the end of the field, as `38 of 2,318`. */
  readonly count?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function SearchField({ clearName, count, ref, ...text }: SearchFieldProps) {
  const clear = <IconButton icon={X} name={clearName} size="small" onClick={() => text.onChange('')} />;
  return (
    <TextField
      {...text}
      icon={Search}
      ref={ref}
      trailing={
        <>
          {count}
          {text.value !== '' && clear}
        </>
      }
    />
  );
}

function boxClass({ size = 'medium', isMono = false, className }: TextProps): string {
  return joinClasses(styles.box, size !== 'medium' && styles[size], isMono && styles.mono, className);
}

function inputProps({ value, label, placeholder, isDisabled = false, isReadOnly = false, ...text }: TextProps) {
  return {
    value,
    disabled: isDisabled,
    readOnly: isReadOnly,
    ...(label !== undefined && { 'aria-label': label }),
    ...(placeholder !== undefined && { placeholder }),
    ...(text.onKeyDown !== undefined && { onKeyDown: text.onKeyDown }),
    ...(text.onBlur !== undefined && { onBlur: text.onBlur }),
  };
}
