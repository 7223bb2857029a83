// Menus: one that hangs on a button, and one that opens at a point (right click, Shift+F10).

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { joinClasses } from './join-classes.ts';
import { type MenuItem, MenuItems } from './menu-items.tsx';
import popup from './popup.module.css';

export interface MenuProps {
  /** The button: a Button or an IconButton. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end' | undefined;
}

export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.positioner} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className={joinClasses(popup.popup, popup.menu)}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuPoint {
  /** Pixels from the left and the top of the window. */
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuProps {
  readonly label: string;
  /** Where the menu opens; null closes it. */
  readonly at: MenuPoint | null;
  readonly items: readonly MenuItem[];
  /** Called when it closes. Focus goes back to where it was. */
  readonly onClose: () => void;
}

export function ContextMenu({ label, at, items, onClose }: ContextMenuProps) {
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ ...(at ?? { x: 0, y: 0 }), width: 0, height: 0 }) };
  return (
    <Base.Root modal={false} open={at !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} anchor={anchor} align="start" sideOffset={2} collisionPadding={8}>
          <Base.Popup className={joinClasses(popup.popup, popup.menu)} aria-label={label}>
            <MenuItems items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
