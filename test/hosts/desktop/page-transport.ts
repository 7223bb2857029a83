// The Transport that the preload script lays before the page, reached from a test through the page itself.
import type { Page } from 'playwright';
import type { Transport } from '../../../shared/contract/contract.ts';

interface PageGlobals {
  readonly switchhook: Transport;
  deliverToTest(id: number, event: unknown): void;
  endById?: Record<number, () => void>;
}

export async function openPageTransport(page: Page): Promise<Transport> {
  const listeners = new Map<number, (event: unknown) => void>();
  let count = 0;
  await page.exposeFunction('deliverToTest', (id: number, event: unknown) => listeners.get(id)?.(event));
  return {
    call: (channel, input) =>
      page.evaluate(([name, given]) => (globalThis as unknown as PageGlobals).switchhook.call(name, given), [
        channel,
        input,
      ] as const),
    subscribe: (channel, input, onEvent) => {
      const id = count++;
      listeners.set(id, onEvent);
      const started = page.evaluate(
        ([number, name, given]) => {
          const page = globalThis as unknown as PageGlobals;
          page.endById ??= {};
          page.endById[number] = page.switchhook.subscribe(name, given, (event) => page.deliverToTest(number, event));
        },
        [id, channel, input] as const,
      );
      return () => {
        listeners.delete(id);
        void started
          .then(() => page.evaluate((number) => (globalThis as unknown as PageGlobals).endById?.[number]?.(), id))
          // The page may be gone with its window: then nothing is subscribed any more.
          .catch(() => {});
      };
    },
  };
}
