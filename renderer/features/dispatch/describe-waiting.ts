// Why a pending delivery is not being sent, and how long it still is until the next attempt. Pure.
import type { EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';

/** As grids write URLs: `https://` is left out. */
export function nameEndpoint(endpoint: string): string {
  return endpoint.replace(/^https:\/\//, '');
}

/** The breaker that holds up what goes to an endpoint: its own, or its origin's. */
export function findBreaker(failing: readonly EndpointHealth[], endpoint: string): EndpointHealth | null {
  const own = failing.find((health) => health.scope === 'endpoint' && health.endpoint === endpoint);
  const ofOrigin = failing.find((health) => health.scope === 'origin' && isOf(health.endpoint, endpoint));
  return own ?? ofOrigin ?? null;
}

function isOf(origin: string, endpoint: string): boolean {
  return endpoint === origin || endpoint.startsWith(`${origin.replace(/\/$/, '')}/`);
}

/** "1 m 42 s", "42 s", "2 h 5 m", "1 d 3 h": the two largest units. Nothing left is 0 s. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  const units = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
