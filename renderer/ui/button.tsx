// Buttons. One primary button in view; a button that cannot act stays focusable and says why.

import type { LucideIcon } from 'lucide-react';
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react';
import styles from './button.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { KeyCap } from './key-cap.tsx';
import { Tooltip } from './tooltip.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
export type ButtonSize = 'small' | 'medium' | 'large';

interface SharedProps extends Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'name'> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly keys?: string | readonly string[] | undefined;
  readonly isPressed?: boolean | undefined;
  /** Present: the button cannot act now, and this sentence says why, on hover, on focus and to assistive technology. */
  readonly disabledReason?: string | undefined;
}

export interface ButtonProps extends SharedProps {
  readonly icon?: LucideIcon | undefined;
  readonly trailingIcon?: LucideIcon | undefined;
  readonly children: ReactNode;
}

export function Button({ icon, trailingIcon, children, keys, ...shared }: ButtonProps) {
  const iconSize = shared.size === 'small' ? 'sm' : 'md';
  const button = (
    <BareButton {...shared}>
      {icon && <Icon icon={icon} size={iconSize} className={styles.icon} />}
      {children}
      {keys !== undefined && <KeyCap keys={keys} />}
      {trailingIcon && <Icon icon={trailingIcon} size="sm" className={styles.trailing} />}
    </BareButton>
  );
  return shared.disabledReason === undefined ? button : <Tooltip text={shared.disabledReason}>{button}</Tooltip>;
}

export interface IconButtonProps extends SharedProps {
  readonly icon: LucideIcon;
  /** Verb and object, as `Disable CRM screen-pop`: the accessible name and the tooltip. */
  readonly name: string;
}

export function IconButton({ icon, name, keys, variant = 'quiet', className, ...shared }: IconButtonProps) {
  return (
    <Tooltip text={shared.disabledReason ?? name} keys={keys}>
      <BareButton {...shared} variant={variant} aria-label={name} className={joinClasses(styles.square, className)}>
        <Icon icon={icon} size={shared.size === 'small' ? 'sm' : 'md'} className={styles.icon} />
      </BareButton>
    </Tooltip>
  );
}

interface BareButtonProps extends Omit<SharedProps, 'keys'> {
  readonly children: ReactNode;
}

function BareButton(props: BareButtonProps) {
  const { variant = 'secondary', size = 'medium', isPressed, disabledReason, className, onClick, ...rest } = props;
  const reasonId = useId();
  const isDisabled = disabledReason !== undefined;
  const act = (event: MouseEvent<HTMLButtonElement>) => (isDisabled ? event.preventDefault() : onClick?.(event));
  return (
    <>
      <button
        type="button"
        {...rest}
        onClick={act}
        className={joinClasses(styles.button, styles[variant], styles[size], className)}
        {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
        {...(isDisabled && { 'aria-disabled': true, 'aria-describedby': reasonId })}
      />
      {isDisabled && <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>}
    </>
  );
}
