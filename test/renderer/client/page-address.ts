// Of a browser's window, what the page's access to its host needs: an address bar and the storage of one tab.
import type { PageAddress } from '../../../renderer/client/page-access.ts';

export interface TestPageAddress extends PageAddress {
  readonly location: { hash: string; pathname: string; search: string };
  /** What the address bar shows, from the path on. */
  shown(): string;
  stored(): Record<string, string>;
}

export function createPageAddress(address: string): TestPageAddress {
  const location = { hash: '', pathname: '', search: '' };
  const show = (shown: string) => {
    const { hash, pathname, search } = new URL(shown, 'http://127.0.0.1');
    Object.assign(location, { hash, pathname, search });
  };
  show(address);
  const stored = new Map<string, string>();
  return {
    location,
    history: { state: null, replaceState: (_state, _unused, url) => show(url) },
    sessionStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    shown: () => location.pathname + location.search + location.hash,
    stored: () => Object.fromEntries(stored),
  };
}
