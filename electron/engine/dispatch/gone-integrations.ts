// Integrations whose endpoint answered 410: nothing goes to them by itself until a person allows it again. Kept in rows and in memory.
import type { GroupCommit } from '../database/group-commit.ts';
import type { DispatchPorts } from './dispatch-ports.ts';

interface GoneRow {
  integration_id: string;
  since_ms: number;
}

export class GoneIntegrations {
  readonly #ports: Pick<DispatchPorts, 'database' | 'journal' | 'clock'>;
  readonly #group: GroupCommit;
  readonly #since: Map<string, number>;

  constructor(ports: Pick<DispatchPorts, 'database' | 'journal' | 'clock'>, group: GroupCommit) {
    this.#ports = ports;
    this.#group = group;
    const rows = ports.database.all<GoneRow>('SELECT * FROM gone_integrations');
    this.#since = new Map(rows.map((row) => [row.integration_id, row.since_ms]));
  }

  has(integrationId: string): boolean {
    return this.#since.has(integrationId);
  }

  list(): { integrationId: string; sinceMs: number }[] {
    return [...this.#since].map(([integrationId, sinceMs]) => ({ integrationId, sinceMs }));
  }

  /** Whether it was not gone before. Written with the end of the attempt that found it. */
  stop(integrationId: string, delivery: string): boolean {
    if (this.#since.has(integrationId)) return false;
    const nowMs = this.#ports.clock.now();
    this.#since.set(integrationId, nowMs);
    const row = 'INSERT INTO gone_integrations (integration_id, since_ms) VALUES (?, ?) ON CONFLICT DO NOTHING';
    const line = this.#ports.journal.spell({ act: 'sending-stopped', subject: integrationId, detail: { delivery } });
    this.#group.add({ writes: [[row, [integrationId, nowMs]], line], isIntake: false, done: () => {} });
    return true;
  }

  /** Whether it was gone. */
  allow(integrationId: string): boolean {
    if (!this.#since.has(integrationId)) return false;
    const { database, journal } = this.#ports;
    database.transaction(() => {
      database.run('DELETE FROM gone_integrations WHERE integration_id = ?', integrationId);
      journal.append({ act: 'sending-allowed', subject: integrationId });
    });
    this.#since.delete(integrationId);
    return true;
  }
}
