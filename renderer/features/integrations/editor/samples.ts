// The made-up events a preview can be shown with: the built-in sample of the trigger event, and what else may happen to a call.
import { sampleEvent } from '../../../../shared/catalog/sample-events.ts';
import { findTrigger, type TriggerEvent } from '../../../../shared/catalog/trigger-events.ts';
import type { PbxEvent } from '../../../../shared/request/event.ts';
import { t } from './texts.ts';

export const sampleIds = ['usual', 'anonymous', 'bare'] as const;
export type SampleId = (typeof sampleIds)[number];

export interface Sample {
  readonly id: SampleId;
  readonly label: string;
  readonly event: PbxEvent;
}

/** None for a trigger event that is not chosen yet. */
export function listSamples(triggerEvent: string): Sample[] {
  const trigger = findTrigger(triggerEvent);
  if (trigger === undefined) return [];
  const event = sampleEvent(trigger.id);
  const usual: Sample = { id: 'usual', label: nameUsual(trigger, event), event };
  const bare: Sample = { id: 'bare', label: t('sample.bare'), event: { ...event, values: {} } };
  const isIncoming = trigger.scope === 'service' && trigger.id !== 'outbound-call-placed';
  if (!isIncoming) return [usual, bare];
  const anonymous = { ...event, values: { ...event.values, 'source-number': 'Anonymous' } };
  return [usual, { id: 'anonymous', label: t('sample.anonymous'), event: anonymous }, bare];
}

function nameUsual({ id, scope }: TriggerEvent, { values }: PbxEvent): string {
  const extension = String(values['extension-number'] ?? '');
  if (scope === 'account') return t('sample.user', { name: String(values.name ?? '') });
  if (id === 'outbound-call-placed') return t('sample.outgoing', { extension });
  return extension === '' ? t('sample.incoming') : t('sample.mobile', { extension });
}

/** The chosen one, or the usual one where this trigger event has no such. */
export function findSample(triggerEvent: string, id: SampleId): Sample | null {
  const samples = listSamples(triggerEvent);
  return samples.find((sample) => sample.id === id) ?? samples[0] ?? null;
}
