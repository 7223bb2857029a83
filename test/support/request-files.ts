// The files of a small integration and event, written where a command line test runs, and the arguments that name them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const smallIntegration = {
  name: 'CRM screen-pop',
  requestUrl: 'https://crm.example.com/hook',
  method: 'POST',
  format: 'JSON',
  triggerEvent: 'inbound-call-answered',
  fieldValues: [{ key: 'from', field: 'source-number' }],
};

export const smallEvent = {
  trigger: 'inbound-call-answered',
  occurredAt: '2026-11-23T10:41:07+11:00',
  values: { 'source-number': '0491570156' },
};

/** Writes `<name>.json` and `<name>-event.json`, and answers the arguments of `preview` and `send`. */
export function writeRequestFiles(folder: string, changes: object = {}, name = 'crm'): string[] {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...smallIntegration, ...changes }));
  writeFileSync(join(folder, `${name}-event.json`), JSON.stringify(smallEvent));
  return ['--integration', `${name}.json`, '--event', `${name}-event.json`];
}
