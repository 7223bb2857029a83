// The rules once more, slowly and by other means: character by character, with no URL parser, no URLSearchParams and no JSON writer.
// It judges integrations, events and dialects of the right shape; its hosts come from a table.
import type { Dialect } from '../../../shared/request/dialect.ts';
import type { Case } from './generate-case.ts';
import {
  formText,
  hasControl,
  isJsonNumber,
  isName,
  isReserved,
  isValue,
  jsonString,
  percent,
  stripSpaces,
} from './reference-text.ts';
import { isZone, readInstant, writeInstant } from './reference-time.ts';

export interface ReferencePreview {
  method: string | null;
  url: string | null;
  headers: [string, string][] | null;
  body: string | null;
  assumptions: string[];
  /** `code severity path` */
  problems: string[];
}

const userFields = ['extension-number', 'name', 'outbound-phone-number', 'has-voicemail', 'enabled-calls'];
const allFields = [
  ...userFields,
  ...['date-time', 'service-uuid', 'service-name', 'service-friendly-name'],
  ...['source-number', 'destination-number', 'call-uuid', 'ivr-name', 'option-selected'],
];
const callTypeNames = 'Local|National|Mobile|International|International Other|Premium|Other'.split('|');

/** What a URL parser makes of hosts that are not simply put in lower case; false for those it or we refuse. */
const hostTable: Record<string, string | false> = {
  '2130706433': '127.0.0.1',
  '0x7f.1': '127.0.0.1',
  '①②⑦.⓪.⓪.①': '127.0.0.1',
  '[2001:DB8::0:1]': '[2001:db8::1]',
  '[::ffff:127.0.0.1]': '[::ffff:7f00:1]',
  'bücher.example.org': 'xn--bcher-kva.example.org',
  '例え.test': 'xn--r8jz45g.test',
  'EXAMPLE。com': 'example.com',
  'faß.example.com': 'xn--fa-hia.example.com',
  'ex%61mple.com': 'example.com',
  'exa mple.com': false,
  'a*b.example': false,
  'a%00b': false,
  '[': false,
  '1.2.3.4.5': false,
  '': false,
  "a'b.example.com": false,
  '%zz.example.com': false,
  'a|b.example': false,
  'a^b.example': false,
};

export function referencePreview({ integration, event, dialect: file }: Case): ReferencePreview {
  const ofDialect = dialectProblems(file);
  const { profile: _profile, confirmed = [], ...keys } = ofDialect.length > 0 ? {} : file;
  const dialect: Dialect = {
    ...{ dateTime: 'sql-local', dateTimeZone: 'event', boolean: 'True/False', listSeparator: ',', missing: 'omit' },
    ...{ numbers: 'string', jsonSpace: 'none', jsonSlash: 'plain', jsonUnicode: 'utf-8' },
    ...{ jsonContentType: 'application/json', getJson: 'body', postQuery: 'url', querySpace: '+' },
    ...{ tokenHeader: 'Authorization', tokenScheme: 'Bearer', pathArguments: 'append' },
    ...(keys as object),
  } as Dialect;
  const problems = [
    ...integrationProblems(integration, dialect),
    ...eventProblems(event, integration.triggerEvent),
    ...ofDialect,
  ];
  if (problems.some((problem) => problem.split(' ')[1] === 'error')) {
    return { method: null, url: null, headers: null, body: null, assumptions: [], problems };
  }
  return { ...build(integration, event, dialect, confirmed), problems };
}

