// What can be asked of each kind of row: data for the parser, the command line's help, the docs and completion.
import { fieldIds } from '../catalog/fields.ts';
import { triggerIds } from '../catalog/trigger-events.ts';
import type { QueryOperator } from './query.ts';

export interface QueryKey {
  /** `text` any text · `choice` one of `values` · `number` a whole number · `time` a moment or a span of time. */
  readonly type: 'text' | 'choice' | 'number' | 'time';
  readonly operators: readonly QueryOperator[];
  /** One sentence. */
  readonly meaning: string;
  /** Every value of a choice, in the order to show them. */
  readonly values?: readonly string[];
  /** A time key that takes only `:` and means this comparison. */
  readonly readsAs?: ':>=' | ':<=';
}

function text(meaning: string): QueryKey {
  return { type: 'text', operators: [':', '~'], meaning };
}

function choice(values: readonly string[], meaning: string): QueryKey {
  return { type: 'choice', operators: [':', '~'], meaning, values };
}

const comparisons = [':', ':>', ':<', ':>=', ':<='] as const;

function number(meaning: string): QueryKey {
  return { type: 'number', operators: comparisons, meaning };
}

function time(meaning: string): QueryKey {
  return { type: 'time', operators: comparisons, meaning };
}

const account = text("The account's name, or exactly its id.");
const pbx = text("The PBX's name, or exactly its service UUID; account-scope integrations have none.");
const tag = text('A tag of the account or PBX.');
const event = choice(triggerIds, 'The trigger event.');
const scope = choice(['account', 'service'], 'Where the integration lives: on an account or on one PBX (service).');
const method = choice(['POST', 'GET'], 'The method of the request.');
const format = choice(['JSON', 'QUERY'], 'The format of the payload.');
const url = text('The whole request URL.');
const host = text('The host of the request URL, with its port when it names one.');
const updated = time('When it was last changed.');

const ownIntegrations = 'Its integrations: at least one, one with a problem, or one with an unsaved draft.';
const hasOfOwner = choice(['integration', 'problem', 'draft'], ownIntegrations);

export const subjects = {
  integrations: {
    id: text('The id of the integration.'),
    name: text('The name of the integration.'),
    account,
    pbx,
    scope,
    event,
    method,
    format,
    url,
    host,
    enabled: choice(['true', 'false'], 'Whether the integration is enabled.'),
    auth: choice(['none', 'basic', 'token'], 'The authentication type.'),
    key: text('A request key of its field values.'),
    field: choice(fieldIds, 'A field of its field values.'),
    header: text('The name of one of its headers.'),
    tag,
    has: choice(['problem', 'draft'], 'Whether it has a problem, or a draft that is not saved yet.'),
    apps: choice(['on', 'off'], 'Whether Applications is on for its PBX; account-scope integrations count as on.'),
    updated,
  },
  accounts: {
    id: text('The id of the account.'),
    name: text('The name of the account.'),
    account,
    pbx: text('The name of one of its PBXs.'),
    tag: text('A tag of the account.'),
    has: hasOfOwner,
    apps: choice(['on', 'off'], 'off: Applications is off on at least one of its PBXs; on: on none.'),
    updated,
  },
  pbxs: {
    id: text('The service UUID.'),
    name: text('The name the customer gave the PBX.'),
    service: text("The PBX's service name, which the system gave it."),
    account,
    pbx: text("The PBX's name, or exactly its service UUID."),
    tag,
    has: hasOfOwner,
    apps: choice(['on', 'off'], 'Whether Applications is on for the PBX.'),
    updated,
  },
  deliveries: {
    id: text('The id of the delivery.'),
    name: text('The name of the integration when the event was accepted.'),
    integration: text('The id of the integration; one from a file has none.'),
    account,
    pbx,
    scope,
    event,
    method,
    format,
    url,
    host,
    tag,
    outcome: choice(['pending', 'delivered', 'dead', 'cancelled'], 'How the delivery stands.'),
    result: choice(
      ['delivered', 'redirected', 'refused', 'failing', 'timed-out', 'unreachable', 'protocol-error', 'blocked'],
      'How its last attempt ended.',
    ),
    status: number('The HTTP status of its last attempt; `5*` is every status that begins with 5.'),
    code: text('The error code of its last attempt.'),
    attempt: number('How many attempts were made.'),
    replay: text('The id of the delivery it replays: the one it names, or itself once it was sent again.'),
    at: time('When it was accepted.'),
    since: { type: 'time', operators: [':'], meaning: 'Accepted at that time or later.', readsAs: ':>=' },
    until: { type: 'time', operators: [':'], meaning: 'Accepted at that time or earlier.', readsAs: ':<=' },
  },
} as const satisfies Record<string, Record<string, QueryKey>>;

export type Subject = keyof typeof subjects;
export type KeyOf<S extends Subject> = keyof (typeof subjects)[S];

/** `name` in its own spelling, as a query holds it. */
export function findQueryKey(subject: Subject, name: string): QueryKey | undefined {
  const keys: Record<string, QueryKey> = subjects[subject];
  return Object.hasOwn(keys, name) ? keys[name] : undefined;
}
