// The brands under which the platform is sold: their words, and what is known of how they write requests. Data only.
import type { TriggerEvent, TriggerId } from './trigger-events.ts';

export const profileIds = ['mycloudpbx', 'ignition', 'hosted-pbx'] as const;
export type ProfileId = (typeof profileIds)[number];

type TriggerLabels = Pick<TriggerEvent, 'label' | 'listLabel'>;

export interface Profile {
  readonly id: ProfileId;
  /** The brand's name for the platform. */
  readonly label: string;
  /** What the portal shows, and takes, as *Trigger Service Type*. */
  readonly serviceTypeLabel: string;
  /** What the portal calls integrations in its menus. */
  readonly integrationsLabel: string;
  /** Only where the brand's words differ from the catalogue's. */
  readonly triggerLabels: Readonly<Partial<Record<TriggerId, TriggerLabels>>>;
  /** Dialect keys and values that differ from the defaults. None is known of any brand yet. */
  readonly dialect: Readonly<Record<string, string>>;
}

const platformWords = { integrationsLabel: 'Integrations', triggerLabels: {}, dialect: {} };

export const profiles: readonly Profile[] = [
  { ...platformWords, id: 'mycloudpbx', label: 'myCloudPBX', serviceTypeLabel: 'myCloudPBX' },
  { ...platformWords, id: 'ignition', label: 'Ignition', serviceTypeLabel: 'myCloudPBX' },
  { ...platformWords, id: 'hosted-pbx', label: 'Hosted PBX', serviceTypeLabel: 'Hosted PBX' },
];

export function findProfile(id: string): Profile | undefined {
  return profiles.find((profile) => profile.id === id);
}

/** The brand's words for a trigger. */
export function triggerLabelsOf(profile: Profile, trigger: TriggerEvent): TriggerLabels {
  return profile.triggerLabels[trigger.id] ?? { label: trigger.label, listLabel: trigger.listLabel };
}
