// Mirror of the connection to the engine, as the client tells it.
import type { ConnectionState, PageConnection } from '../../client/page-connection.ts';
import type { CreateSlice } from '../feature/slice.ts';

export interface ConnectionSlice {
  readonly status: ConnectionState['status'];
  /** Since when it is lost, so that what is on screen has its time; null while it stands. */
  readonly lostAtMs: number | null;
  retryAsked(): void;
  /** Opens another window at a place, as `#/accounts`. null: this host has windows of its own. */
  readonly windowAsked: ((place: string) => void) | null;
}

export function createConnectionSlice(
  connection: Pick<PageConnection, 'state' | 'retryNow' | 'createWindowLink'>,
): CreateSlice<ConnectionSlice> {
  return ({ read, write, now, whileOpen }) => {
    whileOpen(() =>
      connection.state.subscribe(({ status }) => {
        const isAway = status === 'lost' || status === 'refused';
        write({ status, lostAtMs: isAway ? (read().lostAtMs ?? now()) : null });
      }),
    );
    const { createWindowLink } = connection;
    const openWindow = async (createLink: NonNullable<typeof createWindowLink>, place: string) => {
      const link = await createLink(place);
      if (link !== null) globalThis.open(link, '_blank', 'noopener');
    };
    return {
      status: connection.state.getState().status,
      lostAtMs: null,
      retryAsked: connection.retryNow,
      windowAsked: createWindowLink === undefined ? null : (place) => void openWindow(createWindowLink, place),
    };
  };
}
