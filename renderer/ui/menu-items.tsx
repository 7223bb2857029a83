// The items of a menu as data. An item that cannot act now stays in its place and says why.

import { Menu as Base } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { KeyCap } from './key-cap.tsx';
import popup from './popup.module.css';

export interface MenuAction {
  readonly kind: 'action';
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** In the place of an icon: a mark of the thing itself. */
  readonly mark?: ReactNode;
  /** Behind the label. */
  readonly trailing?: ReactNode;
  readonly keys?: string | readonly string[] | undefined;
  readonly isDanger?: boolean | undefined;
  readonly disabledReason?: string | undefined;
  readonly onSelect: () => void;
}

/** Stays open when chosen: several can be switched in one go. */
export interface MenuCheck {
  readonly kind: 'check';
  readonly id: string;
  readonly label: string;
  readonly isChecked: boolean;
  readonly disabledReason?: string | undefined;
  readonly onChange: (isChecked: boolean) => void;
}

export interface MenuHeading {
  readonly kind: 'heading';
  readonly id: string;
  readonly label: string;
}

export interface MenuSeparator {
  readonly kind: 'separator';
  readonly id: string;
}

export type MenuItem = MenuAction | MenuCheck | MenuHeading | MenuSeparator;

export interface MenuItemsProps {
  readonly items: readonly MenuItem[];
}

export function MenuItems({ items }: MenuItemsProps) {
  return items.map(drawItem);
}

function drawItem(item: MenuItem): ReactNode {
  switch (item.kind) {
    case 'separator':
      return <Base.Separator key={item.id} className={popup.separator} />;
    case 'heading':
      return (
        <div key={item.id} className={popup.heading} role="presentation">
          {item.label}
        </div>
      );
    case 'check':
      return <CheckItem key={item.id} item={item} />;
    case 'action':
      return <ActionItem key={item.id} item={item} />;
  }
}

function ActionItem({ item }: { readonly item: MenuAction }) {
  const isDisabled = item.disabledReason !== undefined;
  return (
    <Base.Item
      className={joinClasses(popup.item, item.isDanger && popup.danger, isDisabled && popup.stacked)}
      disabled={isDisabled}
      onClick={item.onSelect}
    >
      {item.icon && <Icon icon={item.icon} className={popup.icon} />}
      {item.mark}
      <ItemText label={item.label} reason={item.disabledReason} />
      {item.trailing}
      {item.keys !== undefined && (
        <span className={popup.keys}>
          <KeyCap keys={item.keys} />
        </span>
      )}
    </Base.Item>
  );
}

function CheckItem({ item }: { readonly item: MenuCheck }) {
  return (
    <Base.CheckboxItem
      className={popup.item}
      checked={item.isChecked}
      onCheckedChange={(isChecked) => item.onChange(isChecked)}
      disabled={item.disabledReason !== undefined}
      closeOnClick={false}
    >
      <span className={popup.check}>
        <Base.CheckboxItemIndicator>
          <Icon icon={Check} size="sm" />
        </Base.CheckboxItemIndicator>
      </span>
      <ItemText label={item.label} reason={item.disabledReason} />
    </Base.CheckboxItem>
  );
}

function ItemText({ label, reason }: { readonly label: string; readonly reason: string | undefined }) {
  return (
    <span className={popup.text}>
      {label}
      {reason !== undefined && <span className={popup.detail}>{reason}</span>}
    </span>
  );
}
