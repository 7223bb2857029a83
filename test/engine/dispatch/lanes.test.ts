import { expect, it } from 'vitest';
import { Lanes } from '../../../electron/engine/dispatch/lanes.ts';

/** More than are kept without need. */
const many = 20_001;

const keyOf = (id: number) => ({
  ...{ id, origin: `https://host-${id}.example.com`, endpoint: `https://host-${id}.example.com/hook` },
  integrationId: `int_${id}`,
});

it('lanes that nothing waits in are let go of when there are too many, but not one that is held', () => {
  const lanes = new Lanes();
  // What waits of a disabled integration is in its rows alone: whoever enables it again looks for its lane.
  lanes.get(keyOf(1)).hold = 'disabled';
  for (let id = 2; id <= many; id += 1) lanes.get(keyOf(id));
  expect(lanes.size).toBeLessThan(many);
  expect(lanes.find(1)).toBeDefined();
  expect([...lanes.endpoints()].some(({ endpoint }) => endpoint === keyOf(1).endpoint)).toBe(true);
});
