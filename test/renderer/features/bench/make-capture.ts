// A capture for tests of the test bench.
import { type Capture, captureSchema } from '../../../../shared/bench/capture.ts';

export function makeCapture(change: Partial<Capture> = {}): Capture {
  const capture = captureSchema.parse({
    id: 'cap_1',
    seq: 1,
    receivedAt: '2026-11-22T23:52:09.004Z',
    method: 'POST',
    url: '/in/k3f9k3f9k3f9k3f9k3f9/hook?src=pbx',
    path: '/hook?src=pbx',
    headers: [['Host', '127.0.0.1:8787']],
    bodyBase64: '',
    isCut: false,
    peer: '127.0.0.1:52000',
    integration: null,
    event: null,
    deliveryId: null,
    answeredStatus: 200,
  });
  return { ...capture, ...change };
}
