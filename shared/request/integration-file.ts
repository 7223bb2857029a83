// Reads an integration from a decoded file and tells everything that is wrong with it, in the order of its members.
// Shape and rules are judged in one pass, so that a file's problems come in one order wherever they are shown.
import { fieldAvailability } from '../catalog/availability.ts';
import { findField } from '../catalog/fields.ts';
import { findTrigger, type TriggerEvent, triggerIds } from '../catalog/trigger-events.ts';
import type { Problem } from '../kernel/problem.ts';
import { checkHeaderValue, readAuthentication, readSecretValue } from './authentication-rules.ts';
import { type Dialect, defaultDialect } from './dialect.ts';
import { FileReader, hasShapeProblem, isFileObject, ownMember } from './file-reader.ts';
import { formats, type Integration, methods, scopes } from './integration.ts';
import { createProblem } from './problems.ts';
import { parsePathArguments, parseRequestUrl } from './request-url.ts';
import { isHeaderName, isReservedHeader } from './text-rules.ts';

export interface ReadIntegration {
  /** Null when the file lacks the shape of an integration. A broken rule (FIELD_NEVER …) leaves it readable. */
  readonly integration: Integration | null;
  /** All of them, shape and rules. */
  readonly problems: Problem[];
}

/**
 * `value` is what JSON or YAML decoding gave. Two rules depend on the dialect (the token's header, dot segments in path arguments).
 */
export function parseIntegrationFile(value: unknown, dialect: Dialect = defaultDialect): ReadIntegration {
  if (!isFileObject(value)) return { integration: null, problems: [createProblem('VALUE_TYPE', '', 'an object')] };
  const problems: Problem[] = [];
  const reader = new FileReader(value, '', problems);
  const integration = readIntegration(reader, dialect, problems);
  reader.refuseUnknownKeys();
  // Without a shape problem every member was read, which the compiler cannot see.
  return { integration: hasShapeProblem(problems) ? null : (integration as Integration), problems };
}

/** What is wrong with an integration by itself, without an event: for saving and for the editor. */
export function checkIntegration(integration: Integration, dialect: Dialect = defaultDialect): Problem[] {
  return parseIntegrationFile(integration, dialect).problems;
}

type Unread<T> = { [Key in keyof T]: T[Key] | undefined };

function readIntegration(reader: FileReader, dialect: Dialect, problems: Problem[]): Unread<Integration> {
  const trigger = findTriggerOf(reader);
  const name = reader.readText('name');
  const type = reader.readWord('type', ['webhook'], 'webhook');
  const scope = readScope(reader, trigger);
  const requestUrl = reader.readText('requestUrl');
  if (requestUrl !== undefined) problems.push(...checkRequestUrl(requestUrl));
  const method = reader.readWord('method', methods);
  const format = reader.readWord('format', formats);
  const pathArguments = reader.readText('pathArguments', '');
  if (pathArguments !== undefined && parsePathArguments(pathArguments, dialect.pathArguments) === undefined) {
    reader.report('PATH_INVALID', 'pathArguments');
  }
  const triggerServiceType = reader.readText('triggerServiceType', 'myCloudPBX');
  const triggerEvent = reader.readWord('triggerEvent', triggerIds);
  const enabled = reader.readFlag('enabled', true);
  const silentMode = reader.readFlag('silentMode', false);
  const authentication = readAuthentication(reader, problems);
  const headers = readHeaders(reader, authenticationNameOf(reader, dialect), problems);
  const fieldValues = readFieldValues(reader, trigger);
  return {
    ...{ name, type, scope, requestUrl, method, format, pathArguments, triggerServiceType, triggerEvent },
    ...{ enabled, silentMode, authentication, headers, fieldValues },
  };
}

/** Looked at before its turn: the scope and the fields are judged against it. */
function findTriggerOf(reader: FileReader): TriggerEvent | undefined {
  const id = ownMember(reader.value, 'triggerEvent');
  return typeof id === 'string' ? findTrigger(id) : undefined;
}

function readScope(reader: FileReader, trigger: TriggerEvent | undefined): Integration['scope'] | undefined {
  // With an unknown trigger any fallback will do: the integration is refused for the trigger.
  const scope = reader.readWord('scope', scopes, trigger?.scope ?? 'service');
  if (scope !== undefined && trigger !== undefined && scope !== trigger.scope) {
    reader.report('SCOPE_MISMATCH', 'scope', trigger.label);
  }
  return scope;
}

function checkRequestUrl(requestUrl: string): Problem[] {
  const target = parseRequestUrl(requestUrl);
  if (typeof target === 'string') return [createProblem(target, 'requestUrl')];
  return target.hasFragment ? [createProblem('URL_FRAGMENT', 'requestUrl')] : [];
}

/** In lower case, of the header that authenticates; undefined without authentication. Known even where the rest of it is broken. */
function authenticationNameOf(reader: FileReader, dialect: Dialect): string | undefined {
  const authentication = ownMember(reader.value, 'authentication');
  const type = isFileObject(authentication) ? ownMember(authentication, 'type') : undefined;
  if (type === 'basic') return 'authorization';
  return type === 'token' ? dialect.tokenHeader.toLowerCase() : undefined;
}

function readHeaders(
  reader: FileReader,
  authenticationName: string | undefined,
  problems: Problem[],
): Integration['headers'] {
  const seen = new Set<string>();
  const rows = reader.readRows('headers', (row) => {
    const name = row.readText('name');
    if (name !== undefined) checkHeaderName(row, { name, seen, authenticationName });
    const value = readSecretValue(row, 'value');
    if (typeof value === 'string') problems.push(...checkHeaderValue(value, `${row.path}.value`));
    return { name, value };
  });
  return rows as Integration['headers'];
}

interface NamedHeader {
  readonly name: string;
  /** Names of earlier rows, in lower case. */
  readonly seen: Set<string>;
  readonly authenticationName: string | undefined;
}

function checkHeaderName(row: FileReader, { name, seen, authenticationName }: NamedHeader): void {
  if (!isHeaderName(name)) {
    row.report('HEADER_NAME', 'name');
    return;
  }
  const lowerCase = name.toLowerCase();
  if (seen.has(lowerCase)) row.report('HEADER_DUPLICATE', 'name');
  seen.add(lowerCase);
  if (isReservedHeader(lowerCase)) row.report('HEADER_RESERVED', 'name');
  if (lowerCase === authenticationName) row.report('HEADER_CONFLICT', 'name');
}

function readFieldValues(reader: FileReader, trigger: TriggerEvent | undefined): Integration['fieldValues'] {
  const seen = new Set<string>();
  const rows = reader.readRows('fieldValues', (row) => {
    const key = row.readText('key');
    if (key === '') row.report('KEY_EMPTY', 'key');
    else if (key !== undefined && seen.has(key)) row.report('KEY_DUPLICATE', 'key');
    if (key !== undefined) seen.add(key);
    const field = row.readText('field');
    if (field !== undefined) checkField(row, field, trigger);
    return { key, field };
  });
  return rows as Integration['fieldValues'];
}

function checkField(row: FileReader, id: string, trigger: TriggerEvent | undefined): void {
  const field = findField(id);
  if (field === undefined) {
    row.report('FIELD_UNKNOWN', 'field');
    return;
  }
  if (trigger === undefined) return;
  const { availability } = fieldAvailability(trigger.id, field.id);
  if (availability === 'never') row.report('FIELD_NEVER', 'field', trigger.label);
  if (availability === 'unlikely') row.report('FIELD_UNLIKELY', 'field', trigger.label);
}
