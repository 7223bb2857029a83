// What every component of this folder expects above it: no style elements (the page's policy forbids them), one tooltip delay for
// all, and the place where toasts appear.

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { ToastProvider } from './toast.tsx';

export interface UiRootProps {
  /** Name of the button that dismisses a toast. */
  readonly dismissName: string;
  /** Name of the region toasts appear in. */
  readonly toastsName?: string | undefined;
  readonly children: ReactNode;
}

export function UiRoot({ dismissName, toastsName, children }: UiRootProps) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={400} closeDelay={0}>
        <ToastProvider dismissName={dismissName} regionName={toastsName}>
          {children}
        </ToastProvider>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
