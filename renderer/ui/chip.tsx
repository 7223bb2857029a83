// A value in a row of values: a part of a query, a tag with its colour, or a choice that can be switched on.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import type { Tone } from './tone.ts';

export interface ChipProps {
  readonly icon?: LucideIcon | undefined;
  readonly iconTone?: Tone | undefined;
  readonly isPressed: boolean;
  readonly onPressedChange: (isPressed: boolean) => void;
  readonly children: ReactNode;
}

export function Chip({ icon, iconTone, isPressed, onPressedChange, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isPressed} onClick={() => onPressedChange(!isPressed)}>
      {icon && <Icon icon={icon} size="sm" tone={iconTone} />}
      {children}
    </button>
  );
}

export interface QueryTokenProps {
  /** Key and operator as written, `event:`; empty for a plain word. */
  readonly prefix?: string | undefined;
  readonly state?: 'rest' | 'active' | 'error' | undefined;
  readonly children: string;
}

export function QueryToken({ prefix, state = 'rest', children }: QueryTokenProps) {
  return (
    <span className={joinClasses(styles.token, state !== 'rest' && styles[state])}>
      {prefix !== undefined && <span className={styles.prefix}>{prefix}</span>}
      {children}
    </span>
  );
}

/** teal, sky, violet, plum, coral, amber, moss, slate: the colours of tenant sets and tags. */
export type TenantColor = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface TagProps {
  readonly color: TenantColor;
  readonly children: ReactNode;
}

export function Tag({ color, children }: TagProps) {
  return (
    <span className={styles.tag} data-color={color}>
      {children}
    </span>
  );
}
