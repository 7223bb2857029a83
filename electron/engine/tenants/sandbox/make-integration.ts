// One sandbox integration from a design: authentication, headers and state vary, and a few have what real ones have gone wrong with.
import { type Availability, fieldAvailability } from '../../../../shared/catalog/availability.ts';
import { type FieldId, fieldIds } from '../../../../shared/catalog/fields.ts';
import { findTrigger, type TriggerId } from '../../../../shared/catalog/trigger-events.ts';
import type { Authentication, Integration, SecretValue } from '../../../../shared/request/integration.ts';
import type { IntegrationDesign } from './integration-designs.ts';
import type { RandomStream } from './random-stream.ts';

export interface Making {
  readonly design: IntegrationDesign;
  /** The account's: part of hosts, user names and secret names. */
  readonly slug: string;
  /** How many of this design its place has already. */
  readonly earlier: number;
}

/** Enabled, without authentication and complete, so that it can be sent at once. */
export function makePlainIntegration({ design, slug }: Pick<Making, 'design' | 'slug'>): Integration {
  return {
    name: design.name,
    type: 'webhook',
    scope: findTrigger(design.trigger)?.scope ?? 'service',
    requestUrl: `https://${design.system}.${slug}.example.com${design.path}`,
    method: design.method,
    format: design.format,
    pathArguments: design.pathArguments ?? '',
    triggerServiceType: 'myCloudPBX',
    triggerEvent: design.trigger,
    enabled: true,
    silentMode: false,
    authentication: { type: 'none' },
    headers: [],
    fieldValues: rowsOf(design),
  };
}

export function makeIntegration(stream: RandomStream, making: Making): Integration {
  const { design, slug, earlier } = making;
  const plain = makePlainIntegration(making);
  const integration: Integration = {
    ...plain,
    name: earlier === 0 ? design.name : `${design.name} ${earlier + 1}`,
    requestUrl: `https://${pickHost(stream, making)}${design.path}`,
    enabled: stream.chance(0.88),
    silentMode: stream.chance(0.04),
    authentication: pickAuthentication(stream, making),
    headers: stream.chance(0.35) ? [{ name: 'X-Tenant', value: slug }] : [],
  };
  if (stream.chance(0.04)) integration.headers.push({ name: 'X-Api-Key', value: heldElsewhere(stream, making) });
  if (stream.chance(0.03)) addUnlikelyField(stream, integration, design);
  if (stream.chance(0.01)) return breakIntegration(stream, integration, design);
  return integration;
}

function rowsOf({ rows }: IntegrationDesign): Integration['fieldValues'] {
  return rows.split(' ').map((row) => {
    const [key = '', field = ''] = row.split('=');
    return { key, field };
  });
}

/** Either the customer's own system, or one that many customers share: the kind a reseller moves in bulk. */
function pickHost(stream: RandomStream, { design, slug }: Making): string {
  return stream.pickWeighted([
    [`${design.system}.${slug}.example.com`, 4],
    [`${design.system}.deskline.example.net`, 3],
    [`${design.system}.callboard.example.org`, 2],
    [`${design.system}.${slug}.test`, 1],
  ]);
}

function pickAuthentication(stream: RandomStream, making: Making): Authentication {
  const type = stream.pickWeighted([
    ['none', 45],
    ['basic', 25],
    ['token', 30],
  ] as const);
  if (type === 'none') return { type };
  if (type === 'token') return { type, token: heldElsewhere(stream, making) };
  return { type, username: making.slug, password: heldElsewhere(stream, making) };
}

/** Mostly as a portal answers: it has a secret and does not tell. */
function heldElsewhere(stream: RandomStream, { design, slug }: Making): SecretValue {
  return stream.chance(0.75) ? { set: true } : { secret: `${design.system}-${slug}` };
}

function fieldsThatAre(availability: Availability, trigger: TriggerId): FieldId[] {
  return fieldIds.filter((field) => fieldAvailability(trigger, field).availability === availability);
}

/** Worth a warning: no user has answered such a call yet. */
function addUnlikelyField(stream: RandomStream, integration: Integration, { trigger }: IntegrationDesign): void {
  const [first, ...others] = fieldsThatAre('unlikely', trigger);
  if (first !== undefined) integration.fieldValues.push({ key: 'user', field: stream.pick([first, ...others]) });
}

/** What was typed into the portal years ago, which checks nothing. Its name says so. */
function breakIntegration(stream: RandomStream, integration: Integration, { trigger }: IntegrationDesign): Integration {
  const [never] = fieldsThatAre('never', trigger);
  const legacy = { ...integration, name: `${integration.name} (legacy)`, enabled: stream.chance(0.5) };
  const { fieldValues, headers, requestUrl } = integration;
  return stream.pick<() => Integration>([
    () => ({ ...legacy, fieldValues: [...fieldValues, { key: fieldValues[0]?.key ?? '', field: 'date-time' }] }),
    () => ({ ...legacy, fieldValues: [...fieldValues, { key: 'option', field: never ?? 'caller-name' }] }),
    () => ({ ...legacy, headers: [...headers, { name: 'Host', value: 'legacy.example.com' }] }),
    () => ({ ...legacy, requestUrl: requestUrl.replace('https://', '') }),
    () => ({ ...legacy, pathArguments: '../v1' }),
  ])();
}
