import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldIds } from '../../../shared/catalog/fields.ts';
import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { previewRequest } from '../../../shared/request/preview-request.ts';
import { previewForScreen } from '../../../shared/request/screen-preview.ts';

const integration: Integration = {
  name: 'CRM screen-pop',
  type: 'webhook',
  scope: 'service',
  requestUrl: 'https://crm.example.com/hook',
  method: 'POST',
  format: 'JSON',
  pathArguments: '',
  triggerServiceType: 'myCloudPBX',
  triggerEvent: 'inbound-call-answered',
  enabled: true,
  silentMode: false,
  authentication: { type: 'none' },
  headers: [],
  fieldValues: [
    { key: 'from', field: 'source-number' },
    { key: 'ivr', field: 'ivr-name' },
    { key: 'voicemail', field: 'has-voicemail' },
  ],
};
const event = sampleEvent('inbound-call-answered');

describe('the preview on screen', () => {
  it('leaves out a row in error, names it, and still tells its problem', () => {
    const shown = previewForScreen({ integration, event, dialect: {} });
    expect(shown.request?.body).toBe('{"from":"0491570156","voicemail":"True"}');
    expect(shown.leftOut).toEqual(['fieldValues.1']);
    expect(shown.problems).toMatchObject([{ code: 'FIELD_NEVER', path: 'fieldValues.1.field' }]);
  });

  it('tells for each row what it sends and what that rests on', () => {
    const { rows } = previewForScreen({ integration, event, dialect: {} });
    expect(rows).toEqual([
      { isLeftOut: false, value: '0491570156', assumptions: [] },
      { isLeftOut: true, value: null, assumptions: [] },
      { isLeftOut: false, value: 'True', assumptions: ['boolean-format'] },
    ]);
  });

  it('leaves out a header in error', () => {
    const headers = [
      { name: 'X Tenant', value: 'acme' },
      { name: 'X-Site', value: 'north' },
    ];
    const shown = previewForScreen({ integration: { ...integration, headers }, event, dialect: {} });
    expect(shown.request?.headers).toEqual([
      ['Content-Type', 'application/json'],
      ['X-Site', 'north'],
    ]);
    expect(shown.leftOut).toEqual(['headers.0', 'fieldValues.1']);
  });

  it('shows no request for an error outside the rows', () => {
    const shown = previewForScreen({ integration: { ...integration, requestUrl: 'crm' }, event, dialect: {} });
    expect(shown.request).toBeNull();
    expect(shown.problems.map(({ path }) => path)).toContain('requestUrl');
  });

  it('shows no request before a trigger event is chosen, and blames no row for it', () => {
    const shown = previewForScreen({ integration: { ...integration, triggerEvent: '' }, event: null, dialect: {} });
    expect(shown.request).toBeNull();
    expect(shown.leftOut).toEqual([]);
    expect(shown.rows.every(({ isLeftOut }) => !isLeftOut)).toBe(true);
  });

  it('forgets an assumption that is confirmed, in the rows too', () => {
    const shown = previewForScreen({ integration, event, dialect: { boolean: '1/0', confirmed: ['boolean'] } });
    expect(shown.rows[2]).toEqual({ isLeftOut: false, value: '1', assumptions: [] });
    expect(shown.assumptions).toEqual([]);
  });

  it('is the preview of the same integration without the rows in error', () => {
    const row = fc.record({ key: fc.constantFrom('', 'a', 'b', 'c'), field: fc.constantFrom(...fieldIds) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (fieldValues) => {
        const shown = previewForScreen({ integration: { ...integration, fieldValues }, event, dialect: {} });
        const kept = fieldValues.filter((_row, index) => !shown.leftOut.includes(`fieldValues.${index}`));
        const whole = previewRequest({ integration: { ...integration, fieldValues: kept }, event });
        expect(shown.request?.body).toBe(whole.body);
        expect(shown.assumptions).toEqual(whole.assumptions);
      }),
    );
  });
});
