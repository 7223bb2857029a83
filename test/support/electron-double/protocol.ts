// Electron's protocol module, and the mapping of `app://bundle/x` to `https://bundle.app-scheme.test/x`: Chromium takes no scheme it
// was not built with.
import { record } from './script.ts';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, ProtocolHandler>();
const hostSuffix = '-scheme.test';

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: ProtocolHandler) => void handlers.set(scheme, handler),
};

/** `app://bundle/x` → what Chromium is given. Other addresses stay as they are. */
export function toChromiumUrl(text: string): string {
  const found = /^([a-z]+):\/\/([^/?#]*)(.*)$/s.exec(text);
  const [, scheme = '', host = '', rest = ''] = found ?? [];
  return handlers.has(scheme) ? `https://${host}.${scheme}${hostSuffix}${rest}` : text;
}

export function fromChromiumUrl(text: string): string {
  const found = /^https:\/\/([^/?#]*)\.([a-z]+)-scheme\.test(.*)$/s.exec(text);
  const [, host = '', scheme = '', rest = ''] = found ?? [];
  return handlers.has(scheme) ? `${scheme}://${host}${rest}` : text;
}

/** null: no scheme of ours, so the network, which is not there. */
export async function answerOf(url: string, init: RequestInit): Promise<Response | null> {
  const handler = handlers.get(url.split(':')[0] ?? '');
  return handler === undefined ? null : handler(new Request(url, init));
}
