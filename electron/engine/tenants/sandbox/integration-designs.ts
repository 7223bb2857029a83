// What resellers' customers use integrations for: the sandbox makes each of its integrations from one of these.
import type { TriggerId } from '../../../../shared/catalog/trigger-events.ts';

export interface IntegrationDesign {
  readonly name: string;
  readonly trigger: TriggerId;
  readonly method: 'POST' | 'GET';
  readonly format: 'JSON' | 'QUERY';
  /** First label of the receiving host. */
  readonly system: string;
  readonly path: string;
  readonly pathArguments?: string;
  /** `key=field` for each field value. */
  readonly rows: string;
}

const caller = 'from=source-number to=destination-number call_id=call-uuid at=date-time';
const agent = 'ext=extension-number agent=name';
const user = 'ext=extension-number name=name number=outbound-phone-number';

/** The one every example uses. */
const screenPop: IntegrationDesign = {
  name: 'CRM screen-pop',
  trigger: 'inbound-call-answered',
  method: 'POST',
  format: 'JSON',
  system: 'crm',
  path: '/calls/answered',
  rows: `${caller} ${agent} voicemail=has-voicemail site=service-friendly-name`,
};

export const serviceDesigns: readonly IntegrationDesign[] = [
  screenPop,
  {
    name: 'Missed-call ticket',
    trigger: 'inbound-call-received',
    method: 'POST',
    format: 'JSON',
    system: 'tickets',
    path: '/api/v1/calls',
    rows: `${caller} site=service-friendly-name`,
  },
  {
    name: 'Call log',
    trigger: 'outbound-call-placed',
    method: 'POST',
    format: 'JSON',
    system: 'calls',
    path: '/ingest',
    pathArguments: 'v2/outbound',
    rows: `${caller} ${agent} service=service-uuid`,
  },
  {
    name: 'IVR choice report',
    trigger: 'ivr-option-selected',
    method: 'POST',
    format: 'JSON',
    system: 'reports',
    path: '/ivr/options',
    rows: `${caller} menu=ivr-name choice=option-selected`,
  },
  {
    name: 'IVR entry counter',
    trigger: 'ivr-call-received',
    method: 'GET',
    format: 'QUERY',
    system: 'reports',
    path: '/ivr/entries',
    rows: 'menu=ivr-name from=source-number call=call-uuid at=date-time',
  },
  {
    name: 'Caller lookup',
    trigger: 'inbound-call-received',
    method: 'GET',
    format: 'QUERY',
    system: 'crm',
    path: '/lookup',
    rows: 'phone=source-number line=destination-number call=call-uuid',
  },
  {
    name: 'Wallboard',
    trigger: 'inbound-call-answered',
    method: 'POST',
    format: 'QUERY',
    system: 'board',
    path: '/events/answered',
    rows: `service=service-name ${agent} from=source-number at=date-time`,
  },
  {
    name: 'Job booking',
    trigger: 'ivr-option-selected',
    method: 'POST',
    format: 'JSON',
    system: 'jobs',
    path: '/bookings/from-call',
    rows: 'phone=source-number option=option-selected menu=ivr-name when=date-time call=call-uuid',
  },
  {
    name: 'Recording tag',
    trigger: 'outbound-call-placed',
    method: 'GET',
    format: 'JSON',
    system: 'records',
    path: '/tag',
    rows: 'call=call-uuid ext=extension-number to=destination-number',
  },
  {
    name: 'Chat notification',
    trigger: 'inbound-call-received',
    method: 'POST',
    format: 'JSON',
    system: 'chat',
    path: '/hooks/calls',
    rows: 'text=source-number channel=service-friendly-name at=date-time',
  },
  {
    name: 'Patient file',
    trigger: 'inbound-call-answered',
    method: 'GET',
    format: 'QUERY',
    system: 'files',
    path: '/open',
    rows: 'phone=source-number user=extension-number',
  },
  {
    name: 'Queue monitor',
    trigger: 'ivr-call-received',
    method: 'POST',
    format: 'JSON',
    system: 'board',
    path: '/queue/arrivals',
    rows: `${caller} menu=ivr-name`,
  },
];

export const accountDesigns: readonly IntegrationDesign[] = [
  {
    name: 'Provision user',
    trigger: 'create-user',
    method: 'POST',
    format: 'JSON',
    system: 'provision',
    path: '/users',
    rows: `${user} voicemail=has-voicemail calls=enabled-calls at=date-time`,
  },
  {
    name: 'Remove user',
    trigger: 'delete-user',
    method: 'POST',
    format: 'JSON',
    system: 'provision',
    path: '/users/removed',
    rows: 'ext=extension-number name=name at=date-time',
  },
  {
    name: 'Update directory',
    trigger: 'modify-user',
    method: 'POST',
    format: 'JSON',
    system: 'directory',
    path: '/people',
    rows: `${user} service=service-uuid at=date-time`,
  },
  {
    name: 'Licence count',
    trigger: 'create-user',
    method: 'GET',
    format: 'QUERY',
    system: 'billing',
    path: '/licences/add',
    rows: 'service=service-name ext=extension-number',
  },
  {
    name: 'Audit trail',
    trigger: 'modify-user',
    method: 'POST',
    format: 'QUERY',
    system: 'audit',
    path: '/user-changes',
    rows: `${user} calls=enabled-calls voicemail=has-voicemail at=date-time`,
  },
];

/** What the first account has on itself and on its head office, so that every trigger event can be tried at once. */
export const firstAccountDesigns = accountDesigns.slice(0, 3);
export const firstPbxDesigns = serviceDesigns.slice(0, 5);
