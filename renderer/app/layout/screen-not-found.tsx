// An address that names no screen: an old link, or a slip of the pen.
import { Compass } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { defaultScreen, navigate, screenChange } from '../feature/use-app.ts';
import { t } from '../texts.ts';

export function ScreenNotFound({ screen }: { readonly screen: string }) {
  const go = (
    <Button variant="primary" onClick={() => navigate(screenChange(defaultScreen), 'replace')}>
      {t('notFound.go')}
    </Button>
  );
  return (
    <Sheet>
      <EmptyState icon={Compass} title={t('notFound.title')} actions={go}>
        {t('notFound.text', { screen })}
      </EmptyState>
    </Sheet>
  );
}
