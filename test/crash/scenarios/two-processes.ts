// Two processes on one folder: both accept, one owns it and sends. The owner is killed, and the other takes over.
import { setTimeout as wait } from 'node:timers/promises';
import { send, sendMixed } from '../load.ts';
import { Host } from '../processes.ts';
import { outcomeOf, type Scenario } from '../scenario.ts';
import { unwrap, World } from '../world.ts';

const unknown = /^(CONNECTION_LOST|VAULT_LOCKED)$/;

async function takeOverOnce(world: World): Promise<void> {
  const owner = await world.open();
  if (owner === null) return;
  const other = await Host.start({ folder: world.folder });
  if (other === null || owner.role !== 'owner' || other.role !== 'client') {
    world.break('the second process did not find the first');
    return;
  }
  const sending = Promise.all([
    sendMixed(world, owner, 16),
    // What it asked a dying owner for is unknown to it: then it is not told that it was accepted.
    send(world, other, { path: 'ok/other', count: 12, mayRefuse: unknown }),
    send(world, other, { path: 'slow-60/other', count: 8, mayRefuse: unknown }),
  ]);
  await wait(world.chance.between(0, 500));
  await world.kill(owner);
  await sending;
  await send(world, other, { path: 'ok/taken-over', count: 4, mayRefuse: unknown });
  // The vault is locked in the new owner.
  unwrap(await other.client.vault.unlock({ passphrase: world.passphrase }));
  await world.drain(other);
  await other.close();
}

export const twoProcesses: Scenario = {
  name: 'two processes',
  share: 0.05,
  run: async ({ sink, chance, rounds }) => {
    const world = new World({ sink, chance });
    try {
      await sink.heal(true);
      for (let left = rounds; left > 0; left -= 1) await takeOverOnce(world);
      return { kind: 'outcomes', outcomes: [outcomeOf('two processes', rounds, await world.judge(null))] };
    } finally {
      world.remove();
    }
  },
};
