// A replay with another event: its values as they were, to be changed, and beside what was sent what would be sent, as one types.
import { useMemo, useState } from 'react';
import { findField } from '../../../shared/catalog/fields.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Arming, isArmed } from './arming.tsx';
import { type EditedEvent, editEvent, listEditable, readEvent } from './edit-event.ts';
import styles from './replay-dialog.module.css';
import { Difference } from './replay-dialog.tsx';
import { ReplayPlaceField } from './replay-place-field.tsx';
import { isPlaceWhole, type ReplayPlace, samePlace } from './replay-wish.ts';
import { isForReceiver, type State } from './selectors.ts';
import { t } from './texts.ts';
import { useComparison } from './use-comparison.ts';

export function ReplayEdited({ delivery }: { readonly delivery: DeliveryDetail }) {
  const isEditing = useAppState((state: State) => state.dispatchView.isEditingReplay);
  // Another delivery, or the same one again, begins with the event as it was.
  return isEditing ? <Editing key={delivery.id} delivery={delivery} /> : null;
}

function Editing({ delivery }: { readonly delivery: DeliveryDetail }) {
  const { editingEnded } = useAppState((state: State) => state.dispatchView);
  const replayAsked = useAppState((state: State) => state.dispatch.replayAsked);
  const [edited, setEdited] = useState<EditedEvent>(() => readEvent(delivery.event));
  const [place, setPlace] = useState<ReplayPlace>(samePlace);
  const [typed, setTyped] = useState('');
  const event = useMemo(() => editEvent(delivery.event, edited), [delivery.event, edited]);
  const comparison = useComparison({ delivery, isWanted: true, target: place.target, event });
  const needsArming = useNeedsArming(delivery, place);
  const cannot = () => {
    if (comparison === null) return t('replay.building');
    if (!comparison.isBuilt) return t('replay.cannotBuild');
    if (!isPlaceWhole(place)) return t('replay.urlMissing');
    return needsArming && !isArmed(typed, 1) ? t('arm.first', { count: '1' }) : undefined;
  };
  const send = () => {
    editingEnded();
    const armed = needsArming ? { confirm: 1 } : {};
    replayAsked({ deliveryId: delivery.id, mode: 'rebuilt', event, ...place, ...armed });
  };
  const actions = (
    <>
      <Button onClick={editingEnded}>{t('replay.cancel')}</Button>
      <Button variant="primary" onClick={send} disabledReason={cannot()}>
        {t('replay.confirm')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={editingEnded}
      title={t('edited.title')}
      description={t('edited.text')}
      size="wide"
      actions={actions}
    >
      <div className={styles.editing}>
        <div className={styles.fields}>
          <EventFields delivery={delivery} edited={edited} onEdit={setEdited} />
          <ReplayPlaceField place={place} onChange={setPlace} />
          {needsArming && <Arming count={1} text={typed} onType={setTyped} />}
        </div>
        <div className={styles.beside}>
          <Difference comparison={comparison} />
          <Note tone="warn">{t('replay.twice')}</Note>
        </div>
      </div>
    </Dialog>
  );
}

interface EventFieldsProps {
  readonly delivery: DeliveryDetail;
  readonly edited: EditedEvent;
  readonly onEdit: (edited: EditedEvent) => void;
}

const booleans = [
  { value: 'true', label: t('edited.true') },
  { value: 'false', label: t('edited.false') },
];

function EventFields({ delivery, edited, onEdit }: EventFieldsProps) {
  const write = (id: string, text: string) => onEdit({ ...edited, values: { ...edited.values, [id]: text } });
  return (
    <>
      <Field label={t('edited.occurred')}>
        <TextField value={edited.occurredAt} isMono onChange={(occurredAt) => onEdit({ ...edited, occurredAt })} />
      </Field>
      {listEditable(delivery).map((id) => (
        <Field key={id} label={findField(id)?.label ?? id}>
          {findField(id)?.type === 'boolean' ? (
            <Select options={booleans} value={edited.values[id] ?? null} onChange={(text) => write(id, text)} />
          ) : (
            <TextField value={edited.values[id] ?? ''} onChange={(text) => write(id, text)} />
          )}
        </Field>
      ))}
    </>
  );
}

/** What a person made up reaches a real customer's system only when they say so. */
function useNeedsArming(delivery: DeliveryDetail, { target }: ReplayPlace): boolean {
  const isLive = useAppState((state: State) =>
    (readyValue(state.tenants.sets) ?? []).some(({ id, live }) => live && id === delivery.tenantSet),
  );
  return isLive && target !== 'receiver' && !(target === 'same' && isForReceiver(delivery));
}
