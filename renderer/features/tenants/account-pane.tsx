// One account: where it is, what it has, and its PBXs.
import { Ellipsis } from 'lucide-react';
import type { Pbx } from '../../../shared/tenants/account.ts';
import { formatInstant, formatNumber, formatZone } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { useNow } from '../../app/feature/use-list.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Tag } from '../../ui/chip.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { PaneHead, PaneSection } from '../../ui/sheet.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { useOpeningPbx, useOwnerMenu } from './acts.ts';
import { OwnerFoot } from './pane-foot.tsx';
import styles from './panes.module.css';
import { countPbxIntegrations, tagColor } from './selectors.ts';
import type { AccountDetail, AccountsState } from './store.ts';
import { t } from './texts.ts';

export function AccountPane({ account }: { readonly account: AccountDetail }) {
  const nowMs = useNow();
  const menu = useOwnerMenu(account);
  const { name, timeZone, tags } = account;
  const more = (
    <Menu
      align="end"
      items={menu}
      trigger={<IconButton icon={Ellipsis} size="small" name={t('act.more', { name })} />}
    />
  );
  return (
    <>
      <PaneHead title={name} actions={more} mark={account.status === 'suspended' && <Badge>{t('suspended')}</Badge>}>
        {tags.map((tag) => (
          <Tag key={tag} color={tagColor(tag)}>
            {tag}
          </Tag>
        ))}
        {tags.length > 0 && <span className={styles.dot}>·</span>}
        <span>{`${timeZone}, ${formatZone(nowMs, timeZone)}`}</span>
      </PaneHead>
      <div className={styles.content}>
        <Counts account={account} />
        <PaneSection title={t('pane.pbxs')}>
          {account.pbxs.length === 0 ? <span>{t('pane.noPbxs')}</span> : <PbxList account={account} />}
        </PaneSection>
        <AppsOffNote pbxs={account.pbxs} />
        <PaneSection>
          <DefinitionList items={listFacts(account)} />
        </PaneSection>
      </div>
      <OwnerFoot owner={account} />
    </>
  );
}

function Counts({ account }: { readonly account: AccountDetail }) {
  const ofPbxs = countPbxIntegrations(account);
  const counts = [
    [t('pane.accountIntegrations'), account.integrationCount - ofPbxs],
    [t('pane.pbxIntegrations'), ofPbxs],
    [t('pane.pbxs'), account.pbxs.length],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([term, count]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function PbxList({ account }: { readonly account: AccountDetail }) {
  const open = useOpeningPbx(account);
  return (
    <ul className={styles.pbxs}>
      {account.pbxs.map((pbx) => (
        <li key={pbx.serviceUuid}>
          <button type="button" onClick={() => open(pbx)}>
            {pbx.friendlyName}
          </button>
          <span className={styles.serviceName}>
            <MiddleTruncated text={pbx.serviceName} isMono />
          </span>
          <StateDot isOn={pbx.applicationsEnabled}>{t(pbx.applicationsEnabled ? 'appsOn' : 'appsOff')}</StateDot>
          <span>{formatNumber(pbx.integrationCount)}</span>
        </li>
      ))}
    </ul>
  );
}

function AppsOffNote({ pbxs }: { readonly pbxs: readonly Pbx[] }) {
  const switchAsked = useAppState((state: FrameState & AccountsState) => state.accountsView.switchAsked);
  const off = pbxs.filter(({ applicationsEnabled }) => !applicationsEnabled);
  const [only] = off;
  if (only === undefined) return null;
  if (off.length > 1) {
    return (
      <PaneSection>
        <Note tone="warn">{t('pane.severalOff', { count: formatNumber(off.length) })}</Note>
      </PaneSection>
    );
  }
  const turnOn = (
    <Button variant="quiet" size="small" onClick={() => switchAsked(only)}>
      {t('act.turnOnShort')}
    </Button>
  );
  return (
    <PaneSection>
      <Note tone="warn" action={turnOn}>
        {t('pane.oneOff', { name: only.friendlyName })}
      </Note>
    </PaneSection>
  );
}

function listFacts({ accountId, status, timeZone, updatedAt }: AccountDetail) {
  return [
    { term: t('pane.status'), value: t(status) },
    { term: t('pane.id'), value: accountId, isMono: true },
    { term: t('pane.updated'), value: formatInstant(Date.parse(updatedAt), timeZone) },
  ];
}
