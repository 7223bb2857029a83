// The append-only record of intents, attempts and outcomes. Lines are written in the transaction of the act they tell of.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { journalContract } from '../../../shared/journal/contract.ts';
import type { JournalAct, JournalLine } from '../../../shared/journal/line.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import type { Clock } from '../ports.ts';

export interface JournalEntry {
  readonly act: JournalAct;
  readonly subject: string;
  /** Never a secret. */
  readonly detail?: JournalLine['detail'];
}

export interface Journal {
  append(entry: JournalEntry): void;
  /** The same line, for a batch that is written later. */
  spell(entry: JournalEntry): Write;
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
  const spell = ({ act, subject, detail = {} }: JournalEntry): Write => [
    'INSERT INTO journal (at_ms, actor, act, subject, detail) VALUES (?, ?, ?, ?, ?)',
    [clock.now(), actor, act, subject, JSON.stringify(detail)],
  ];
  return {
    append(entry) {
      const [sql, values] = spell(entry);
      database.run(sql, ...values);
    },
    spell,
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
