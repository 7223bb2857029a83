// The closed list of what can be wrong with an integration, an event or a dialect, each with its text. No text quotes a value:
// a value may be a credential.
import type { Problem } from '../kernel/problem.ts';

/** What a text may need to know: the words that are allowed, the trigger's label, and so on. */
type Texts = Readonly<
  Record<string, { readonly severity: Problem['severity']; readonly text: (detail: string) => string }>
>;

const error = (text: (detail: string) => string) => ({ severity: 'error', text }) as const;
const warning = (text: (detail: string) => string) => ({ severity: 'warning', text }) as const;

const texts = {
  SHAPE_UNKNOWN_KEY: error(() => 'This key does not belong here. Check its spelling or remove it.'),
  SHAPE_MISSING: error(() => 'This is required and is not there.'),
  VALUE_TYPE: error((expected) => `This must be ${expected}.`),
  URL_INVALID: error(
    () =>
      'This is not an http:// or https:// URL that can be called: check its host, and for white space, control characters and backslashes.',
  ),
  URL_CREDENTIALS: error(
    () => 'A URL must not carry a user name or password. Use the authentication of the integration instead.',
  ),
  URL_FRAGMENT: warning(() => 'What follows the # is never sent. It was left out.'),
  PATH_INVALID: error(
    () => 'Path arguments must not hold control characters, backslashes, # or the path segments "." and "..".',
  ),
  SCOPE_MISMATCH: error((label) => `"${label}" belongs to the other scope. Change the scope or the trigger event.`),
  KEY_EMPTY: error(() => 'The request key is empty.'),
  KEY_DUPLICATE: error(() => 'This request key is used by an earlier row.'),
  FIELD_UNKNOWN: error(() => 'The platform has no such field.'),
  FIELD_NEVER: error((label) => `This field is never available for "${label}".`),
  FIELD_UNLIKELY: warning((label) => `This field is probably not available for "${label}": no user has answered yet.`),
  HEADER_NAME: error(() => 'This is not a header name: use letters, digits and hyphens.'),
  HEADER_VALUE: error(
    () => 'A header value may hold visible ASCII characters, with spaces and tabs only between them.',
  ),
  HEADER_DUPLICATE: error(() => 'This header is set by an earlier row.'),
  HEADER_RESERVED: error(() => 'This header is set by the connection or by Switchhook and cannot be chosen.'),
  HEADER_CONFLICT: error(() => 'The authentication of the integration sets this header already.'),
  BASIC_USERNAME: error(() => 'A user name for Basic authentication cannot hold a colon.'),
  BASIC_INVALID: error(() => 'Basic authentication cannot carry control characters.'),
  TOKEN_INVALID: error(() => 'A token may hold visible ASCII characters, with spaces and tabs only between them.'),
  TOKEN_EMPTY: warning(() => 'The token is empty, so no authentication header is sent.'),
  SECRET_UNKNOWN: error(
    () =>
      'Switchhook does not hold this secret, so the request cannot be sent. Store it in the vault and choose it here.',
  ),
  EVENT_TRIGGER: error((label) => `The integration fires on "${label}" and not on this trigger.`),
  EVENT_VALUE: error((expected) => `This value must be ${expected}.`),
  EVENT_TIME: error(
    () => 'This must be a real date between 1980 and 9999 with an offset, such as 2026-11-23T10:41:07+11:00.',
  ),
  EVENT_ZONE: error(() => 'This must be the name of a time zone, such as Australia/Sydney.'),
  DIALECT_INVALID: error((expected) => `This must be ${expected}.`),
} as const satisfies Texts;

export type RequestProblemCode = keyof typeof texts;

/** `detail` completes the text: what was expected, or the label of the trigger. */
export function createProblem(code: RequestProblemCode, path: string, detail = ''): Problem {
  const { severity, text } = texts[code];
  return { code, severity, path, message: text(detail) };
}
