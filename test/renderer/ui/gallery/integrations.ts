// Made-up integrations for the gallery and the grid tests: any number, the same for the same index.

export interface SampleIntegration {
  readonly id: string;
  readonly isOn: boolean;
  readonly name: string;
  readonly account: string;
  readonly pbx: string;
  readonly event: string;
  readonly method: string;
  readonly url: string;
  readonly deliveries: readonly number[];
  readonly failures: readonly number[];
}

type Line = readonly [
  name: string,
  account: string,
  pbx: string,
  event: string,
  method: string,
  url: string,
  count: number,
];

const lines: readonly Line[] = [
  [
    'CRM screen-pop',
    'Acme Pty Ltd',
    'Head Office',
    'Inbound Answered',
    'POST',
    'crm.example.com/hook/v2/answered?src=pbx',
    104,
  ],
  [
    'Missed-call ticket',
    'Acme Pty Ltd',
    'Head Office',
    'Inbound Received',
    'POST',
    'desk.example.com/api/tickets/missed-call',
    63,
  ],
  [
    'Ticket on IVR 2',
    'Acme Pty Ltd',
    'Head Office',
    'Ivr Selected',
    'GET',
    'desk.example.com/api/ivr?queue=service',
    -3,
  ],
  [
    'Legacy call log',
    'Acme Pty Ltd',
    'Warehouse',
    'Outbound Placed',
    'GET',
    'http://10-legacy.example.net/calllog.cgi',
    0,
  ],
  ['Provision user', 'Acme Pty Ltd', 'account', 'Create User', 'POST', 'directory.example.com/scim/v2/Users', 4],
  [
    'Recall reminder',
    'Barrow Dental',
    'Main',
    'Inbound Answered',
    'POST',
    'practice.example.com/v1/calls/answered',
    52,
  ],
  ['New patient line', 'Barrow Dental', 'Main', 'Ivr Selected', 'POST', 'practice.example.com/v1/leads?line=new', 17],
  [
    'Dispatch board',
    'Coral Freight',
    'Brisbane',
    'Inbound Received',
    'POST',
    'ops.example.com/hooks/dispatch/inbound',
    156,
  ],
  [
    'Dispatch board',
    'Coral Freight',
    'Townsville',
    'Inbound Received',
    'POST',
    'ops.example.com/hooks/dispatch/inbound',
    74,
  ],
  [
    'Driver call-back',
    'Coral Freight',
    'Brisbane',
    'Outbound Placed',
    'POST',
    'ops.example.com/hooks/dispatch/outbound',
    -21,
  ],
  ['Provision user', 'Coral Freight', 'account', 'Create User', 'POST', 'directory.example.com/scim/v2/Users', 0],
  [
    'Matter time entry',
    'Dunmore Legal',
    'Pitt Street',
    'Inbound Answered',
    'POST',
    'time.example.com/matters/calls',
    76,
  ],
  ['After-hours triage', 'Eastgate Veterinary', 'Clinic', 'Ivr Received', 'POST', 'triage.example.com/pbx/ivr', 23],
  ['Emergency option', 'Eastgate Veterinary', 'Clinic', 'Ivr Selected', 'POST', 'triage.example.com/pbx/emergency', 6],
  [
    'Job booking pop',
    'Fernhill Plumbing',
    'Workshop',
    'Inbound Answered',
    'GET',
    'jobs.example.com/pop?source=phone&v=3',
    61,
  ],
  [
    'Appointment line',
    'Gumtree Physio',
    'Reception',
    'Inbound Received',
    'POST',
    'bookings.example.com/hooks/call',
    42,
  ],
];

const day = [1, 3, 6, 9, 7, 8, 9, 8, 6, 4, 2, 1];

export function makeIntegration(index: number): SampleIntegration {
  const line = lines[index % lines.length];
  if (line === undefined) throw new RangeError('An index is a whole number from 0 up.');
  const [name, account, pbx, event, method, url, count] = line;
  const isOn = count !== 0;
  return {
    id: `int_${index}`,
    isOn,
    name,
    account,
    pbx,
    event,
    method,
    url,
    deliveries: isOn ? day.map((share) => share * Math.max(Math.abs(count) >> 3, 1)) : day.map(() => 0),
    failures: count < 0 ? day.map((share, hour) => (hour > 7 ? share * (-count >> 3 || 1) : 0)) : [],
  };
}

export function countOf(index: number): number {
  return lines[index % lines.length]?.[6] ?? 0;
}
