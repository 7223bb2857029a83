// The work of benchmarks: an integration, and calls that fire it. Free of the engine, so that contenders without one stay small.
import { sampleEvent } from '../../shared/catalog/sample-events.ts';
import type { PbxEvent } from '../../shared/request/event.ts';
import type { Integration } from '../../shared/request/integration.ts';

export const benchSet = 'bench';
const trigger = 'inbound-call-answered';
/** An integration of a PBX each. The first is the one that benchmarks' events fire. */
const triggersOfPbx = [trigger, 'inbound-call-received', 'outbound-call-placed', 'ivr-option-selected'] as const;

export function serviceUuidOf(pbx: number): string {
  return `00000000-0000-4000-8000-${pbx.toString(16).padStart(12, '0')}`;
}

export function integrationIdOf(pbx: number, nth = 0): string {
  return `int_b${pbx.toString(36)}t${nth}`;
}

/** Every call has an id of its own, so that no two bodies are equal. */
export function eventOf(pbx: number, call: number): PbxEvent {
  const event = sampleEvent(trigger);
  const callUuid = `b8e6d0c4-52a9-4d6e-8f3b-${call.toString(16).padStart(12, '0')}`;
  return { ...event, values: { ...event.values, 'service-uuid': serviceUuidOf(pbx), 'call-uuid': callUuid } };
}

export interface PlacedEvent {
  readonly serviceUuid: string;
  readonly event: PbxEvent;
}

/** Made before: an event comes from somewhere, and making it up costs nobody anything here. They go round the PBXs. */
export function makeEvents(of: { count: number; pbxs: number; firstPbx?: number }): PlacedEvent[] {
  return Array.from({ length: of.count }, (_, call) => {
    const pbx = (of.firstPbx ?? 0) + (call % of.pbxs);
    return { serviceUuid: serviceUuidOf(pbx), event: eventOf(pbx, call) };
  });
}

export function benchIntegration(url: string, of = { pbx: 0, nth: 0 }): Integration {
  return {
    name: `CRM screen-pop ${of.pbx}`,
    type: 'webhook',
    scope: 'service',
    requestUrl: url,
    method: 'POST',
    format: 'JSON',
    pathArguments: '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: triggersOfPbx[of.nth] ?? trigger,
    enabled: true,
    silentMode: false,
    authentication: { type: 'none' },
    headers: [{ name: 'X-Tenant', value: 'acme' }],
    fieldValues: [
      { key: 'call', field: 'call-uuid' },
      { key: 'from', field: 'source-number' },
      { key: 'to', field: 'destination-number' },
      { key: 'service', field: 'service-uuid' },
      { key: 'at', field: 'date-time' },
    ],
  };
}
