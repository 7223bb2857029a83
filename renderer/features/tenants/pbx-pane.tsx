// One PBX: its names and identity, whether it can have integrations, its extensions and IVRs.
import { Copy, Ellipsis } from 'lucide-react';
import type { Extension, Ivr, Pbx } from '../../../shared/tenants/account.ts';
import { formatInstant, formatNumber, formatZone } from '../../app/feature/format.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { useNow } from '../../app/feature/use-list.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { Note } from '../../ui/note.tsx';
import { PaneHead, PaneSection } from '../../ui/sheet.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { useCopyUuid, useOpeningAccount, useOwnerMenu } from './acts.ts';
import { OwnerFoot } from './pane-foot.tsx';
import styles from './panes.module.css';
import { formatNationalNumber } from './selectors.ts';
import type { AccountsState, PbxDetail } from './store.ts';
import { t } from './texts.ts';

export function PbxPane({ pbx }: { readonly pbx: PbxDetail }) {
  const nowMs = useNow();
  const menu = useOwnerMenu(pbx);
  const openAccount = useOpeningAccount(pbx);
  const { friendlyName: name, accountName, timeZone } = pbx;
  const more = (
    <Menu
      align="end"
      items={menu}
      trigger={<IconButton icon={Ellipsis} size="small" name={t('act.more', { name })} />}
    />
  );
  return (
    <>
      <PaneHead title={name} actions={more}>
        <button type="button" className={styles.link} onClick={openAccount}>
          {accountName}
        </button>
        <span className={styles.dot}>·</span>
        <span>{`${timeZone}, ${formatZone(nowMs, timeZone)}`}</span>
      </PaneHead>
      <div className={styles.content}>
        <PaneSection>
          <Facts pbx={pbx} />
        </PaneSection>
        {!pbx.applicationsEnabled && (
          <PaneSection>
            <Note tone="warn">{t('pane.isOff')}</Note>
          </PaneSection>
        )}
        <PaneSection title={t('pane.extensions', { count: formatNumber(pbx.extensions.length) })}>
          {pbx.extensions.length === 0 ? t('pane.noExtensions') : <Extensions extensions={pbx.extensions} />}
        </PaneSection>
        <PaneSection title={t('pane.ivrs')}>
          {pbx.ivrs.length === 0 ? t('pane.noIvrs') : pbx.ivrs.map((ivr) => <IvrOptions key={ivr.name} ivr={ivr} />)}
        </PaneSection>
      </div>
      <OwnerFoot owner={pbx} />
    </>
  );
}

function Facts({ pbx }: { readonly pbx: PbxDetail }) {
  const copyUuid = useCopyUuid();
  const uuid = (
    <span className={styles.uuid}>
      <MiddleTruncated text={pbx.serviceUuid} isMono isRevealing />
      <IconButton icon={Copy} size="small" name={t('act.copyUuid')} onClick={() => copyUuid(pbx)} />
    </span>
  );
  return (
    <DefinitionList
      items={[
        { term: t('pane.friendlyName'), value: pbx.friendlyName },
        { term: t('pane.serviceName'), value: pbx.serviceName, isMono: true },
        { term: t('pane.uuid'), value: uuid, isMono: true },
        { term: t('pane.applications'), value: <Applications pbx={pbx} /> },
        { term: t('column.integrations'), value: formatNumber(pbx.integrationCount) },
        { term: t('pane.updated'), value: formatInstant(Date.parse(pbx.updatedAt), pbx.timeZone) },
      ]}
    />
  );
}

/** One button for both ways, so that it keeps the focus when the state has changed. */
function Applications({ pbx }: { readonly pbx: Pbx }) {
  const switchAsked = useAppState((state: FrameState & AccountsState) => state.accountsView.switchAsked);
  const isOn = pbx.applicationsEnabled;
  return (
    <span className={styles.applications}>
      <StateDot isOn={isOn}>{t(isOn ? 'on' : 'off')}</StateDot>
      <Button size="small" onClick={() => switchAsked(pbx)}>
        {t(isOn ? 'act.turnOff' : 'act.turnOn')}
      </Button>
    </span>
  );
}

function Extensions({ extensions }: { readonly extensions: readonly Extension[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('pane.extension')}</th>
          <th scope="col">{t('pane.name')}</th>
          <th scope="col">{t('pane.outbound')}</th>
          <th scope="col">{t('pane.office')}</th>
        </tr>
      </thead>
      <tbody>
        {extensions.map(({ extensionNumber, name, outboundPhoneNumber, office }) => (
          <tr key={extensionNumber}>
            <td className={styles.number}>{extensionNumber}</td>
            <td title={name}>{name}</td>
            <td className={styles.number}>{formatNationalNumber(outboundPhoneNumber)}</td>
            <td title={office}>{office}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function IvrOptions({ ivr }: { readonly ivr: Ivr }) {
  return (
    <div className={styles.ivr}>
      <h4>{ivr.name}</h4>
      <dl>
        {ivr.options.map(({ digit, label }) => (
          <div key={digit}>
            <dt>{digit}</dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
