// A short name or reason on hover and on focus. Never the only place of a text: the control's name or description holds it too.

import { Tooltip as Base } from '@base-ui/react/tooltip';
import { type ReactElement, useState } from 'react';
import { KeyCap } from './key-cap.tsx';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  readonly keys?: string | readonly string[] | undefined;
  /** One element that takes a ref and the events of the trigger. */
  readonly children: ReactElement;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
}

export function Tooltip({ text, keys, children, side = 'bottom' }: TooltipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const change = (next: boolean, { reason, cancel, allowPropagation }: Base.Root.ChangeEventDetails) => {
    setIsOpen(next);
    if (reason !== 'escape-key') return;
    // Escape is not the tooltip's own: it closes, and whatever lies beneath takes the key too.
    cancel();
    allowPropagation();
  };
  return (
    <Base.Root open={isOpen} onOpenChange={change}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className={styles.tip}>
            {text}
            {keys !== undefined && <KeyCap keys={keys} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
