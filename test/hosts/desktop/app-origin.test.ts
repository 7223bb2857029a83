import { expect, test } from 'vitest';
import { isOwnUrl } from '../../../electron/hosts/desktop/app-origin.ts';

test.each(['app://bundle', 'app://bundle/', 'app://bundle/index.html?a=1#/integrations', 'APP://bundle/'])(
  '%s is ours',
  (url) => {
    expect(isOwnUrl(url)).toBe(true);
  },
);

test.each([
  '',
  'about:blank',
  'bundle',
  '//bundle/',
  'app:bundle',
  'app:///bundle',
  'app://bundle:80/',
  'app://bundle.example.com/',
  'app://example.com/bundle',
  'app://bundle@example.com/',
  'app://user@bundle/',
  'app://user:pass@bundle/',
  'apps://bundle/',
  'https://bundle/',
  'https://example.com/?app://bundle/',
  'blob:app://bundle/1',
  'view-source:app://bundle/',
])('%s is not ours', (url) => {
  expect(isOwnUrl(url)).toBe(false);
});
