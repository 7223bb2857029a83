// Under the preview: its size, and what is assumed about it, numbered as in its bytes.
import { resolveDialect } from '../../../../shared/request/dialect-file.ts';
import { formatNumber } from '../../../app/feature/format.ts';
import { AssumptionMark } from '../../../ui/badge.tsx';
import styles from './preview.module.css';
import { countBytes, orderAssumptions } from './preview-text.ts';
import { tellAssumption } from './tell-assumption.ts';
import { t } from './texts.ts';
import { type EditorParts, useDialect } from './use-editor.ts';

export function Assumptions({ preview }: EditorParts) {
  const { dialect } = resolveDialect(useDialect());
  const { request, leftOut } = preview;
  if (request === null) return null;
  const order = orderAssumptions(preview);
  const facts = [
    t('bytes', { count: formatNumber(countBytes(request)) }),
    ...(request.body?.startsWith('{') ? [t('indented')] : []),
    ...(leftOut.length > 0 ? [t('leftOut', { count: String(leftOut.length) })] : []),
  ];
  return (
    <div className={styles.assumptions}>
      <p className={styles.facts}>
        {order.length > 0 && (
          <>
            <span className={styles.count}>{t('assumptions', { count: String(order.length) })}</span>
            <span className={styles.dot}>·</span>
          </>
        )}
        <span>{facts.join(', ')}</span>
      </p>
      {order.length > 0 && (
        <ol className={styles.list}>
          {order.map((id, index) => (
            <li key={id} className={styles.assumption}>
              <AssumptionMark number={index + 1} />
              {tellAssumption(id, dialect)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
