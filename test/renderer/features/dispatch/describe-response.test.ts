import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBody,
  formatResponse,
  layOutJson,
  splitTiming,
} from '../../../../renderer/features/dispatch/describe-response.ts';

const response = (body: string | Uint8Array, isCut = false) => ({
  status: 502,
  headers: [['Server', 'crm-gateway']] as [string, string][],
  bodyBase64: Buffer.from(body).toString('base64'),
  isCut,
});

describe('a response as text', () => {
  it('has a status line, headers and the body laid out', () => {
    expect(formatResponse(response('{"error":"upstream","node":3}'))).toBe(
      'HTTP/1.1 502 Bad Gateway\nServer: crm-gateway\n\n{\n  "error": "upstream",\n  "node": 3\n}',
    );
  });

  it('ends after the headers when the body is empty', () => {
    expect(formatResponse(response(''))).toBe('HTTP/1.1 502 Bad Gateway\nServer: crm-gateway');
  });

  it('does not show bytes that are no text', () => {
    expect(decodeBody(response(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).text).toBe(null);
    expect(decodeBody(response(Uint8Array.of(0x61, 0x00, 0x62))).text).toBe(null);
    expect(formatResponse(response(Uint8Array.of(0xff)))).toContain('is no text');
  });

  it('shows a text that was cut inside a character, but not one that merely ends wrongly', () => {
    const half = Buffer.from('Größe').subarray(0, 3);
    expect(decodeBody(response(half, true)).text).toBe('Gr');
    expect(decodeBody(response(half)).text).toBe(null);
  });

  it('counts bytes, not characters', () => {
    expect(decodeBody(response('ß')).byteCount).toBe(2);
  });
});

describe('laying out JSON', () => {
  it('changes nothing but the space between tokens', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(layOutJson(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps numbers, escapes and repeated keys as they came', () => {
    const text = '{"a":1.50,"a":"\\u0041","big":12345678901234567890}';
    expect(layOutJson(text).replaceAll(/\s/g, '')).toBe(text);
  });

  it('leaves everything else alone', () => {
    expect(layOutJson('{ no json')).toBe('{ no json');
    expect(layOutJson('<p>Bad gateway</p>')).toBe('<p>Bad gateway</p>');
  });
});

describe('where the time went', () => {
  it('is the spans between the moments of an attempt', () => {
    const parts = splitTiming({ dnsMs: 4, connectMs: 15, tlsMs: 39, firstByteMs: 1_219, totalMs: 1_221 });
    expect(parts.map(({ durationMs }) => durationMs)).toEqual([4, 11, 24, 1_180, 2]);
  });

  it('leaves out what did not happen', () => {
    const parts = splitTiming({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 80, totalMs: 84 });
    expect(parts.map(({ durationMs }) => durationMs)).toEqual([null, null, null, 80, 4]);
    const early = splitTiming({ dnsMs: 4, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 9 });
    expect(early.map(({ durationMs }) => durationMs)).toEqual([4, null, null, null, null]);
  });
});
