// The least a durable intake can do: prepared inserts of rows made before, a hundred in a transaction, write-ahead log, synchronous FULL.
// The columns are those of a delivery; there is no index but the primary key.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';
import { buildBenchRequest } from './poster.ts';

export interface InsertTask {
  readonly count: number;
  readonly atOnce: number;
}

serveContender<{ folder: string }, InsertTask, null>(({ folder }) => {
  const database = new DatabaseSync(join(folder, 'raw.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(`CREATE TABLE intake (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, snapshot INTEGER NOT NULL,
    lane INTEGER NOT NULL, accepted_ms INTEGER NOT NULL, event TEXT NOT NULL, url TEXT NOT NULL, body TEXT,
    assumptions TEXT NOT NULL, replay_of TEXT, outcome TEXT NOT NULL, due_ms INTEGER, next_kind TEXT NOT NULL,
    started_count INTEGER NOT NULL, retry_count INTEGER NOT NULL, was_delivered INTEGER NOT NULL) STRICT`);
  const insert = database.prepare(
    `INSERT INTO intake VALUES (NULL, ?, 1, 1, ?, ?, ?, ?, '[]', NULL, 'pending', ?, 'first', 0, 0, 0)`,
  );
  const url = 'http://127.0.0.1:65535/hook';
  const { body } = buildBenchRequest(url);
  const event = JSON.stringify(eventOf(0, 0));
  let row = 0;
  return {
    run: async ({ count, atOnce }) => {
      for (let done = 0; done < count; done += atOnce) {
        database.exec('BEGIN IMMEDIATE');
        for (let index = 0; index < Math.min(atOnce, count - done); index += 1) {
          row += 1;
          insert.run(`dlv_${row.toString(36).padStart(26, '0')}`, row, event, url, body, row);
        }
        database.exec('COMMIT');
      }
      return null;
    },
    close: async () => database.close(),
  };
});
