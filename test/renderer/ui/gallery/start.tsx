// Shows the gallery in a browser. `?page=grid` shows the grid alone, `?theme=dark` the other theme.

import '../../../../renderer/ui/base.css';
import { createRoot } from 'react-dom/client';
import { loadFonts } from '../../../../renderer/ui/fonts.ts';
import { UiRoot } from '../../../../renderer/ui/ui-root.tsx';
import { Gallery } from './gallery.tsx';
import { AccountsPage, GridPage } from './pages.tsx';

const query = new URLSearchParams(location.search);
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const page = query.get('page');
document.documentElement.dataset.theme = theme;
await loadFonts();

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <UiRoot dismissName="Dismiss">
      {page === 'grid' && <GridPage />}
      {page === 'accounts' && <AccountsPage />}
      {page === null && <Gallery />}
    </UiRoot>,
  );
}
