// One line of the palette.
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Icon } from '../../ui/icon.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './palette.module.css';
import type { PaletteItem } from './palette-groups.ts';

export interface PaletteRowProps {
  readonly item: PaletteItem<AppState>;
  readonly onRun: () => void;
}

export function PaletteRow({ item, onRun }: PaletteRowProps) {
  const { icon, parts, detail, keys, act } = item;
  return (
    <Autocomplete.Item className={styles.item} value={item} onClick={onRun}>
      {icon !== undefined ? <Icon icon={icon} className={styles.icon} /> : <span className={styles.noIcon} />}
      <span className={styles.title}>
        {parts.map(({ text, isMatch }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one title have no other name and no state
          isMatch ? <b key={index}>{text}</b> : <span key={index}>{text}</span>,
        )}
      </span>
      <span className={styles.detail}>{detail}</span>
      {act.kind === 'integration' && (
        <StateDot isOn={act.integration.enabled}>{t(act.integration.enabled ? 'palette.on' : 'palette.off')}</StateDot>
      )}
      {keys.length > 0 && (
        <span className={styles.keys}>
          <KeyCap keys={keys} />
        </span>
      )}
    </Autocomplete.Item>
  );
}
