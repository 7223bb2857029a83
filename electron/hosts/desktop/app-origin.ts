// The one origin whose pages this application shows and listens to. Pure.

export const appScheme = 'app';
const appHost = 'bundle';
export const appOrigin = `${appScheme}://${appHost}`;

/** Compared after parsing: `app://bundle.example/` and `app://bundle@example/` only look like ours. */
export function isOwnUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  // `origin` is of no use: outside Chromium it is "null" for every scheme but the web's own.
  const { protocol, host, username, password } = url;
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
}
