// What a host provides to the engine. The engine takes nothing from its surroundings but this: no argv, no environment, no console.

export interface Clock {
  /** Milliseconds since the epoch, wall clock. */
  now(): number;
  /** Milliseconds that never jump, from any beginning. Without it, the process's own. */
  monotonic?(): number;
  /** Runs `act` once after `delayMs`; returns the act of calling it off. */
  after(delayMs: number, act: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** Uniform in [0, 1). */
  unit(): number;
}

export interface Paths {
  /** The data folder. The engine creates it with mode 0700 and keeps everything it writes inside. */
  readonly data: string;
}

/** The operating system's secret store, where the host has one. Async only. */
export interface Keychain {
  /** Backend's own name, kept beside what it wrapped. `basic_text` is never used. */
  backend(): Promise<string>;
  wrap(plain: Uint8Array): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array): Promise<{ plain: Uint8Array; shouldWrapAgain: boolean }>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Receives whole lines of data; never a secret. The host decides where they go. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Name resolution, so that tests can rebind a name between check and connect. */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** Steps between which the crash suite can end the process. */
export type CrashPoint =
  | 'accept-built'
  | 'accept-committed'
  | 'accept-acknowledged'
  | 'claimed'
  | 'attempt-sending'
  | 'attempt-answered'
  | 'record-committed'
  | 'breaker-stored'
  | 'replay-planned'
  | 'job-begun'
  | 'job-item-begun'
  | 'job-item-ended'
  | 'retention-step'
  | 'batch-begun'
  | 'batch-written'
  | 'batch-committed'
  | 'batch-synced';

export interface HttpProxy {
  readonly kind: 'http';
  /** Whether it is spoken to over TLS. */
  readonly isSecure: boolean;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`: a secret. */
  readonly authorization: string | null;
}

/** `unusable`: one is named that we cannot speak to. */
export type NamedProxy = HttpProxy | { readonly kind: 'unusable' };

export interface Capabilities {
  /** Sent as `User-Agent: Switchhook/<version>`. */
  readonly version: string;
  /** The system user every journal line names. */
  readonly actor: string;
  readonly keychain: Keychain | null;
  readonly lookup: Lookup;
  /** What stands between this machine and an origin; null: nothing. Without it nothing ever does. */
  readonly proxyFor?: (origin: string) => NamedProxy | null;
  /** Local TCP ports on which the host can be told what to do: no request is ever sent there, whatever the target rules let through. */
  readonly controlPorts?: () => readonly number[];
  /** Called at each step; the crash suite ends the process in it. No release passes it. */
  readonly crashPoint?: (name: CrashPoint) => void;
}

export interface EnginePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly paths: Paths;
  readonly log: Log;
  readonly capabilities: Capabilities;
}
