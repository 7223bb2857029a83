import { describe, expect, it } from 'vitest';
import { followLog } from '../../../../renderer/features/dispatch/follow-log.ts';
import { aDelivery } from './a-delivery.ts';

function startFollowing(knownIds: readonly string[], isFiltered = false) {
  const did: string[] = [];
  const due: (() => void)[] = [];
  const follower = followLog({
    isKnown: (id) => knownIds.includes(id),
    replace: ({ id, outcome }) => did.push(`replace ${id} ${outcome}`),
    mayLeave: () => isFiltered,
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
    follower.changed([aDelivery({ outcome: 'pending' })], false);
    follower.changed([aDelivery({ outcome: 'delivered' })], false);
    turn();
    expect(did).toEqual(['replace dlv_1 delivered', 'turn 1']);
  });

  it('reads once for all new ones of a turn', () => {
    const { follower, did, turn } = startFollowing([]);
    follower.changed([aDelivery({ id: 'dlv_2' })], false);
    follower.changed([aDelivery({ id: 'dlv_3' })], false);
    turn();
    expect(did).toEqual(['turn 2', 'read']);
  });

  it('reads again when a known one may no longer be among those that are asked for', () => {
    const { follower, did, turn } = startFollowing(['dlv_1'], true);
    follower.changed([aDelivery({ outcome: 'cancelled' })], false);
    turn();
    expect(did).toEqual(['replace dlv_1 cancelled', 'turn 1', 'read']);
  });

  it('reads again when there were too many changes to tell, named or not', () => {
    const { follower, did, turn } = startFollowing(['dlv_1']);
    follower.changed([aDelivery()], true);
    turn();
    expect(did).toEqual(['replace dlv_1 delivered', 'turn 1', 'read']);
    follower.answered();
    follower.changed([], true);
    turn();
    expect(did.slice(3)).toEqual(['turn 0', 'read']);
  });

  it('waits for the answer before it reads again', () => {
    const { follower, did, turn } = startFollowing([]);
    follower.changed([aDelivery({ id: 'dlv_2' })], false);
    turn();
    follower.changed([aDelivery({ id: 'dlv_3' })], false);
    turn();
    expect(did).toEqual(['turn 1', 'read', 'turn 1']);
    follower.answered();
    expect(did.at(-1)).toBe('read');
    follower.answered();
    expect(did.filter((act) => act === 'read')).toHaveLength(2);
  });
});
