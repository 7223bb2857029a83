// Short news at the lower right, with the way back where there is one. A toast stays at least eight seconds and waits as long as the
// pointer or the focus is on it.

import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, type LucideIcon, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

const shownMs = 8_000;

export interface ToastMessage {
  readonly text: string;
  readonly tone?: 'success' | 'info' | 'danger' | undefined;
  readonly action?: ToastAction | undefined;
}

export interface ToastAction {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly onAction: () => void;
}

export interface Toasts {
  /** Answers the id to close it by. */
  readonly show: (message: ToastMessage) => string;
  readonly close: (id: string) => void;
}

const toneIcons: Readonly<Record<'success' | 'info' | 'danger', LucideIcon>> = {
  success: CircleCheck,
  info: Info,
  danger: CircleAlert,
};

export function useToasts(): Toasts {
  const { add, close } = Base.useToastManager<ToastMessage>();
  return useMemo(
    () => ({
      show: (message) =>
        add({ title: message.text, data: message, priority: message.tone === 'danger' ? 'high' : 'low' }),
      close,
    }),
    [add, close],
  );
}

export interface ToastProviderProps {
  readonly dismissName: string;
  readonly regionName: string | undefined;
  readonly children: ReactNode;
}

export function ToastProvider({ dismissName, regionName, children }: ToastProviderProps) {
  return (
    <Base.Provider timeout={shownMs} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport
          className={styles.viewport}
          data-region="toasts"
          {...(regionName !== undefined && { 'aria-label': regionName })}
        >
          <ToastList dismissName={dismissName} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList({ dismissName }: { readonly dismissName: string }) {
  const { toasts, close } = Base.useToastManager<ToastMessage>();
  return toasts.map((toast) => {
    const message = toast.data;
    if (message === undefined) return null;
    const tone = message.tone ?? 'success';
    return (
      <Base.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection="right">
        <Icon icon={toneIcons[tone]} tone={tone} />
        <Base.Title className={styles.text} render={<div />} />
        <span className={styles.actions}>
          {message.action && <UndoButton action={message.action} onDone={() => close(toast.id)} />}
          <IconButton icon={X} name={dismissName} size="small" onClick={() => close(toast.id)} />
        </span>
      </Base.Root>
    );
  });
}

function UndoButton({ action, onDone }: { readonly action: ToastAction; readonly onDone: () => void }) {
  const act = () => {
    action.onAction();
    onDone();
  };
  return (
    <Button variant="quiet" size="small" keys={action.keys} onClick={act}>
      {action.label}
    </Button>
  );
}
