// What a page has of its engine, whichever host carries it: the transport, and how the connection stands.
import type { StoreApi } from 'zustand/vanilla';
import type { Transport } from '../../shared/contract/contract.ts';

export interface ConnectionState {
  /**
   * connecting: for the first time, calls wait. open. lost: tries again by itself, calls fail at once.
   * refused: the host does not know this page (started again, or the link was used); only a new link from the terminal helps.
   */
  readonly status: 'connecting' | 'open' | 'lost' | 'refused';
  /** Grows when something may have been missed: streams have begun anew by then, and what was asked for is to be asked again. */
  readonly epoch: number;
}

export interface PageConnection {
  readonly transport: Transport;
  readonly state: StoreApi<ConnectionState>;
  /** Does not wait for the next try. */
  retryNow(): void;
  /** An address that opens another window, once, at a place as `#/accounts`. null: the connection is lost. Only where a browser shows the page. */
  readonly createWindowLink?: (place: string) => Promise<string | null>;
  close(): void;
}
