// All header lines of a request in the order they go out. undici writes `host`, `connection` and `content-length` itself;
// they are told here as it writes them, so that the log shows what was sent.
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { BuiltRequest, HeaderList } from '../../../shared/request/built-request.ts';

export interface Sender {
  readonly version: string;
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
}

/** What undici is given: the built headers as they are, then Switchhook's own. A custom `User-Agent` or `Accept` stands in its row. */
export function addOwnHeaders(built: HeaderList, { version, deliveryId, attempt }: Sender): HeaderList {
  const own: HeaderList = [
    ['User-Agent', `Switchhook/${version}`],
    ['Accept', '*/*'],
  ];
  const taken = new Set(built.map(([name]) => name.toLowerCase()));
  return [
    ...built,
    ...own.filter(([name]) => !taken.has(name.toLowerCase())),
    ['Switchhook-Delivery', deliveryId],
    ['Switchhook-Attempt', String(attempt)],
  ];
}

/** A GET with a body: what a server does not read of it would be taken for the next request. */
export function endsConnection({ method, body }: BuiltRequest): boolean {
  return method === 'GET' && body !== null && body !== '';
}

export function listSentHeaders(request: BuiltRequest, given: HeaderList): HeaderList {
  const length = Buffer.byteLength(request.body ?? '');
  return [
    ['host', new URL(request.url).host],
    ['connection', endsConnection(request) ? 'close' : 'keep-alive'],
    ...given,
    ...(request.method === 'POST' || length > 0 ? ([['content-length', String(length)]] satisfies HeaderList) : []),
  ];
}
