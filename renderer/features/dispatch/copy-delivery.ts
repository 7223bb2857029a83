// What a delivery can be copied as, and the news of it for the page.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';
import { copyText } from '../../ui/copy-text.ts';
import { chooseAttempt } from './choose-attempt.ts';
import { formatDiagnostic } from './format-diagnostic.ts';
import type { DispatchView } from './view.ts';

/** Secrets stay masked in it: who runs the command puts them in. */
export function copyAsCurl(delivery: DeliveryDetail, view: DispatchView): void {
  if (copyText(formatPreviewAsCurl(delivery.request))) view.copiedToClipboard('curl');
}

export function copyDiagnostic(delivery: DeliveryDetail, view: DispatchView): void {
  const text = formatDiagnostic(delivery, chooseAttempt(delivery.attempts, view.chosenAttempt));
  if (copyText(text)) view.copiedToClipboard('diagnostic');
}
