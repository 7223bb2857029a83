// Which authentication can be written into a header at all. The same rules hold for what a person types, for what is put into
// the vault, and for what the vault gives when a request is sent. No message quotes the value.
import type { Problem } from '../kernel/problem.ts';
import { type FileReader, isFileObject } from './file-reader.ts';
import type { Authentication, SecretValue } from './integration.ts';
import { createProblem } from './problems.ts';
import { hasControlCharacter, isHeaderValue } from './text-rules.ts';

export const authenticationPaths = {
  username: 'authentication.username',
  password: 'authentication.password',
  token: 'authentication.token',
} as const;

function checkBasicUsername(username: string): Problem[] {
  const path = authenticationPaths.username;
  return [
    ...(username.includes(':') ? [createProblem('BASIC_USERNAME', path)] : []),
    ...(hasControlCharacter(username) ? [createProblem('BASIC_INVALID', path)] : []),
  ];
}

export function checkBasicPassword(password: string): Problem[] {
  return hasControlCharacter(password) ? [createProblem('BASIC_INVALID', authenticationPaths.password)] : [];
}

export function checkTokenValue(token: string): Problem[] {
  const path = authenticationPaths.token;
  if (token === '') return [createProblem('TOKEN_EMPTY', path)];
  return isHeaderValue(token) ? [] : [createProblem('TOKEN_INVALID', path)];
}

/** `path` names the row: `headers.0.value`. */
export function checkHeaderValue(value: string, path: string): Problem[] {
  return isHeaderValue(value) ? [] : [createProblem('HEADER_VALUE', path)];
}

const types = ['none', 'basic', 'token'] as const;

/** Reads and checks `authentication`. Undefined when it lacks its shape, with the problems reported. */
export function readAuthentication(integration: FileReader, problems: Problem[]): Authentication | undefined {
  if (integration.readMember('authentication') === undefined) return { type: 'none' };
  return integration.readObject('authentication', (reader) => {
    const type = reader.readWord('type', types);
    if (type === 'basic') return readBasic(reader, problems);
    if (type === 'token') return readToken(reader, problems);
    // Without a type nobody can say which of these belong here.
    if (type === undefined) for (const key of ['username', 'password', 'token']) reader.readMember(key);
    return type && { type };
  });
}

function readBasic(reader: FileReader, problems: Problem[]): Authentication | undefined {
  const username = reader.readText('username', '');
  if (username !== undefined) problems.push(...checkBasicUsername(username));
  const password = readSecretValue(reader, 'password', '');
  if (typeof password === 'string') problems.push(...checkBasicPassword(password));
  return username === undefined || password === undefined ? undefined : { type: 'basic', username, password };
}

function readToken(reader: FileReader, problems: Problem[]): Authentication | undefined {
  const token = readSecretValue(reader, 'token', '');
  if (typeof token === 'string') problems.push(...checkTokenValue(token));
  return token === undefined ? undefined : { type: 'token', token };
}

const secretForms = 'a text, { "secret": "name in the vault" } or { "set": true }';

/** A text, `{ secret }` or `{ set: true }`. */
export function readSecretValue(reader: FileReader, key: string, fallback?: string): SecretValue | undefined {
  const found = reader.readMember(key);
  if (!isFileObject(found)) {
    if (found === undefined || typeof found === 'string') return reader.readText(key, fallback);
    reader.report('VALUE_TYPE', key, typeof found === 'object' ? secretForms : `${secretForms}: quote it`);
    return undefined;
  }
  return reader.readObject<SecretValue | undefined>(key, (form) => {
    const secret = form.readMember('secret');
    if (secret !== undefined) {
      if (typeof secret === 'string' && secret !== '') return { secret };
      form.report('VALUE_TYPE', 'secret', 'the name of a secret in the vault');
      return undefined;
    }
    const set = form.readMember('set');
    if (set === true) return { set };
    if (set !== undefined) form.report('VALUE_TYPE', 'set', 'true');
    else reader.report('VALUE_TYPE', key, secretForms);
    return undefined;
  });
}
