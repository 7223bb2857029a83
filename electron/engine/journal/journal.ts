// The append-only record of intents, attempts and outcomes. Lines are written in the transaction of the act they tell of.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { journalContract } from '../../../shared/journal/contract.ts';
import type { JournalAct, JournalLine } from '../../../shared/journal/line.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../ports.ts';

export interface JournalEntry {
  readonly act: JournalAct;
  readonly subject: string;
  /** Never a secret. */
  readonly detail?: JournalLine['detail'];
}

export interface Journal {
  append(entry: JournalEntry): void;
  readonly handlers: HandlersOf<{ journal: typeof journalContract }>['journal'];
}

interface JournalRow {
  seq: number;
  at_ms: number;
  actor: string;
  act: JournalAct;
  subject: string;
  detail: string;
}

export function createJournal(ports: { database: Database; clock: Clock; actor: string }): Journal {
  const { database, clock, actor } = ports;
  return {
    append(entry) {
      database.run(
        'INSERT INTO journal (at_ms, actor, act, subject, detail) VALUES (?, ?, ?, ?, ?)',
        clock.now(),
        actor,
        entry.act,
        entry.subject,
        JSON.stringify(entry.detail ?? {}),
      );
    },
    handlers: {
      list: ({ subject, beforeSeq, limit }) => {
        const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
        const rows =
          subject === undefined
            ? database.all<JournalRow>('SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?', before, limit)
            : database.all<JournalRow>(
                'SELECT * FROM journal WHERE subject = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
                subject,
                before,
                limit,
              );
        return rows.map(({ at_ms, detail, ...line }) => ({
          ...line,
          at: new Date(at_ms).toISOString(),
          detail: JSON.parse(detail),
        }));
      },
    },
  };
}
