// Dialogs. A dialog asks or shows something and can be left by Escape; an alert dialog waits for an answer and puts focus on the
// harmless one. Buttons stand right, the primary last.

import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { joinClasses } from './join-classes.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The title is read out but not shown, as in the palette. */
  readonly isTitleHidden?: boolean | undefined;
  readonly description?: string | undefined;
  /** 360, 480, 600, 816 and 640 px. The palette lies 108 px from the top and has no padding of its own. */
  readonly size?: 'small' | 'medium' | 'large' | 'wide' | 'palette' | undefined;
  readonly actions?: ReactNode;
  /** At the left of the actions: what holds as long as none is taken. */
  readonly note?: string | undefined;
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** Where focus goes on closing, if what opened the dialog is gone. */
  readonly finalFocus?: RefObject<HTMLElement | null> | undefined;
  readonly children?: ReactNode;
}

export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onClose,
    title,
    isTitleHidden = false,
    description,
    size = 'medium',
    actions,
    note,
    children,
  } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup
          className={joinClasses(styles.dialog, styles[size])}
          initialFocus={props.initialFocus}
          finalFocus={props.finalFocus}
        >
          <Base.Title className={isTitleHidden ? styles.hidden : styles.title}>{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className={styles.description}>{description}</Base.Description>
          )}
          {children}
          {actions !== undefined && (
            <div className={styles.actions}>
              {note !== undefined && <p className={styles.note}>{note}</p>}
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface AlertDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen, what cannot be undone. */
  readonly description: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly isDanger?: boolean | undefined;
  /** Present: the answer cannot be given yet, as long as a count has not been typed. */
  readonly confirmDisabledReason?: string | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

export function AlertDialog(props: AlertDialogProps) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  return (
    <BaseAlert.Root open={props.isOpen} onOpenChange={(next) => !next && props.onCancel()}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={styles.scrim} />
        <BaseAlert.Popup className={joinClasses(styles.dialog, styles.small)} initialFocus={cancelButton}>
          <BaseAlert.Title className={styles.title}>{props.title}</BaseAlert.Title>
          <BaseAlert.Description className={styles.description}>{props.description}</BaseAlert.Description>
          {props.children}
          <div className={styles.actions}>
            <Button ref={cancelButton} onClick={props.onCancel}>
              {props.cancelLabel}
            </Button>
            <Button
              variant={props.isDanger === true ? 'danger' : 'primary'}
              onClick={props.onConfirm}
              disabledReason={props.confirmDisabledReason}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
