// The token a page shows its host: the link's from the address bar, used once, then the session kept for this tab.
// sessionStorage and not a cookie: cookies ignore ports, and would reach every other server on this computer.

export interface PageAddress {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void };
  readonly sessionStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
}

export interface PageAccess {
  /**
   * Takes a link's token out of the address bar and the history: what remains is the place it names, else `place`, as `#/accounts`.
   * Answers whether there was one.
   */
  readLink(place?: string): boolean;
  /** The token to show; null: there is none. */
  current(): string | null;
  /** The host knew it, and goes on with this session. */
  keep(session: string): void;
  /** The host does not know it. */
  drop(): void;
}

const sessionKey = 'switchhook.session';
/** The token, then the place to show: `#token=…/integrations?q=…`. */
const linkPattern = /^#token=([\w-]+)(\/.*)?$/;

export function createPageAccess({ location, history, sessionStorage }: PageAddress): PageAccess {
  let link: string | null = null;
  const readLink = (place = '') => {
    const [, token, named] = linkPattern.exec(location.hash) ?? [];
    if (token === undefined) return false;
    link = token;
    const fragment = named === undefined ? place : `#${named}`;
    history.replaceState(history.state, '', location.pathname + location.search + fragment);
    return true;
  };
  readLink();
  return {
    readLink,
    current: () => link ?? sessionStorage.getItem(sessionKey),
    keep: (session) => {
      link = null;
      sessionStorage.setItem(sessionKey, session);
    },
    drop: () => {
      // A link that was used before may have been opened again in a tab that still has its session.
      if (link === null) sessionStorage.removeItem(sessionKey);
      link = null;
    },
  };
}