function integrationProblems(integration: Case['integration'], dialect: Dialect): string[] {
  const found: string[] = [];
  const error = (code: string, path: string) => found.push(`${code} error ${path}`);
  const trigger = integration.triggerEvent;
  const isAccount = ['create-user', 'delete-user', 'modify-user'].includes(trigger);
  if ((integration.scope === 'account') !== isAccount) error('SCOPE_MISMATCH', 'scope');
  const url = splitUrl(integration.requestUrl);
  if (typeof url === 'string') error(url, 'requestUrl');
  else if (integration.requestUrl.includes('#')) found.push('URL_FRAGMENT warning requestUrl');
  if (isBadPath(integration.pathArguments, dialect)) error('PATH_INVALID', 'pathArguments');
  const { authentication } = integration;
  let reservedByAuthentication = '';
  if (authentication.type === 'basic') {
    reservedByAuthentication = 'authorization';
    if (authentication.username.includes(':')) error('BASIC_USERNAME', 'authentication.username');
    if (hasControl(authentication.username)) error('BASIC_INVALID', 'authentication.username');
    if (typeof authentication.password === 'string' && hasControl(authentication.password)) {
      error('BASIC_INVALID', 'authentication.password');
    }
  }
  if (authentication.type === 'token') {
    reservedByAuthentication = dialect.tokenHeader.toLowerCase();
    if (authentication.token === '') found.push('TOKEN_EMPTY warning authentication.token');
    else if (typeof authentication.token === 'string' && !isValue(authentication.token)) {
      error('TOKEN_INVALID', 'authentication.token');
    }
  }
  integration.headers.forEach(({ name, value }, index) => {
    const earlier = integration.headers.slice(0, index).map((header) => header.name.toLowerCase());
    const path = `headers.${index}.name`;
    if (!isName(name)) error('HEADER_NAME', path);
    else {
      if (earlier.includes(name.toLowerCase())) error('HEADER_DUPLICATE', path);
      if (isReserved(name)) error('HEADER_RESERVED', path);
      if (name.toLowerCase() === reservedByAuthentication) error('HEADER_CONFLICT', path);
    }
    if (typeof value === 'string' && !isValue(value)) error('HEADER_VALUE', `headers.${index}.value`);
  });
  integration.fieldValues.forEach(({ key, field }, index) => {
    const earlier = integration.fieldValues.slice(0, index).map((row) => row.key);
    if (key === '') error('KEY_EMPTY', `fieldValues.${index}.key`);
    else if (earlier.includes(key)) error('KEY_DUPLICATE', `fieldValues.${index}.key`);
    const path = `fieldValues.${index}.field`;
    if (!allFields.includes(field)) error('FIELD_UNKNOWN', path);
    else if (isNever(trigger, field)) error('FIELD_NEVER', path);
    else if (
      userFields.includes(field) &&
      ['inbound-call-received', 'ivr-call-received', 'ivr-option-selected'].includes(trigger)
    ) {
      found.push(`FIELD_UNLIKELY warning ${path}`);
    }
  });
  return found;
}

function isNever(trigger: string, field: string): boolean {
  if (trigger.endsWith('-user')) return allFields.indexOf(field) >= allFields.indexOf('source-number');
  if (field === 'ivr-name') return !trigger.startsWith('ivr-');
  return field === 'option-selected' && trigger !== 'ivr-option-selected';
}

function eventProblems(event: Case['event'], trigger: string): string[] {
  const found: string[] = [];
  if (event.trigger !== trigger) found.push('EVENT_TRIGGER error event.trigger');
  if (readInstant(event.occurredAt) === undefined) found.push('EVENT_TIME error event.occurredAt');
  if (!isZone(event.timeZone)) found.push('EVENT_ZONE error event.timeZone');
  const isRight = (field: string) => {
    const value = event.values[field];
    if (field === 'has-voicemail') return typeof value === 'boolean';
    if (field === 'enabled-calls') return Array.isArray(value) && value.every((item) => callTypeNames.includes(item));
    return typeof value === 'string';
  };
  const valueFields = allFields.filter((field) => field !== 'date-time');
  const given = Object.keys(event.values);
  for (const field of valueFields)
    if (given.includes(field) && !isRight(field)) found.push(`EVENT_VALUE error event.values.${field}`);
  for (const key of given) if (!valueFields.includes(key)) found.push(`EVENT_VALUE error event.values.${key}`);
  return found;
}

function dialectProblems(file: Case['dialect']): string[] {
  const found: string[] = [];
  const refuse = (key: string, isRight: boolean) => isRight || found.push(`DIALECT_INVALID error dialect.${key}`);
  if (file.dateTimeZone !== undefined)
    refuse('dateTimeZone', file.dateTimeZone === 'event' || isZone(file.dateTimeZone));
  if (file.jsonContentType !== undefined) refuse('jsonContentType', isValue(file.jsonContentType));
  if (file.tokenHeader !== undefined) {
    const isPlainName = isName(file.tokenHeader) && !isReserved(file.tokenHeader);
    refuse('tokenHeader', isPlainName && file.tokenHeader.toLowerCase() !== 'content-type');
  }
  if (file.tokenScheme !== undefined) refuse('tokenScheme', isValue(file.tokenScheme));
  if (file.profile !== undefined) refuse('profile', ['mycloudpbx', 'ignition', 'hosted-pbx'].includes(file.profile));
  return found;
}

