// What every job of every contender but Switchhook is: one POST of the same body to the same place through undici's `Pool.request`.
import { Pool } from 'undici';
import { buildRequest } from '../../../shared/request/build-request.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import { benchIntegration, eventOf } from '../bench-work.ts';

export interface PostSetup {
  readonly url: string;
  readonly connections: number;
}

export interface Poster {
  /** Throws unless the answer is 2xx. */
  post(): Promise<void>;
  close(): Promise<void>;
}

/** The request that Switchhook would send: same method, path, headers and body. */
export function buildBenchRequest(url: string) {
  const built = buildRequest({
    integration: benchIntegration(url),
    event: eventOf(0, 0),
    dialect: resolveDialect({}),
  });
  if (!built.built || built.request.body === null) throw new Error('The request of the benchmark cannot be built.');
  return { ...built.request, body: built.request.body };
}

export function openPoster({ url, connections }: PostSetup): Poster {
  const { body, headers } = buildBenchRequest(url);
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const request = { path: pathname, method: 'POST', headers: Object.fromEntries(headers), body } as const;
  return {
    post: async () => {
      const answer = await pool.request(request);
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`The sink answered ${answer.statusCode}.`);
    },
    close: () => pool.close(),
  };
}
