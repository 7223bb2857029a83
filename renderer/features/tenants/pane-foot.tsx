// What can be done next with an account or a PBX, at the foot of its pane.
import { Plus } from 'lucide-react';
import type { Account, Pbx } from '../../../shared/tenants/account.ts';
import { navigate } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { PaneFoot, Spring } from '../../ui/sheet.tsx';
import { newIntegrationIn, whyNoIntegration } from './acts.ts';
import { integrationsOf } from './selectors.ts';
import { t } from './texts.ts';

export function OwnerFoot({ owner }: { readonly owner: Account | Pbx }) {
  return (
    <PaneFoot>
      <Button
        variant="primary"
        size="small"
        icon={Plus}
        keys="N"
        disabledReason={whyNoIntegration(owner)}
        onClick={() => navigate(newIntegrationIn(owner))}
      >
        {t('act.newIntegration')}
      </Button>
      <Spring />
      <Button variant="quiet" size="small" keys="I" onClick={() => navigate(integrationsOf(owner))}>
        {t('act.showIntegrations')}
      </Button>
    </PaneFoot>
  );
}