function build(
  integration: Case['integration'],
  event: Case['event'],
  dialect: Dialect,
  confirmed: readonly string[],
): Omit<ReferencePreview, 'problems'> {
  const assumed = new Set<string>();
  const assume = (id: string, ...keys: string[]) => keys.every((key) => confirmed.includes(key)) || assumed.add(id);
  const { method, format } = integration;
  const pairs: [key: string, inJson: string, inQuery: string][] = [];
  for (const { key, field } of integration.fieldValues) {
    let value: string | undefined;
    let bare: string | undefined;
    if (field === 'date-time') {
      value = writeInstant(event, dialect);
      const isZoneFree = dialect.dateTime === 'unix' || dialect.dateTime === 'iso-utc';
      assume('date-time-format', 'dateTime', ...(isZoneFree ? [] : ['dateTimeZone']));
    } else if (!Object.keys(event.values).includes(field)) {
      assume('missing-value', 'missing');
      if (dialect.missing === 'omit') continue;
      value = '';
      if (dialect.missing === 'null') bare = 'null';
    } else {
      const given = event.values[field];
      if (given === true || given === false) {
        assume('boolean-format', 'boolean');
        const index = given ? 0 : 1;
        if (dialect.boolean === 'json') value = bare = ['true', 'false'][index];
        if (dialect.boolean === 'True/False') value = ['True', 'False'][index];
        if (dialect.boolean === 'true/false') value = ['true', 'false'][index];
        if (dialect.boolean === '1/0') value = ['1', '0'][index];
      } else if (Array.isArray(given)) {
        value = '';
        for (const [index, item] of given.entries()) value += index === 0 ? item : dialect.listSeparator + item;
        if (given.length >= 2) assume('list-separator', 'listSeparator');
      } else value = given;
    }
    const text = value ?? '';
    const isBareNumber = dialect.numbers === 'json' && isJsonNumber(text);
    pairs.push([key, bare ?? (isBareNumber ? text : jsonString(text, dialect)), text]);
  }
  let json = '{';
  pairs.forEach(([key, inJson], index) => {
    if (index > 0) json += dialect.jsonSpace === 'python' ? ', ' : ',';
    json += jsonString(key, dialect) + (dialect.jsonSpace === 'python' ? ': ' : ':') + inJson;
  });
  json += '}';
  let form = '';
  let hasSpace = false;
  pairs.forEach(([key, , inQuery], index) => {
    form += `${index > 0 ? '&' : ''}${formText(key, dialect)}=${formText(inQuery, dialect)}`;
    hasSpace ||= key.includes(' ') || inQuery.includes(' ');
  });
  if (method === 'GET' && format === 'JSON') assume('get-json', 'getJson');
  if (method === 'POST' && format === 'QUERY') assume('post-query', 'postQuery');
  const isJson = format === 'JSON' && (method === 'POST' || dialect.getJson === 'body');
  const isForm = method === 'POST' && format === 'QUERY' && dialect.postQuery === 'form';
  if (!isJson && hasSpace) assume('query-space', 'querySpace');
  const body = isJson ? json : isForm ? form : null;
  const headers: [string, string][] = [];
  const hasOwnType = integration.headers.some(({ name }) => name.toLowerCase() === 'content-type');
  if (isJson && !hasOwnType) headers.push(['Content-Type', dialect.jsonContentType]);
  if (isForm && !hasOwnType) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  const { authentication } = integration;
  if (authentication.type === 'basic') headers.push(['Authorization', 'Basic ••••••']);
  if (authentication.type === 'token' && authentication.token !== '') {
    headers.push([dialect.tokenHeader, dialect.tokenScheme === '' ? '••••••' : `${dialect.tokenScheme} ••••••`]);
    assume('token-header', 'tokenHeader', 'tokenScheme');
  }
  for (const { name, value } of integration.headers) headers.push([name, typeof value === 'string' ? value : '••••••']);
  const url = buildUrl(integration, dialect, body === null ? form : '');
  if (stripSpaces(integration.pathArguments) !== '') assume('path-arguments', 'pathArguments');
  return { method, url, headers, body, assumptions: [...assumed].sort() };
}

