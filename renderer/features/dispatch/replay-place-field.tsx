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
  /** Byte-exact keeps path and query: of another URL the origin alone counts. */
  readonly isExact?: boolean;
  /** What stands under `same`: the URL itself. */
  readonly sameText?: string;
}

export function ReplayPlaceField({ place, onChange, isExact = false, sameText }: ReplayPlaceFieldProps) {
  const { target, url } = place;
  const describe = () => {
    if (target === 'url') return { description: t(isExact ? 'replay.otherExactHint' : 'replay.otherHint') };
    if (target === 'receiver' || sameText === undefined) return {};
    return { description: <span className={styles.same}>{sameText}</span> };
  };
  return (
    <Field label={t('replay.to')} {...describe()}>
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
      </div>
    </Field>
  );
}
