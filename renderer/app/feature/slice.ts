// How a slice of the store is made. A mirror slice is written only by what the engine sent; a view slice only by what the user did.
import type { ClientOf } from '../../../shared/contract/connect.ts';
import type { EngineContracts } from '../../../shared/contracts.ts';

export type Client = ClientOf<EngineContracts>;

export interface SliceTools<Slice> {
  readonly client: Client;
  read(): Slice;
  write(change: Partial<Slice>): void;
  /** For streams: begins once the store stands, and what it gives ends it with the window. Streams outlive a lost connection. */
  whileOpen(begin: () => () => void): void;
  /** For readings: done once the store stands, and again whenever something may have been missed. */
  afterEachGap(read: () => void): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

export type CreateSlice<Slice> = (tools: SliceTools<Slice>) => Slice;
