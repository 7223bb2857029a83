// A small panel that hangs on a button: for a few controls, not for a form.

import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';
import popup from './popup.module.css';

export interface PopoverProps {
  readonly trigger: ReactElement;
  readonly title: string;
  readonly align?: 'start' | 'end' | undefined;
  readonly children: ReactNode;
}

export function Popover({ trigger, title, align = 'start', children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.positioner} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={joinClasses(popup.popup, popup.panel)}>
            <Base.Title className={popup.title}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
