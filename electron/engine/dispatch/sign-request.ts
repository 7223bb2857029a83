// Signs a request as Standard Webhooks 1.0 says, so that its receiver can tell that it is genuine and recent. Keys are made once:
// making one costs several times what signing costs.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { HeaderList } from '../../../shared/request/built-request.ts';

export interface SignSource {
  /** Of the delivery: the same for all its attempts. */
  readonly id: string;
  /** Of this attempt. */
  readonly timestampSeconds: number;
  readonly body: string | null;
  /** Two while keys are rotated: a receiver takes a request when one of its keys fits. */
  readonly keys: readonly KeyObject[];
}

/** In the order they go out, after Switchhook's own. */
export function signHeaders({ id, timestampSeconds, body, keys }: SignSource): HeaderList {
  const content = `${id}.${timestampSeconds}.${body ?? ''}`;
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`);
  return [
    ['webhook-id', id],
    ['webhook-timestamp', String(timestampSeconds)],
    ['webhook-signature', signatures.join(' ')],
  ];
}

const prefix = 'whsec_';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** `whsec_` and base64, as receivers show it; anything else is the key itself, as UTF-8. null: no key can be made of it. */
export function parseSigningSecret(text: string): KeyObject | null {
  if (!text.startsWith(prefix)) return text === '' ? null : createSecretKey(text, 'utf8');
  const encoded = text.slice(prefix.length);
  return encoded === '' || !base64.test(encoded) ? null : createSecretKey(encoded, 'base64');
}
