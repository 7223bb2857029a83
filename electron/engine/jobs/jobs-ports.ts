// What the jobs slice takes from its surroundings, and what a kind of work brings to it. It knows no kind.
import type { Job, JobKind } from '../../../shared/jobs/job.ts';
import type { JobId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, CrashPoint, Log } from '../ports.ts';
import type { EndState } from './job-rows.ts';

export interface JobsPorts {
  readonly database: Database;
  readonly journal: Pick<Journal, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The system user. */
  readonly actor: string;
  mintId(): JobId;
  /** For the crash suite. */
  readonly passPoint?: ((name: CrashPoint) => void) | undefined;
}

/** How an item ended. `stopped`: nothing was done, and nothing would be done to the next ones either: the job pauses and says why. */
export type ItemEnd =
  | { readonly state: EndState; readonly outcome?: string; readonly reason?: string }
  | { readonly state: 'stopped'; readonly reason: string };

export interface BegunItem {
  readonly job: Job;
  readonly subject: string;
  /**
   * What was noted down when it was begun, of an item that a process which has ended began: it is only to be seen how that ended.
   * undefined: it is to be begun.
   */
  readonly resumed: { readonly outcome: string | null } | undefined;
  /** Notes down that it is begun and what came of it: to be written in the transaction that makes it certain, so that it is never done twice. */
  spellBegun(outcome: string | null): Write;
}

export interface Pace {
  /** Items begun a second. */
  readonly ratePerSecond: number;
  /** Pauses after so many failures since it began or was resumed; 0: never. */
  readonly stopAfter: number;
}

export interface JobWork {
  /** Items under way at once. */
  readonly concurrency: number;
  readPace(options: Job['options']): Pace;
  /** Does one item, or sees how a resumed one ended. Never rejects with anything but a mistake of its own, which fails the item. */
  work(item: BegunItem): Promise<ItemEnd>;
}

export interface NewJob {
  readonly kind: JobKind;
  /** One line. */
  readonly title: string;
  readonly options: Job['options'];
  /** In the order of work. */
  readonly subjects: readonly string[];
}
