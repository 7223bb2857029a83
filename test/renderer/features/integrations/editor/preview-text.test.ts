import { describe, expect, it } from 'vitest';
import {
  breakJson,
  orderAssumptions,
  writeHttp,
  writeJsonBody,
  writeQuery,
} from '../../../../../renderer/features/integrations/editor/preview-text.ts';
import { sampleEvent } from '../../../../../shared/catalog/sample-events.ts';
import type { Integration } from '../../../../../shared/request/integration.ts';
import { previewForScreen } from '../../../../../shared/request/screen-preview.ts';
import { sampleIntegration } from './sample-integration.ts';

function preview(change: Partial<Integration> = {}) {
  const integration = { ...sampleIntegration, ...change };
  return previewForScreen({ integration, event: sampleEvent('inbound-call-answered'), dialect: {} });
}

describe('the text of the preview', () => {
  it('writes the request with its body broken into lines and its secret masked', () => {
    expect(writeHttp(preview(), 'v2/answered')?.text).toBe(
      [
        'POST /hook/v2/answered?src=pbx HTTP/1.1',
        'Content-Type: application/json',
        'Authorization: Basic ••••••',
        'X-Tenant: acme',
        '',
        '{',
        '  "from": "0491570156",',
        '  "voicemail": "True",',
        '  "at": "2026-11-23 10:41:07"',
        '}',
      ].join('\n'),
    );
  });

  it('marks the characters that rest on an assumption, numbered as one reads', () => {
    const shown = preview();
    const written = writeHttp(shown, 'v2/answered');
    expect(orderAssumptions(shown)).toEqual(['path-arguments', 'boolean-format', 'date-time-format']);
    const marked = written?.marks.map(({ start, end, number }) => [number, written.text.slice(start, end)]);
    expect(marked).toEqual([
      [1, 'v2/answered'],
      [2, 'True'],
      [3, '2026-11-23 10:41:07'],
    ]);
  });

  it('knows the line of each row and of none that is left out', () => {
    const written = writeJsonBody(preview());
    const lines = written?.text.split('\n') ?? [];
    expect([...(written?.lineOfRow ?? [])].map(([row, line]) => [row, lines[line]])).toEqual([
      [0, '  "from": "0491570156",'],
      [2, '  "voicemail": "True",'],
      [3, '  "at": "2026-11-23 10:41:07"'],
    ]);
  });

  it('writes a query one parameter to a line', () => {
    expect(writeQuery(preview({ format: 'QUERY' }))).toBe(
      'src=pbx\n&from=0491570156\n&voicemail=True\n&at=2026-11-23+10%3A41%3A07',
    );
    expect(writeJsonBody(preview({ format: 'QUERY' }))).toBeNull();
  });

  it('breaks keys and values that look like JSON in the right places', () => {
    const body = JSON.stringify({ 'a","b': 'x, {"y": 1}', c: '\\"' });
    expect(breakJson(body).split('\n')).toHaveLength(4);
    expect(JSON.parse(breakJson(body))).toEqual(JSON.parse(body));
    expect(breakJson('{}')).toBe('{}');
  });
});
