// Puts parts on an empty page, as the application does, and takes them off again after each test.

import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';
import { page } from 'vitest/browser';
import { loadFonts } from '../../../renderer/ui/fonts.ts';
import { UiRoot } from '../../../renderer/ui/ui-root.tsx';

const openPages: { readonly root: Root; readonly place: HTMLElement }[] = [];

export interface MountOptions {
  /** Pixels; left out, the parts take what they need. */
  readonly height?: number;
}

export async function mount(parts: ReactNode, { height }: MountOptions = {}): Promise<void> {
  await page.viewport(1280, 800);
  await loadFonts();
  document.documentElement.lang = 'en-AU';
  document.title = 'Parts';
  document.documentElement.dataset.theme = 'light';
  const place = document.createElement('div');
  if (height !== undefined) Object.assign(place.style, { display: 'flex', width: '1000px', height: `${height}px` });
  document.body.append(place);
  const root = createRoot(place);
  openPages.push({ root, place });
  root.render(<UiRoot dismissName="Dismiss">{parts}</UiRoot>);
}

afterEach(() => {
  for (const { root, place } of openPages.splice(0)) {
    root.unmount();
    place.remove();
  }
});
