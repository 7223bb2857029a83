// The integration that the editor's tests begin from.
import type { Integration } from '../../../../../shared/request/integration.ts';

export const sampleIntegration: Integration = {
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
    { key: 'ivr', field: 'ivr-name' },
    { key: 'voicemail', field: 'has-voicemail' },
    { key: 'at', field: 'date-time' },
  ],
};
