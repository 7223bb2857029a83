// Where a replay goes: where the delivery went, to the receiver on this machine, or to another URL.
import { Field } from '../../ui/field.tsx';
import type { Option } from '../../ui/option.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './replay-dialog.module.css';
import type { ReplayPlace, ReplayTarget } from './replay-wish.ts';
import { t } from './texts.ts';

const targets: readonly Option<ReplayTarget>[] = [
  { value: 'same', label: t('replay.same') },
  { value: 'receiver', label: t('replay.receiver') },
  { value: 'url', label: t('replay.otherUrl') },
];

export interface ReplayPlaceFieldProps {
  readonly place: ReplayPlace;
  readonly onChange: (place: ReplayPlace) => void;
  /** What stands beside `same`: the URL itself. */
  readonly sameText?: string;
}

export function ReplayPlaceField({ place, onChange, sameText }: ReplayPlaceFieldProps) {
  const { target, url } = place;
  return (
    <Field label={t('replay.to')} {...(target === 'url' && { description: t('replay.otherHint') })}>
      <div className={styles.place}>
        <Select
          label={t('replay.target')}
          className={styles.target}
          options={targets}
          value={target}
          onChange={(next) => onChange({ target: next, url })}
        />
        {target === 'url' && (
          <TextField
            label={t('replay.otherUrl')}
            isMono
            value={url}
            placeholder="https://"
            onChange={(next) => onChange({ target, url: next })}
          />
        )}
        {target === 'same' && sameText !== undefined && <span className={styles.same}>{sameText}</span>}
      </div>
    </Field>
  );
}
