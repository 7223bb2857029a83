// What is added to a built request when it is sent, so that a preview can show it apart. Sending itself does not use this list.
import type { BuiltRequest, HeaderList } from './built-request.ts';

export interface AddedHeadersSource {
  readonly request: BuiltRequest;
  /** Switchhook's own. */
  readonly version: string;
  /** Whether deliveries to this endpoint carry their id and the number of the attempt. */
  readonly isIdentified: boolean;
  /** Whether they are signed. */
  readonly isSigned: boolean;
}

const encoder = new TextEncoder();

/** In the order they go out. What is only known at that time stands in angle brackets. */
export function listAddedHeaders({ request, version, isIdentified, isSigned }: AddedHeadersSource): HeaderList {
  const chosen = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const added: HeaderList = [['Host', new URL(request.url).host]];
  // A POST says that its body is empty, a GET does not.
  const length = encoder.encode(request.body ?? '').length;
  if (request.method === 'POST' || length > 0) added.push(['Content-Length', String(length)]);
  // What a server does not read of a GET's body would be taken for the next request.
  added.push(['Connection', request.method === 'GET' && length > 0 ? 'close' : 'keep-alive']);
  if (!chosen.has('user-agent')) added.push(['User-Agent', `Switchhook/${version}`]);
  if (!chosen.has('accept')) added.push(['Accept', '*/*']);
  if (isIdentified) added.push(['Switchhook-Delivery', '<delivery id>'], ['Switchhook-Attempt', '<attempt number>']);
  if (isSigned) {
    added.push(
      ['webhook-id', '<delivery id>'],
      ['webhook-timestamp', '<unix seconds>'],
      ['webhook-signature', '<signature>'],
    );
  }
  return added;
}
