// The answer to the chosen attempt, or to the newest one.
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Note } from '../../ui/note.tsx';
import { PaneSection } from '../../ui/sheet.tsx';
import { AttemptResult } from './attempt-result.tsx';
import { chooseAttempt } from './choose-attempt.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

export function ResponseTab({ delivery }: { readonly delivery: DeliveryDetail }) {
  const chosenNumber = useAppState((state: State) => state.dispatchView.chosenAttempt);
  const attempt = chooseAttempt(delivery.attempts, chosenNumber);
  if (attempt === undefined && delivery.error === null) {
    return (
      <PaneSection>
        <Note>{t('response.none')}</Note>
      </PaneSection>
    );
  }
  return <AttemptResult delivery={delivery} attempt={attempt} />;
}
