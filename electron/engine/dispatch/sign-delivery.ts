// The signature of an attempt by the endpoint's policy: Standard Webhooks, with each key that the policy names. Keys are made once for
// each secret and forgotten when the vault was locked.
import type { KeyObject } from 'node:crypto';
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { QueuedDelivery } from './queue-port.ts';
import { parseSigningSecret, signHeaders } from './sign-request.ts';

interface KnownKey {
  readonly of: string;
  readonly key: KeyObject;
}

export class DeliverySigner {
  readonly #ports: Pick<DispatchPorts, 'resolveSecret' | 'clock'>;
  readonly #keys = new Map<string, KnownKey>();

  constructor(ports: Pick<DispatchPorts, 'resolveSecret' | 'clock'>) {
    this.#ports = ports;
  }

  /** Throws Failure of the vault, SECRET_UNKNOWN_NAME, SECRET_UNKNOWN. */
  sign({ id, body }: QueuedDelivery, { signingSecrets }: EndpointPolicy): HeaderList {
    if (signingSecrets.length === 0) return [];
    const keys = signingSecrets.map((name) => this.#keyOf(name));
    return signHeaders({ id, timestampSeconds: Math.floor(this.#ports.clock.now() / 1_000), body, keys });
  }

  #keyOf(name: string): KeyObject {
    let of: string;
    try {
      // A signature does not give its key away, so no origin is asked for.
      of = this.#ports.resolveSecret(name, null).reveal();
    } catch (cause) {
      this.#keys.delete(name);
      throw cause;
    }
    const known = this.#keys.get(name);
    if (known?.of === of) return known.key;
    const key = parseSigningSecret(of);
    if (key === null) throw dispatchErrors.fail('SECRET_UNKNOWN', { where: `the signing secret ${name}` });
    this.#keys.set(name, { of, key });
    return key;
  }
}
