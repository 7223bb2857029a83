import { describe, expect, it } from 'vitest';
import { openWindowMemory } from '../../../renderer/app/feature/window-memory.ts';

function storageWith(text: string | null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_key: string, value: string) => {
      kept.text = value;
    },
  };
}

describe("a window's memory", () => {
  it('begins with the defaults, whatever the storage holds', () => {
    for (const text of [null, 'no json', 'null', '7', '{"theme":"pink","paneSizes":{"detail":-1}}']) {
      const { theme, hasLetterKeys, paneSizes } = openWindowMemory(storageWith(text)).recall();
      expect({ theme, hasLetterKeys, paneSizes }).toEqual({ theme: 'system', hasLetterKeys: true, paneSizes: {} });
    }
  });

  it('keeps what it is told for the next window', () => {
    const storage = storageWith(null);
    openWindowMemory(storage).keep({ theme: 'dark', paneSizes: { detail: 420 } });
    expect(openWindowMemory(storage).recall()).toMatchObject({ theme: 'dark', paneSizes: { detail: 420 } });
  });
});
