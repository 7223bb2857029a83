// What the keys do, under the palette's list.
import { KeyCap } from '../../ui/key-cap.tsx';
import { t } from '../texts.ts';
import styles from './palette.module.css';

const signs = [
  ['@', 'palette.accounts'],
  ['#', 'palette.integrations'],
  [':', 'palette.go'],
  ['?', 'palette.help'],
] as const;

export function PaletteFoot() {
  return (
    <div className={styles.foot}>
      <span className={styles.hint}>
        <KeyCap keys={['ArrowUp', 'ArrowDown']} /> {t('palette.move')}
      </span>
      <span className={styles.hint}>
        <KeyCap keys="Enter" /> {t('palette.run')}
      </span>
      <span className={styles.hint}>
        <KeyCap keys={['Ctrl', 'Enter']} /> {t('palette.keepOpen')}
      </span>
      <span className={styles.space} />
      {signs.map(([sign, text]) => (
        <span key={sign} className={styles.hint}>
          <code>{sign}</code> {t(text)}
        </span>
      ))}
    </div>
  );
}