function buildUrl(integration: Case['integration'], dialect: Dialect, payload: string): string {
  const parts = splitUrl(integration.requestUrl);
  if (typeof parts === 'string') throw new Error('refused before');
  let path = parts.path;
  let extra = stripSpaces(integration.pathArguments);
  let query = '';
  if (dialect.pathArguments === 'query') {
    if (extra[0] === '?') extra = extra.slice(1);
    query = extra;
  } else {
    const mark = extra.indexOf('?');
    if (mark >= 0) query = extra.slice(mark + 1);
    let added = mark >= 0 ? extra.slice(0, mark) : extra;
    while (added[0] === '/') added = added.slice(1);
    if (added !== '')
      path = `${path[path.length - 1] === '/' ? path.slice(0, -1) : path}/${percent(added, ' "<>`{}|^')}`;
  }
  const queries = [parts.query, percent(query, ' "<>\''), payload].filter((part) => part.length > 0);
  return parts.origin + path + (queries.length > 0 ? `?${queries.join('&')}` : '');
}

function splitUrl(text: string): { origin: string; path: string; query: string } | string {
  if (text.trim() !== text || hasControl(text) || text.includes('\\')) return 'URL_INVALID';
  const scheme = ['http://', 'https://'].find((start) => text.toLowerCase().startsWith(start));
  if (scheme === undefined) return 'URL_INVALID';
  let rest = text.slice(scheme.length);
  const hash = rest.indexOf('#');
  if (hash === 0) return 'URL_INVALID';
  if (hash > 0) rest = rest.slice(0, hash);
  const mark = rest.indexOf('?');
  const query = mark < 0 ? '' : rest.slice(mark + 1);
  if (mark >= 0) rest = rest.slice(0, mark);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  if (authority === '') return 'URL_INVALID';
  if (authority.includes('@')) return 'URL_CREDENTIALS';
  if (authority.startsWith('[') && !authority.includes(']')) return 'URL_INVALID';
  const colon = authority.endsWith(']') ? -1 : authority.lastIndexOf(':');
  const written = colon < 0 ? authority : authority.slice(0, colon);
  const port = colon < 0 ? '' : authority.slice(colon + 1);
  if (/[^0-9]/.test(port) || Number(port) > 65535) return 'URL_INVALID';
  const host = resolveHost(written);
  if (host === undefined) return 'URL_INVALID';
  const isDefault = port === '' || (scheme === 'http://' ? port === '80' : port === '443');
  const path = resolvePath(slash < 0 ? '/' : rest.slice(slash));
  return { origin: scheme + host + (isDefault ? '' : `:${Number(port)}`), path, query: percent(query, ' "<>\'') };
}

function resolveHost(written: string): string | undefined {
  const isBracketed = written.startsWith('[');
  // International names ignore the byte order mark, but percent-encoding is undone before that: one in the middle of it breaks it.
  if (/%[0-9a-f]?\ufeff/i.test(written)) return undefined;
  const name = isBracketed ? written : written.split('\ufeff').join('');
  // What it uncovers is a name all the same, and never an IPv6 address.
  if (!isBracketed && name.startsWith('[')) return undefined;
  if (Object.hasOwn(hostTable, name)) return hostTable[name] || undefined;
  const allowed = isBracketed ? '[]:0123456789abcdef' : '0123456789abcdefghijklmnopqrstuvwxyz-._';
  return [...name.toLowerCase()].every((character) => allowed.includes(character)) ? name.toLowerCase() : undefined;
}

function resolvePath(path: string): string {
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    const dots = segment.toLowerCase().split('%2e').join('.');
    if (dots === '..') kept.pop();
    if (dots !== '.' && dots !== '..') kept.push(percent(segment, ' "<>`{}|^'));
    else if (isLast) kept.push('');
  });
  return `/${kept.join('/')}`;
}

function isBadPath(text: string, dialect: Dialect): boolean {
  const trimmed = stripSpaces(text);
  if (hasControl(trimmed) || trimmed.includes('\\') || trimmed.includes('#')) return true;
  if (dialect.pathArguments === 'query') return false;
  const segments = (trimmed.split('?')[0] ?? '')
    .split('/')
    .map((segment) => segment.toLowerCase().split('%2e').join('.'));
  return segments.includes('.') || segments.includes('..');
}
