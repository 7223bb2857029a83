// Which deliveries have which snapshot: an index that follows the log. It is exact as far as it reaches, and what lies behind that is
// looked for in the rows. Kept row by row it would touch a page of the database for each delivery; thousands at a time, in its own
// order, touch few.
import type { Database } from '../database/database.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import type { Write } from '../database/write.ts';

/** So many are written in two or three milliseconds, and are read as quickly while they are not written yet. */
const rowsPerStep = 2_048;

const extend = `INSERT INTO snapshot_deliveries SELECT snapshot, seq FROM deliveries WHERE seq > ? AND seq <= ?
  ORDER BY snapshot, seq ON CONFLICT DO NOTHING`;
const setUntil = 'UPDATE snapshot_index SET until_seq = ?';
const remove = `DELETE FROM snapshot_deliveries
  WHERE (snapshot, seq) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`;
const insertReached = `INSERT INTO snapshot_deliveries SELECT ?1, ?2 WHERE ?2 <= (SELECT until_seq FROM snapshot_index)
  ON CONFLICT DO NOTHING`;

/** The last delivery that the index knows of. */
export function readIndexedUntil(database: Database): number {
  return database.get<{ seq: number }>('SELECT until_seq AS seq FROM snapshot_index')?.seq ?? 0;
}

/** A delivery that has another snapshot now: to be written with it. */
export function spellSnapshotChange(seq: number, from: number, to: number): Write[] {
  if (from === to) return [];
  return [
    [remove, [JSON.stringify([[from, seq]])]],
    [insertReached, [to, seq]],
  ];
}

/** Of deliveries that leave the log. */
export function spellSnapshotRemoval(rows: readonly { snapshot: number; seq: number }[]): Write {
  return [remove, [JSON.stringify(rows.map(({ snapshot, seq }) => [snapshot, seq]))]];
}

export class SnapshotIndex {
  readonly #group: Pick<GroupCommit, 'add'>;
  #until: number;
  #isExtending = false;

  constructor(database: Database, group: Pick<GroupCommit, 'add'>) {
    this.#group = group;
    this.#until = readIndexedUntil(database);
  }

  /** The log has all there is up to `lastSeq`, and it is on the disk. */
  follow(lastSeq: number): void {
    if (this.#isExtending || lastSeq - this.#until < rowsPerStep) return;
    const from = this.#until;
    const until = from + rowsPerStep;
    this.#isExtending = true;
    const writes: Write[] = [
      [extend, [from, until]],
      [setUntil, [until]],
    ];
    const done = (failure: unknown) => {
      this.#isExtending = false;
      // What failed is tried again when more has come.
      if (failure !== null) return;
      this.#until = until;
      this.follow(lastSeq);
    };
    this.#group.add({ writes, isIntake: false, done });
  }
}
