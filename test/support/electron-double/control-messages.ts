// What a test can ask of the double's process.
import type { Rectangle } from './script.ts';

export interface ForgedSender {
  /** A page that is not the window's. */
  readonly otherPage?: boolean;
  /** `child`: a frame inside the page. `none`: the frame is gone. Else the main frame, which then stands on this document. */
  readonly frame: 'main' | 'child' | 'none' | { readonly url: string; readonly origin: string };
}

export type ControlRequest =
  /** Where to attach with connectOverCDP. */
  | { readonly act: 'address' }
  | { readonly act: 'records' }
  /** Every IPC channel that is listened to. */
  | { readonly act: 'channels' }
  | { readonly act: 'decidePermission'; readonly name: string }
  | { readonly act: 'decideOpening'; readonly url: string }
  | { readonly act: 'isNavigationRefused'; readonly event: string; readonly url: string }
  /** Of the custom protocol, without a browser to tidy the address first. */
  | { readonly act: 'request'; readonly url: string; readonly method: string }
  | {
      readonly act: 'forge';
      readonly kind: 'invoke' | 'send';
      readonly channel: string;
      readonly payload: unknown;
      readonly from: ForgedSender;
    }
  | { readonly act: 'rendererGone'; readonly reason: string }
  | { readonly act: 'moveWindow'; readonly bounds: Rectangle; readonly isMaximized: boolean }
  | { readonly act: 'quit' };
