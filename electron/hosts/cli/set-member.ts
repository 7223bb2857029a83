// `--set path=value` of `integrations edit`: changes one member of an integration, as its file shape names it. Pure; rules are checked elsewhere.
import { cliErrors } from './cli-errors.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const secretPaths = new Set(['authentication.password', 'authentication.token']);

/** Changes `target` in place. Throws Failure USAGE. */
export function setMember(target: object, assignment: string): void {
  const equals = assignment.indexOf('=');
  if (equals < 1) throw refuse(`“${assignment}” is not path=value, such as requestUrl=https://crm.example.com/hook.`);
  const path = assignment.slice(0, equals);
  const text = assignment.slice(equals + 1);
  const named = /^(.+)\.secret$/.exec(path)?.[1];
  const { owner, key } = findOwner(target as Record<string, Json>, named ?? path);
  // The name of a secret takes the place of whatever stood there: a text, or the mark that the portal holds it.
  const current = Object.hasOwn(owner, key) ? get(owner, key) : undefined;
  const isJson = Array.isArray(owner) || isContainer(current);
  put(owner, key, named === undefined ? readValue({ path, text, isJson, current }) : { secret: text });
}

type Owner = Json[] | { [key: string]: Json };

function findOwner(target: { [key: string]: Json }, path: string): { owner: Owner; key: string } {
  const keys = path.split('.');
  const key = keys.pop() ?? '';
  let owner: Owner = target;
  for (const step of keys) {
    const next: Json | undefined = Object.hasOwn(owner, step) ? get(owner, step) : undefined;
    if (next !== null && typeof next === 'object') owner = next;
    else owner = makeOwner(owner, step, path);
  }
  return { owner, key };
}

/** A new row at the end of a list; nothing else comes into being on the way. */
function makeOwner(owner: Owner, step: string, path: string): Owner {
  if (!Array.isArray(owner) || step !== String(owner.length)) {
    throw refuse(`There is nothing at “${path}”. A new row goes at the end of its list.`);
  }
  const made: Owner = {};
  put(owner, step, made);
  return made;
}

function get(owner: Owner, key: string): Json | undefined {
  return (owner as { [key: string]: Json })[key];
}

function put(owner: Owner, key: string, value: Json): void {
  if (Array.isArray(owner) && !/^(?:0|[1-9]\d{0,3})$/.test(key)) throw refuse(`“${key}” is not the number of a row.`);
  if (Array.isArray(owner) && Number(key) > owner.length) throw refuse('A new row goes at the end of its list.');
  // `__proto__` becomes a member like any other, which the rules then refuse by name.
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}

const isContainer = (value: Json | undefined): boolean => typeof value === 'object' && value !== null;

interface Assigned {
  readonly path: string;
  readonly text: string;
  /** Where a list, an object or a row stands. */
  readonly isJson: boolean;
  readonly current: Json | undefined;
}

/** Switches are true or false, lists and objects are JSON, all else is text as it is typed: nothing is guessed from its looks. */
function readValue({ path, text, isJson, current }: Assigned): Json {
  if (typeof current === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw refuse(`${path} is true or false.`);
  }
  const isSecret = secretPaths.has(path);
  if (!isJson && !isSecret) return text;
  const value = parseJson(path, text, isSecret);
  if (path === 'authentication' && holdsPlainSecret(value)) throw refuseSecret('authentication.password');
  return value;
}

function parseJson(path: string, text: string, isSecret: boolean): Json {
  // `{ "secret": … }` or the empty text; anything else would be the secret itself.
  if (isSecret && text !== '' && !text.startsWith('{')) throw refuseSecret(path);
  try {
    return isSecret && text === '' ? '' : (JSON.parse(text) as Json);
  } catch {
    throw refuse(`${path} holds a list or an object: write it as JSON.`);
  }
}

function holdsPlainSecret(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return [value.password, value.token].some((one) => typeof one === 'string' && one !== '');
}

function refuseSecret(path: string) {
  const way = `Store it with “switchhook vault set”, then --set ${path}.secret=NAME.`;
  return refuse(`A secret never stands on a command line. ${way}`);
}

const refuse = (why: string) => cliErrors.fail('USAGE', { why: `${why} Nothing was changed.` });
