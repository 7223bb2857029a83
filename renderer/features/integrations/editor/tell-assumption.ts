// The sentence of each assumption: what the open dialect writes where the platform's manual is silent.
import type { AssumptionId } from '../../../../shared/request/assumptions.ts';
import type { Dialect } from '../../../../shared/request/dialect.ts';
import { t } from './texts.ts';

export function tellAssumption(id: AssumptionId, dialect: Dialect): string {
  switch (id) {
    case 'path-arguments':
      return t(dialect.pathArguments === 'append' ? 'assume.pathAppend' : 'assume.pathQuery');
    case 'boolean-format':
      return tellBoolean(dialect.boolean);
    case 'date-time-format':
      return t(`assume.date.${dialect.dateTime}`);
    case 'list-separator':
      return t(dialect.listSeparator === ',' ? 'assume.listComma' : 'assume.listCommaSpace');
    case 'missing-value':
      return t(`assume.missing.${dialect.missing}`);
    case 'get-json':
      return t(`assume.getJson.${dialect.getJson}`);
    case 'post-query':
      return t(`assume.postQuery.${dialect.postQuery}`);
    case 'query-space':
      return t('assume.querySpace', { sign: dialect.querySpace });
    case 'token-header':
      return t('assume.token', { header: dialect.tokenHeader, scheme: dialect.tokenScheme });
  }
}

function tellBoolean(style: Dialect['boolean']): string {
  if (style === 'json') return t('assume.booleanJson');
  const [yes = '', no = ''] = style.split('/');
  return t('assume.boolean', { yes, no });
}
