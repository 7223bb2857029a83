// Who watches the oracle: what it must find is put before it.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { dispatchContract } from '../../shared/dispatch/contract.ts';
import { openWithServer, sendFile } from '../engine/dispatch/dispatch-fixture.ts';
import { judge, judgeLeft } from './oracle.ts';

/** A job has begun its items, and what it sends again has not left yet, when the process dies. */
async function leaveBegunJob(): Promise<{ folder: string; ids: string[] }> {
  const { server, on } = await openWithServer();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    ids.push((await sendFile(on, { requestUrl: `${server.origin}/hook` })).id);
  }
  on.dispatch.stopSending();
  const { handlers } = on.dispatch;
  const { planId } = await handlers.planReplay(dispatchContract.planReplay.input.parse({ selection: { ids } }));
  await handlers.startReplay(
    dispatchContract.startReplay.input.parse({ planId, ratePerSecond: 1_000, stopAfter: 0, confirm: undefined }),
  );
  const countBegun = () => on.database.all("SELECT 1 FROM job_items WHERE state = 'begun'").length;
  await expect.poll(countBegun).toBe(ids.length);
  return { folder: on.crash().folder, ids };
}

function change(folder: string, sql: string, ...values: string[]): void {
  const database = new DatabaseSync(join(folder, 'switchhook.db'));
  database.prepare(sql).run(...values);
  database.close();
}

test('a job’s replay that is not noted down at its item is found in what a killed process left', async () => {
  const { folder, ids } = await leaveBegunJob();
  expect(judgeLeft(folder)).toEqual([]);
  change(folder, "UPDATE job_items SET state = 'waiting', outcome = NULL WHERE subject = ?", ids[1] ?? '');
  expect(judgeLeft(folder)).toEqual(['I2 1 deliveries were replayed by a job whose item does not say so']);
});

test('what was accepted is delivered, dead, cancelled, pending or lost', async () => {
  const { folder, ids } = await leaveBegunJob();
  change(folder, "UPDATE deliveries SET outcome = 'cancelled', due_ms = NULL WHERE id = ?", ids[0] ?? '');
  change(folder, "UPDATE deliveries SET outcome = 'dead', due_ms = NULL WHERE id = ?", ids[1] ?? '');
  const accepted = new Set([...ids, 'dlv_lost']);
  const verdict = judge({
    ...{ folder, accepted, arrivals: [], crashes: new Set([0]), isTidied: true, plantedSecrets: [] },
  });
  expect(verdict).toMatchObject({ accepted: 4, delivered: 0, dead: 1, cancelled: 1, pending: 1, lost: 1 });
});
