// Which characters may stand in a header name, a header value and a user name or password. Refused, never stripped.

/** C0 controls and DEL. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}

const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const headerValue = /^(?:[!-~](?:[\t -~]*[!-~])?)?$/;

/** An RFC 9110 token. */
export function isHeaderName(text: string): boolean {
  return headerName.test(text);
}

/** Visible ASCII with spaces and tabs inside only; empty is allowed. Tokens obey the same rule. */
export function isHeaderValue(text: string): boolean {
  return headerValue.test(text);
}

const reservedNames: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);
const reservedPrefixes = ['proxy-', 'switchhook-', 'webhook-'];

/** Set by the connection or by Switchhook itself. `name` in lower case. */
export function isReservedHeader(name: string): boolean {
  return reservedNames.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix));
}
