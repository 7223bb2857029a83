// The command palette: everything that can be done now, and every account and integration, from one field.
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { commands } from '../commands.ts';
import { isAvailable } from '../feature/commands.ts';
import { formatNumber } from '../feature/format.ts';
import { selectTenantSet } from '../feature/select-tenant-set.ts';
import { navigate, screenChange, useAppLocation, useAppState, useAppStore } from '../feature/use-app.ts';
import { screens } from '../features.ts';
import type { AppState } from '../store.ts';
import { t } from '../texts.ts';
import styles from './palette.module.css';
import { PaletteFoot } from './palette-foot.tsx';
import {
  groupPalette,
  type PaletteAct,
  type PaletteGroup,
  type PaletteItem,
  readPaletteText,
} from './palette-groups.ts';
import { PaletteRow } from './palette-row.tsx';

export function Palette() {
  const isOpen = useAppState((state: AppState) => state.frame.overlay === 'palette');
  const overlayClosed = useAppState((state: AppState) => state.frame.overlayClosed);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={overlayClosed}
      title={t('palette.name')}
      isTitleHidden
      size="palette"
      initialFocus={field}
    >
      <PaletteBody field={field} />
    </Dialog>
  );
}

function PaletteBody({ field }: { readonly field: React.RefObject<HTMLInputElement | null> }) {
  const [text, setText] = useState('');
  const { mode, typed } = readPaletteText(text);
  const groups = usePaletteGroups(text);
  const run = usePaletteRun();
  const sign = mode === 'all' ? null : text[0];
  /** Ctrl+Enter runs and leaves the palette open. Base UI turns Enter into a click, which does not know of Ctrl. */
  const keepsOpen = useRef(false);
  const keyPressed = (event: KeyboardEvent) => {
    keepsOpen.current = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Backspace' || sign === null || typed !== '') return;
    event.preventDefault();
    setText('');
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={groups}
      value={typed}
      onValueChange={(value, { reason }) => {
        if (reason !== 'item-press') setText(sign === null ? value : `${sign}${value}`);
      }}
    >
      <div className={styles.head}>
        {sign === null ? <Icon icon={Search} className={styles.search} /> : <span className={styles.sign}>{sign}</span>}
        <Autocomplete.Input
          ref={field}
          className={styles.input}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          spellCheck={false}
          onKeyDown={keyPressed}
        />
        <SelectedBadge />
      </div>
      <PaletteList typed={typed.trim()} onRun={(act) => run(act, keepsOpen.current)} />
      <PaletteFoot />
    </Autocomplete.Root>
  );
}

interface PaletteListProps {
  readonly typed: string;
  readonly onRun: (act: PaletteAct<AppState>) => void;
}

function PaletteList({ typed, onRun }: PaletteListProps) {
  return (
    <div className={styles.list}>
      <Autocomplete.Empty className={styles.none}>
        {typed !== '' && t('palette.none', { text: typed })}
      </Autocomplete.Empty>
      <Autocomplete.List>
        {(group: PaletteGroup<AppState>) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className={styles.group}>{group.value}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem<AppState>) => <PaletteRow key={item.id} item={item} onRun={() => onRun(item.act)} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </div>
  );
}

function usePaletteGroups(text: string): PaletteGroup<AppState>[] {
  const location = useAppLocation();
  const state = useAppState((all: AppState) => all);
  const { mode, typed } = readPaletteText(text);
  const tenantSet = selectTenantSet(state.tenants, location.set)?.id ?? null;
  const { searchTyped } = state.search;
  useEffect(() => {
    const isSearched = mode === 'all' || mode === 'accounts' || mode === 'integrations';
    if (tenantSet !== null) searchTyped(isSearched ? typed : '', tenantSet);
  }, [mode, typed, tenantSet, searchTyped]);
  const available = commands.filter(
    (command) => !command.isHint && isAvailable(command, { state, location, navigate }),
  );
  return groupPalette({ mode, typed, commands: available, ...state.search });
}

function usePaletteRun() {
  const store = useAppStore<AppState>();
  const location = useAppLocation();
  return (act: PaletteAct<AppState>, keepsOpen: boolean) => {
    const state = store.getState();
    if (!keepsOpen) state.frame.overlayClosed();
    switch (act.kind) {
      case 'command':
        // After the palette has given the focus back, so that the command finds it where it was.
        if (keepsOpen) act.command.run({ state, location, navigate });
        else setTimeout(() => act.command.run({ state: store.getState(), location, navigate }));
        return;
      case 'account':
        navigate(accountChange(act.account.accountId));
        return;
      case 'integration':
        navigate({ ...screenChange('integrations'), q: `id:${act.integration.id}`, sel: act.integration.id });
    }
  };
}

function accountChange(id: string) {
  const hasAccounts = screens.some((screen) => screen.id === 'accounts');
  return hasAccounts
    ? { ...screenChange('accounts'), q: `id:${id}`, sel: id }
    : { ...screenChange('integrations'), q: `account:${id}` };
}

function SelectedBadge() {
  const { screen: id } = useAppLocation();
  const screen = screens.find((known) => known.id === id);
  const selected = useAppState((state: AppState) => screen?.selectListing?.(state).selected ?? 0);
  return selected === 0 ? null : <Badge tone="accent">{t('status.selected', { count: formatNumber(selected) })}</Badge>;
}
