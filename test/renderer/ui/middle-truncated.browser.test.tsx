import '../../../renderer/ui/base.css';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { MiddleTruncated } from '../../../renderer/ui/middle-truncated.tsx';
import { mount } from './mount.tsx';

const text = 'provision.acme-dental.example.com/users';
/** Pixels; every part of a letter's width comes among them. */
const widths = Array.from({ length: 80 }, (_, index) => 90 + index * 1.13);

it('ends before the cut with a whole letter at every width, so that no gap stands there', async () => {
  await mount(
    widths.map((width) => (
      <div key={width} data-testid="place" style={{ width: `${width}px` }}>
        <MiddleTruncated text={text} isMono />
      </div>
    )),
  );
  const places = page.getByTestId('place');
  await expect.element(places.first()).toBeVisible();
  const gaps = places.elements().map((place) => {
    const [start, end] = [...place.querySelectorAll('[aria-hidden]')].map((part) => part.getBoundingClientRect().width);
    const letter = (end ?? 0) / 6;
    const letters = ((start ?? 0) - 0.5) / letter;
    return Math.abs(letters - Math.round(letters));
  });
  expect(gaps).toHaveLength(widths.length);
  expect(Math.max(...gaps)).toBeLessThan(0.02);
});
