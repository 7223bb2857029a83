// The columns of the secrets: names, where they may go, and never a value.
import { defaultTimeZone } from '../../../shared/request/event.ts';
import type { SecretView } from '../../../shared/vault/contract.ts';
import type { SecretKind } from '../../../shared/vault/secret-rules.ts';
import { formatAgo, formatInstant, formatNumber } from '../../app/feature/format.ts';
import type { GridColumn } from '../../ui/grid/grid-model.ts';
import { MiddleTruncated } from '../../ui/middle-truncated.tsx';
import { t } from './texts.ts';
import styles from './vault.module.css';

export const kindNames = {
  endpoint: 'kind.endpoint',
  portal: 'kind.portal',
  signing: 'kind.signing',
} as const satisfies Record<SecretKind, string>;

export function secretColumns(nowMs: number): readonly GridColumn<SecretView>[] {
  return [
    { id: 'name', header: t('column.name'), width: 150, flex: 1, emphasis: 'strong', ...plain(({ name }) => name) },
    { id: 'kind', header: t('column.kind'), width: 84, ...plain(({ kind }) => t(kindNames[kind])) },
    {
      id: 'origins',
      header: t('column.origins'),
      width: 200,
      flex: 1.6,
      render: ({ origins }) =>
        origins.length === 0 ? <span className={styles.quiet}>{t('nowhere')}</span> : <OriginsCell origins={origins} />,
      text: ({ origins }) => origins.join(', '),
    },
    {
      id: 'last4',
      header: t('column.last4'),
      width: 76,
      render: ({ last4 }) =>
        last4 === undefined ? (
          <span className={styles.quiet}>{t('last4.hidden')}</span>
        ) : (
          <span className={styles.mono}>{last4}</span>
        ),
      text: ({ last4 }) => last4 ?? '',
    },
    {
      id: 'usedBy',
      header: t('column.usedBy'),
      width: 72,
      align: 'end',
      ...plain(({ usedBy }) => (usedBy === undefined ? '–' : formatNumber(usedBy))),
    },
    {
      id: 'updated',
      header: t('column.updated'),
      width: 100,
      align: 'end',
      emphasis: 'label',
      render: ({ updatedAt }) => formatAgo(updatedAt, nowMs, defaultTimeZone),
      text: ({ updatedAt }) => formatInstant(updatedAt, defaultTimeZone),
    },
  ];
}

/** The first one, and how many more: an address is cut in its middle, which a list of them cannot be. */
function OriginsCell({ origins: [first = '', ...others] }: { readonly origins: readonly string[] }) {
  return (
    <span className={styles.originsCell}>
      {/* As in every list, `https://` is left out and `http://` is not. */}
      <MiddleTruncated text={first.replace(/^https:\/\//, '')} isMono />
      {others.length > 0 && (
        <span className={styles.quiet}>{t('origins.more', { count: formatNumber(others.length) })}</span>
      )}
    </span>
  );
}

function plain(text: (row: SecretView) => string) {
  return { render: text, text };
}
