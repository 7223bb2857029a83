// What goes between the crash suite and the hosts and the receiving end that it runs.

export type ToHost =
  | { readonly type: 'call'; readonly id: number; readonly channel: string; readonly input: unknown }
  | { readonly type: 'jump'; readonly byMs: number }
  | { readonly type: 'measure'; readonly id: number }
  | { readonly type: 'log'; readonly id: number }
  | { readonly type: 'close' };

export type FromHost =
  | { readonly type: 'ready'; readonly role: 'owner' | 'client' }
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown };

export interface Measured {
  readonly heapBytes: number;
  readonly descriptors: number;
}

/** `epoch`: what arrives from now on is noted under this number. `heal`: paths that hold or fail answer 200 from now on. */
export type ToSink =
  | { readonly type: 'epoch'; readonly id: number; readonly epoch: number }
  | { readonly type: 'heal'; readonly id: number; readonly isHealed: boolean };

export type FromSink =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'done'; readonly id: number };

/** One request, as the receiving end notes it before it answers. */
export interface Arrival {
  readonly epoch: number;
  /** Milliseconds of the receiving end's steady clock. */
  readonly atMs: number;
  readonly delivery: string;
  readonly attempt: number;
  readonly path: string;
  /** Of method, URL, header lines and body, without what may differ between attempts. */
  readonly hash: string;
  readonly bodyHash: string;
  /** A status, or what it does instead of answering. */
  readonly answer: number | 'reset' | 'held';
}
