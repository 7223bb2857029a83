import { describe, expect, it } from 'vitest';
import { followLog } from '../../../../renderer/features/dispatch/follow-log.ts';
import { aDelivery } from './a-delivery.ts';

function startFollowing(knownIds: readonly string[]) {
  const did: string[] = [];
  const due: (() => void)[] = [];
  const follower = followLog({
    isKnown: (id) => knownIds.includes(id),
    replace: ({ id, outcome }) => did.push(`replace ${id} ${outcome}`),
    readAgain: () => {
      did.push('read');
      return true;
    },
    onTurn: (changes) => did.push(`turn ${changes.length}`),
    after: (_delayMs, act) => due.push(act),
  });
  const turn = () => {
    for (const act of due.splice(0)) act();
  };
  return { follower, did, turn };
}

describe('following the delivery log', () => {
  it('gives a known row only its newest state of a turn, and reads nothing', () => {
    const { follower, did, turn } = startFollowing(['dlv_1']);
    follower.changed(aDelivery({ outcome: 'pending' }));
    follower.changed(aDelivery({ outcome: 'delivered' }));
    turn();
    expect(did).toEqual(['replace dlv_1 delivered', 'turn 1']);
  });

  it('reads once for all new ones of a turn', () => {
    const { follower, did, turn } = startFollowing([]);
    follower.changed(aDelivery({ id: 'dlv_2' }));
    follower.changed(aDelivery({ id: 'dlv_3' }));
    turn();
    expect(did).toEqual(['turn 2', 'read']);
  });

  it('waits for the answer before it reads again', () => {
    const { follower, did, turn } = startFollowing([]);
    follower.changed(aDelivery({ id: 'dlv_2' }));
    turn();
    follower.changed(aDelivery({ id: 'dlv_3' }));
    turn();
    expect(did).toEqual(['turn 1', 'read', 'turn 1']);
    follower.answered();
    expect(did.at(-1)).toBe('read');
    follower.answered();
    expect(did.filter((act) => act === 'read')).toHaveLength(2);
  });
});
