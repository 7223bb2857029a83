// A lucide icon in one of four sizes. Always decorative: the name is the text beside it or the control around it.

import type { LucideIcon } from 'lucide-react';
import styles from './icon.module.css';
import { joinClasses } from './join-classes.ts';
import type { Tone } from './tone.ts';

export type IconSize = 'xs' | 'sm' | 'md' | 'lg';

export interface IconProps {
  readonly icon: LucideIcon;
  /** 12, 14, 16 and 18 px; the stroke follows so that lines stay about 1.3 px on screen. */
  readonly size?: IconSize | undefined;
  readonly tone?: Tone | undefined;
  readonly className?: string | undefined;
}

export function Icon({ icon: Glyph, size = 'md', tone, className }: IconProps) {
  return (
    <Glyph
      className={joinClasses(styles.icon, styles[size], tone !== undefined && styles[tone], className)}
      aria-hidden
    />
  );
}
