// One right integration and one right event, to be spoilt by the tests.
import type { Problem } from '../../../shared/kernel/problem.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import type { Integration } from '../../../shared/request/integration.ts';

export const integration: Integration = {
  name: 'CRM screen-pop',
  type: 'webhook',
  scope: 'service',
  requestUrl: 'https://crm.example.com/hook?src=pbx',
  method: 'POST',
  format: 'JSON',
  pathArguments: 'v2/answered',
  triggerServiceType: 'myCloudPBX',
  triggerEvent: 'inbound-call-answered',
  enabled: true,
  silentMode: false,
  authentication: { type: 'basic', username: 'acme', password: { secret: 'crm-acme' } },
  headers: [{ name: 'X-Tenant', value: 'acme' }],
  fieldValues: [
    { key: 'from', field: 'source-number' },
    { key: 'voicemail', field: 'has-voicemail' },
    { key: 'at', field: 'date-time' },
  ],
};

export const event: PbxEvent = {
  trigger: 'inbound-call-answered',
  occurredAt: '2026-11-23T10:41:07+11:00',
  timeZone: 'Australia/Sydney',
  values: {
    'source-number': '0491570156',
    'has-voicemail': true,
    'enabled-calls': ['Local', 'Mobile'],
    'extension-number': '201',
  },
};

/** `CODE path`, with a `?` behind warnings. */
export function brief(problems: readonly Problem[]): string[] {
  return problems.map(({ code, severity, path }) => `${code}${severity === 'warning' ? '?' : ''} ${path}`);
}
