import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Interrupt } from '../../../electron/hosts/cli/interrupt.ts';
import { readLines } from '../../../electron/hosts/cli/read-lines.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';

async function* pieces(...some: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const one of some) yield one;
}

async function collect(...some: Uint8Array[]) {
  const batches: { number: number; text: string }[][] = [];
  for await (const batch of readLines(pieces(...some), 'events', new Interrupt())) batches.push([...batch]);
  return batches;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('numbers lines as an editor does, and passes over blank ones', async () => {
  const [batch] = await collect(bytes('\ufeffa\r\n\n  \nb'));
  const rest = await collect(bytes('a\n\nb\n'));
  expect(batch).toEqual([{ number: 1, text: 'a' }]);
  expect(rest.flat()).toEqual([
    { number: 1, text: 'a' },
    { number: 3, text: 'b' },
  ]);
});

test('gives a line as soon as it is whole, and the last one without its end', async () => {
  expect(await collect(bytes('a\nb'), bytes('c\nd'))).toEqual([
    [{ number: 1, text: 'a' }],
    [{ number: 2, text: 'bc' }],
    [{ number: 3, text: 'd' }],
  ]);
});

test('wherever the stream is cut, the lines are the same', async () => {
  const text = fc
    .array(fc.constantFrom('a', 'é', '漢', '🐙', '\n', '{"x":1}'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(80), { maxLength: 6 }), async (whole, cuts) => {
      const all = bytes(whole);
      const places = [0, ...cuts.filter((at) => at < all.length).toSorted((a, b) => a - b), all.length];
      const cut = places.slice(1).map((end, index) => all.subarray(places[index], end));
      expect((await collect(...cut)).flat()).toEqual((await collect(all)).flat());
    }),
  );
});

test('a line without an end is refused before it fills the memory', async () => {
  const endless = bytes('x'.repeat(700_000));
  const refused = await collect(endless, endless).catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(Failure);
  expect((refused as Failure).error.code).toBe('FILE_TOO_LARGE');
});
