// The key that does the same as the control beside it: a hint for the eye, told to assistive technology by aria-keyshortcuts instead.

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, CornerDownLeft, type LucideIcon } from 'lucide-react';
import styles from './key-cap.module.css';

/** Keys whose sign is not in the bundled Latin subset. */
const drawnKeys: Readonly<Record<string, LucideIcon>> = {
  Enter: CornerDownLeft,
  ArrowUp,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
};

export interface KeyCapProps {
  /** One cap as it reads (`Ctrl S`, `F8`, `D`), or `Enter` and the arrow names for a drawn one. A list makes several caps. */
  readonly keys: string | readonly string[];
}

export function KeyCap({ keys }: KeyCapProps) {
  const caps = typeof keys === 'string' ? [keys] : keys;
  return caps.map((cap) => {
    const Drawn = drawnKeys[cap];
    return (
      <kbd key={cap} className={styles.cap} aria-hidden>
        {Drawn === undefined ? cap : <Drawn size={11} strokeWidth={2.2} />}
      </kbd>
    );
  });
}
