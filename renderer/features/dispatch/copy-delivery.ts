// What a delivery can be copied as, and the news of it for the page.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { formatDeliveriesAsHar } from '../../../shared/dispatch/format-har.ts';
import { formatPreviewAsCurl } from '../../../shared/request/format-curl.ts';
import type { Shell } from '../../../shared/request/quote-word.ts';
import { version } from '../../app/feature/version.ts';
import { copyText } from '../../ui/copy-text.ts';
import { chooseAttempt } from './choose-attempt.ts';
import { formatDiagnostic } from './format-diagnostic.ts';
import type { DispatchView } from './view.ts';

/** Secrets stay masked in it: who runs the command puts them in. */
export function copyAsCurl(delivery: DeliveryDetail, view: DispatchView, shell: Shell = 'bash'): void {
  if (copyText(formatPreviewAsCurl(delivery.request, shell))) view.copiedToClipboard('curl');
}

/** An entry for each attempt. */
export function copyAsHar(delivery: DeliveryDetail, view: DispatchView): void {
  if (copyText(JSON.stringify(formatDeliveriesAsHar([delivery], version), null, 2))) view.copiedToClipboard('har');
}

export function copyDiagnostic(delivery: DeliveryDetail, view: DispatchView): void {
  const text = formatDiagnostic(delivery, chooseAttempt(delivery.attempts, view.chosenAttempt));
  if (copyText(text)) view.copiedToClipboard('diagnostic');
}
