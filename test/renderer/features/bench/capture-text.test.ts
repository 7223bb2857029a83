import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBodyBytes,
  formatAsCurl,
  formatHex,
  formatJson,
  formatRequest,
  readBody,
} from '../../../../renderer/features/bench/capture-text.ts';
import { makeCapture } from './make-capture.ts';

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('a capture as text', () => {
  it('begins with the request line and keeps the headers in their order', () => {
    const headers: [string, string][] = [
      ['X-B', '2'],
      ['x-a', ''],
    ];
    const text = formatRequest(makeCapture({ headers, bodyBase64: btoa('{"a":1}') }));
    expect(text).toBe('POST /in/k3f9k3f9k3f9k3f9k3f9/hook?src=pbx HTTP/1.1\nX-B: 2\nx-a:\n\n{"a":1}');
  });

  it('has no empty line after the headers of a request without a body', () => {
    expect(formatRequest(makeCapture({ headers: [['Host', 'a.test']] }))).toMatch(/HTTP\/1\.1\nHost: a\.test$/);
  });

  it('shows bytes that are no text as numbers', () => {
    const capture = makeCapture({ bodyBase64: encode(Uint8Array.of(0xff, 0x41, 0)) });
    expect(readBody(capture).text).toBeNull();
    expect(formatRequest(capture)).toContain('000000  ff 41 00');
  });

  it('reads every body back as the bytes it was, and counts them without decoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const capture = makeCapture({ bodyBase64: encode(bytes) });
        expect(readBody(capture).bytes).toEqual(bytes);
        expect(countBodyBytes(capture)).toBe(bytes.length);
      }),
    );
  });

  it('keeps a byte order mark in the text', () => {
    expect(readBody(makeCapture({ bodyBase64: encode(new TextEncoder().encode('\ufeffa')) })).text).toBe('\ufeffa');
  });

  it('writes sixteen bytes a line with what is visible of them', () => {
    const [first, second] = formatHex(new TextEncoder().encode('0123456789abcdefg')).split('\n');
    expect(first).toBe('000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef');
    expect(second).toMatch(/^000010 {2}67 +g$/);
  });

  it('indents JSON and leaves everything else alone', () => {
    expect(formatJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(formatJson('a=1')).toBeNull();
  });

  it('becomes a command to the receiver that leaves out what cURL writes itself', () => {
    const headers: [string, string][] = [
      ['Host', '127.0.0.1:1'],
      ['Content-Length', '3'],
      ['X-Tenant', "o'neil"],
    ];
    const curl = formatAsCurl(makeCapture({ headers, bodyBase64: btoa('a=1') }), 'http://127.0.0.1:8787') ?? '';
    expect(curl).toContain("'http://127.0.0.1:8787/in/k3f9k3f9k3f9k3f9k3f9/hook?src=pbx'");
    expect(curl).toContain("--header 'X-Tenant: o'\\''neil'");
    expect(curl).toContain("--data-raw 'a=1'");
    expect(curl).not.toMatch(/Host|Content-Length/);
  });

  it('is no command when its body is no text', () => {
    expect(formatAsCurl(makeCapture({ bodyBase64: encode(Uint8Array.of(0xff)) }), 'http://127.0.0.1:1')).toBeNull();
  });
});
