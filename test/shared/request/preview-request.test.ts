import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { previewSchema } from '../../../shared/request/built-request.ts';
import { previewRequest } from '../../../shared/request/preview-request.ts';
import { brief, event, integration } from './examples.ts';

describe('a preview', () => {
  it('is the request with its assumptions and no problems', () => {
    const preview = previewRequest({ integration, event });
    expect(JSON.stringify(preview, null, 2)).toBe(`{
  "method": "POST",
  "url": "https://crm.example.com/hook/v2/answered?src=pbx",
  "headers": [
    [
      "Content-Type",
      "application/json"
    ],
    [
      "Authorization",
      "Basic ••••••"
    ],
    [
      "X-Tenant",
      "acme"
    ]
  ],
  "body": "{\\"from\\":\\"0491570156\\",\\"voicemail\\":\\"True\\",\\"at\\":\\"2026-11-23 10:41:07\\"}",
  "assumptions": [
    "boolean-format",
    "date-time-format",
    "path-arguments"
  ],
  "problems": []
}`);
    expect(previewSchema.parse(preview)).toEqual(preview);
  });

  it('of a sample needs no event file', () => {
    const preview = previewRequest({ integration, event: sampleEvent('inbound-call-answered') });
    expect(preview.body).toBe('{"from":"0491570156","voicemail":"True","at":"2026-11-23 10:41:07"}');
  });

  it('reveals secrets when it is told how', () => {
    const preview = previewRequest({ integration, event, reveal: () => 'secret' });
    expect(preview.headers?.[1]).toEqual(['Authorization', 'Basic YWNtZTpzZWNyZXQ=']);
  });

  it('is empty when a secret to be revealed is not held', () => {
    const preview = previewRequest({ integration, event, reveal: () => undefined });
    expect(preview).toMatchObject({ method: null, url: null, headers: null, body: null, assumptions: [] });
    expect(brief(preview.problems)).toEqual(['SECRET_UNKNOWN authentication.password']);
  });

  it('is empty for any error, with all problems in the order integration, event, dialect', () => {
    const preview = previewRequest({
      integration: { ...integration, requestUrl: 'https://example.com/#x', colour: 1 },
      event: { ...event, trigger: 'create-user', timeZone: '', extra: 1 },
      dialect: { boolean: 'yes/no' },
    });
    expect(preview).toMatchObject({ method: null, url: null, headers: null, body: null, assumptions: [] });
    expect(brief(preview.problems)).toEqual([
      'URL_FRAGMENT? requestUrl',
      'SHAPE_UNKNOWN_KEY colour',
      'EVENT_TRIGGER event.trigger',
      'EVENT_ZONE event.timeZone',
      'SHAPE_UNKNOWN_KEY event.extra',
      'DIALECT_INVALID dialect.boolean',
    ]);
    expect(previewSchema.parse(preview)).toEqual(preview);
  });

  it('takes nothing at all for granted', () => {
    expect(brief(previewRequest({ integration: null, event: 5, dialect: 'x' }).problems)).toEqual([
      'VALUE_TYPE ',
      'VALUE_TYPE event',
      'DIALECT_INVALID dialect',
    ]);
  });

  it('builds nothing from a dialect with an error even when everything else is right', () => {
    expect(previewRequest({ integration, event, dialect: { colour: 'red' } }).url).toBeNull();
  });

  it("judges the integration by the dialect's token header and path arguments", () => {
    const given = {
      integration: {
        ...{ ...integration, pathArguments: '../x', authentication: { type: 'token', token: 'a' } },
        headers: [{ name: 'x-key', value: 'b' }],
      },
      event,
      dialect: { tokenHeader: 'X-Key', pathArguments: 'query' },
    };
    expect(brief(previewRequest(given).problems)).toEqual(['HEADER_CONFLICT headers.0.name']);
  });
});
