import { describe, expect, it } from 'vitest';
import { compareCapture } from '../../../../renderer/features/bench/compare-capture.ts';
import type { Capture } from '../../../../shared/bench/capture.ts';
import type { BuiltRequest } from '../../../../shared/request/built-request.ts';
import { secretMask } from '../../../../shared/request/integration.ts';
import { makeCapture } from './make-capture.ts';

const body = '{"from":"0491570156"}';
const built: BuiltRequest = {
  method: 'POST',
  url: 'http://127.0.0.1:8787/in/k3f9k3f9k3f9k3f9k3f9/hook?src=pbx',
  headers: [
    ['Content-Type', 'application/json'],
    ['X-Tenant', 'acme'],
  ],
  body,
};
const asBuilt = makeCapture({
  path: '/hook?src=pbx',
  headers: [
    ['Host', '127.0.0.1:8787'],
    ['Content-Type', 'application/json'],
    ['X-Tenant', 'acme'],
    ['Switchhook-Delivery', 'dlv_1'],
  ],
  bodyBase64: btoa(body),
});

function differing(request: BuiltRequest, capture: Capture): string[] {
  return compareCapture(request, capture).flatMap(({ part, isEqual }) => (isEqual ? [] : [part]));
}

describe('comparing a capture with what was built', () => {
  it('finds the same request equal, whatever sending has added', () => {
    expect(differing(built, asBuilt)).toEqual([]);
  });

  it('finds a URL of the integration’s own host equal: the receiver is only another place', () => {
    expect(differing({ ...built, url: 'https://crm.example.com/hook?src=pbx' }, asBuilt)).toEqual([]);
  });

  it('names every part that differs', () => {
    const other = { ...asBuilt, method: 'PUT', path: '/hook', headers: [], bodyBase64: btoa(`${body} `) };
    expect(differing(built, other)).toEqual(['method', 'target', 'headers', 'body']);
  });

  it('tells headers in another order apart', () => {
    expect(differing({ ...built, headers: built.headers.toReversed() }, asBuilt)).toEqual(['headers']);
  });

  it('compares up to a masked secret and no further', () => {
    const withSecret = (value: string): Capture => ({ ...asBuilt, headers: [['Authorization', value]] });
    const request = { ...built, headers: [['Authorization', `Bearer ${secretMask}`] as [string, string]] };
    expect(differing(request, withSecret('Bearer [secret crm-acme #3fa9c2d1]'))).toEqual([]);
    expect(differing(request, withSecret('Token [secret crm-acme #3fa9c2d1]'))).toEqual(['headers']);
  });

  it('takes bytes that decode alike for different', () => {
    const request = { ...built, body: '\ufffd' };
    expect(differing(request, { ...asBuilt, bodyBase64: btoa('\xff') })).toEqual(['body']);
  });

  it('never calls a body equal that was cut', () => {
    expect(differing(built, { ...asBuilt, isCut: true })).toEqual(['body']);
  });
});
