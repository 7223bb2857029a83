// The Vault: made, locked or unlocked; its secrets by name, and where each may be sent. No value is ever shown.
import { KeyRound, Lock, Plus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { SecretView, VaultStatus } from '../../../shared/vault/contract.ts';
import { formatNumber } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { readyValue } from '../../app/feature/loadable.ts';
import { navigate, useAppLocation, useAppState } from '../../app/feature/use-app.ts';
import { useDensity } from '../../app/feature/use-density.ts';
import { useNow } from '../../app/feature/use-list.ts';
import { Workspace } from '../../app/feature/workspace.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridTexts } from '../../ui/grid/grid-model.ts';
import { Note } from '../../ui/note.tsx';
import { Sheet, Spring, ViewBar } from '../../ui/sheet.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { secretColumns } from './columns.tsx';
import { CreateVault } from './create-vault.tsx';
import { SecretForm } from './secret-form.tsx';
import { SecretPane } from './secret-pane.tsx';
import type { SecretsState } from './store.ts';
import { t } from './texts.ts';
import { UnlockStrip } from './unlock-strip.tsx';
import styles from './vault.module.css';

type State = FrameState & SecretsState;

export function VaultPage() {
  const loadable = useAppState((state: State) => state.vault.status);
  const vaultOpened = useAppState((state: State) => state.secrets.vaultOpened);
  useEffect(() => vaultOpened(), [vaultOpened]);
  const status = readyValue(loadable);
  const problem = loadable.status === 'failed' ? loadable.error : (status?.problem ?? null);
  if (problem !== null) {
    return (
      <Sheet>
        <ErrorPanel title={t('failed.title')} facts={[{ term: t('failed.code'), value: problem.code, isMono: true }]}>
          {problem.message}
        </ErrorPanel>
      </Sheet>
    );
  }
  if (status === null) return <Sheet>{null}</Sheet>;
  if (!status.exists) {
    return (
      <Sheet>
        <CreateVault />
      </Sheet>
    );
  }
  return <Secrets status={status} />;
}

/** What is open over the list: a new secret, a new value for one, the passphrase, or nothing. */
type Open = { readonly kind: 'add' | 'passphrase' } | { readonly kind: 'replace'; readonly secret: SecretView } | null;

function Secrets({ status }: { readonly status: VaultStatus }) {
  const secrets = useAppState((state: State) => readyValue(state.secrets.secrets)) ?? [];
  const [open, setOpen] = useState<Open>(null);
  const { sel } = useAppLocation();
  const opened = secrets.find(({ name }) => name === sel) ?? null;
  const close = () => setOpen(null);
  const hasRecoveryKey = status.slots.some(({ kind }) => kind === 'recovery');
  return (
    <>
      <Workspace
        splitterName={t('splitter')}
        detailName={opened?.name ?? t('secret.pane')}
        detail={
          <SecretPane
            key={opened?.name ?? ''}
            secret={opened}
            isUnlocked={status.unlocked}
            onReplace={(secret) => setOpen({ kind: 'replace', secret })}
          />
        }
      >
        <VaultBar
          isUnlocked={status.unlocked}
          onAdd={() => setOpen({ kind: 'add' })}
          onPassphrase={() => setOpen({ kind: 'passphrase' })}
        />
        <SecretList secrets={secrets} openedName={sel} />
        {status.unlocked ? <RecoveryNote hasRecoveryKey={hasRecoveryKey} /> : <UnlockStrip status={status} />}
      </Workspace>
      {open?.kind === 'add' && <SecretForm replaced={null} taken={secrets} onClose={close} />}
      {open?.kind === 'replace' && <SecretForm replaced={open.secret} taken={secrets} onClose={close} />}
      {open?.kind === 'passphrase' && <ChangePassphrase hasRecoveryKey={hasRecoveryKey} onClose={close} />}
    </>
  );
}

interface VaultBarProps {
  readonly isUnlocked: boolean;
  readonly onAdd: () => void;
  readonly onPassphrase: () => void;
}

function VaultBar({ isUnlocked, onAdd, onPassphrase }: VaultBarProps) {
  const vaultLockAsked = useAppState((state: State) => state.vault.vaultLockAsked);
  return (
    <ViewBar label={t('bar')}>
      <span className={styles.state}>
        <StateDot isOn={isUnlocked}>{t(isUnlocked ? 'unlocked' : 'locked')}</StateDot>
      </span>
      <Spring />
      {isUnlocked && (
        <>
          <Button size="small" variant="quiet" icon={Lock} onClick={vaultLockAsked}>
            {t('act.lock')}
          </Button>
          <Button size="small" variant="quiet" onClick={onPassphrase}>
            {t('act.passphrase')}
          </Button>
          <Button size="small" variant="primary" icon={Plus} onClick={onAdd}>
            {t('act.add')}
          </Button>
        </>
      )}
    </ViewBar>
  );
}

function RecoveryNote({ hasRecoveryKey }: { readonly hasRecoveryKey: boolean }) {
  return (
    <div className={styles.note}>
      <Note>{t(hasRecoveryKey ? 'recovery.has' : 'recovery.none')}</Note>
    </div>
  );
}

const gridTexts: GridTexts = {
  selectAll: t('secrets.selectAll'),
  selectRow: (row) => t('secrets.select', { row }),
  resizeHint: t('secrets.resize'),
  loadingRow: t('loading'),
};

interface SecretListProps {
  readonly secrets: readonly SecretView[];
  readonly openedName: string | null;
}

function SecretList({ secrets, openedName }: SecretListProps) {
  const density = useDensity();
  const nowMs = useNow();
  const columns = useMemo(() => secretColumns(nowMs), [nowMs]);
  return (
    <DataGrid
      label={t('secrets.name', { count: formatNumber(secrets.length) })}
      texts={gridTexts}
      columns={columns}
      rowCount={secrets.length}
      getRow={(index) => secrets[index]}
      rowKey={nameOf}
      rowLabel={nameOf}
      density={density}
      activeIndex={secrets.findIndex(({ name }) => name === openedName)}
      onActiveIndexChange={(index) => navigate({ sel: secrets[index]?.name ?? null }, 'replace')}
      emptyState={
        secrets.length === 0 ? (
          <EmptyState icon={KeyRound} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        ) : undefined
      }
    />
  );
}

const nameOf = ({ name }: SecretView) => name;
