// Real customers are behind a LIVE tenant set: what is sent there is armed by typing how many requests leave.
import { Field } from '../../ui/field.tsx';
import { TenantMark } from '../../ui/tenant-mark.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './replay-dialog.module.css';
import { t } from './texts.ts';

export interface ArmingProps {
  readonly count: number;
  readonly text: string;
  readonly onType: (text: string) => void;
}

export function Arming({ count, text, onType }: ArmingProps) {
  return (
    <div className={styles.arming}>
      <TenantMark kind="live">{t('live')}</TenantMark>
      <Field label={t('arm.type', { count: String(count) })} layout="inline">
        <TextField type="number" className={styles.armField} value={text} onChange={onType} />
      </Field>
    </div>
  );
}

/** Separators as people write them count for nothing. */
export function isArmed(text: string, count: number): boolean {
  return text.replaceAll(/[\s,]/g, '') === String(count);
}
