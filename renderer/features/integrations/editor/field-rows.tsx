// Field Values: request key ← field, what the sample sends for it, and what is wrong with it, in the row itself.
import { ArrowLeft, CircleAlert, Plus, TriangleAlert } from 'lucide-react';
import { fieldAvailability } from '../../../../shared/catalog/availability.ts';
import { fields, findField } from '../../../../shared/catalog/fields.ts';
import { findTrigger } from '../../../../shared/catalog/trigger-events.ts';
import type { Problem } from '../../../../shared/kernel/problem.ts';
import type { AssumptionId } from '../../../../shared/request/assumptions.ts';
import type { Integration } from '../../../../shared/request/integration.ts';
import type { ScreenRow } from '../../../../shared/request/screen-preview.ts';
import { AssumptionMark, Counter } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Option } from '../../../ui/option.ts';
import { Select } from '../../../ui/select.tsx';
import { Spring } from '../../../ui/sheet.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DraftRow } from './draft-row.tsx';
import { addValidFields } from './draft-rows.ts';
import styles from './editor.module.css';
import { focusLastRow } from './focus-path.ts';
import { orderAssumptions } from './preview-text.ts';
import { t } from './texts.ts';
import { type EditorParts, useEditor } from './use-editor.ts';

type FieldRow = Integration['fieldValues'][number];

export function FieldRows(parts: EditorParts) {
  const { session, preview } = parts;
  const { fieldValues, triggerEvent } = session.integration;
  const order = orderAssumptions(preview);
  return (
    <>
      <FieldsHead {...parts} />
      {fieldValues.length === 0 ? (
        <p className={styles.none}>{t('fields.none')}</p>
      ) : (
        <div>
          <div className={styles.columns} aria-hidden>
            <span />
            <span>{t('fields.key')}</span>
            <span />
            <span>{t('fields.field')}</span>
            <span>{t('fields.sample')}</span>
          </div>
          <ul className={styles.list} aria-label={t('member.fieldValues')}>
            {fieldValues.map((row, index) => (
              <FieldLine
                key={session.rowKeys.fieldValues[index]}
                {...{ row, index, triggerEvent, order }}
                count={fieldValues.length}
                shown={preview.rows[index]}
                problem={findRowProblem(preview.problems, index)}
              />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function findRowProblem(problems: readonly Problem[], index: number): Problem | undefined {
  const own = problems.filter(({ path }) => path.startsWith(`fieldValues.${index}.`));
  return own.find(({ severity }) => severity === 'error') ?? own[0];
}

function FieldsHead({ session }: EditorParts) {
  const { integration } = session;
  const rowAdded = useEditor((editor) => editor.rowAdded);
  const edited = useEditor((editor) => editor.fieldValuesReplaced);
  const add = () => {
    rowAdded('fieldValues');
    focusLastRow('fieldValues', integration.fieldValues.length);
  };
  const all = addValidFields(integration);
  const cannotAdd = () => {
    if (findTrigger(integration.triggerEvent) === undefined) return t('fields.addAllNone');
    return all.length === integration.fieldValues.length ? t('fields.addAllDone') : undefined;
  };
  return (
    <div className={styles.listHead}>
      <h2 className={styles.listTitle}>{t('member.fieldValues')}</h2>
      <Counter>{String(integration.fieldValues.length)}</Counter>
      <Spring />
      <Button variant="quiet" size="small" onClick={() => edited(all)} disabledReason={cannotAdd()}>
        {t('fields.addAll')}
      </Button>
      <Button variant="quiet" size="small" icon={Plus} onClick={add}>
        {t('fields.add')}
      </Button>
    </div>
  );
}

interface FieldLineProps {
  readonly row: FieldRow;
  readonly index: number;
  readonly count: number;
  readonly triggerEvent: string;
  readonly order: readonly AssumptionId[];
  readonly shown: ScreenRow | undefined;
  readonly problem: Problem | undefined;
}

function FieldLine({ row, index, count, triggerEvent, order, shown, problem }: FieldLineProps) {
  const edit = useFieldEdit(index);
  const isWrong = problem?.severity === 'error';
  return (
    <DraftRow list="fieldValues" index={index} count={count} name={row.key} isWrong={isWrong}>
      <span data-path={`fieldValues.${index}.key`}>
        <TextField
          className={styles.bare}
          label={t('fields.key')}
          placeholder={t('fields.key')}
          value={row.key}
          onChange={(key) => edit({ key })}
          isMono
        />
      </span>
      <Icon icon={ArrowLeft} size="sm" className={styles.arrow} />
      <span data-path={`fieldValues.${index}.field`}>
        <Select
          className={styles.bareSelect}
          label={t('fields.field')}
          options={fieldOptions(triggerEvent, row.field)}
          value={row.field === '' ? null : row.field}
          onChange={(field) => edit({ field })}
          placeholder={t('fields.choose')}
        />
      </span>
      {problem === undefined || (!isWrong && shown?.value != null) ? (
        <SampleValue shown={shown} order={order} />
      ) : (
        <RowProblem problem={problem} />
      )}
    </DraftRow>
  );
}

function SampleValue({
  shown,
  order,
}: {
  readonly shown: ScreenRow | undefined;
  readonly order: readonly AssumptionId[];
}) {
  if (shown === undefined || shown.value === null) return <span className={styles.missing}>{t('fields.leftOut')}</span>;
  const [id] = shown.assumptions;
  return (
    <span className={styles.sample} title={shown.value}>
      <span className={id === undefined ? styles.value : styles.assumedValue}>{shown.value}</span>
      {id !== undefined && (
        <AssumptionMark
          number={order.indexOf(id) + 1}
          name={t('assumption', { number: String(order.indexOf(id) + 1) })}
        />
      )}
    </span>
  );
}

const shortTexts: Readonly<Record<string, string>> = {
  FIELD_NEVER: t('fields.never'),
  FIELD_UNLIKELY: t('fields.unlikely'),
  FIELD_UNKNOWN: t('row.error.FIELD_UNKNOWN'),
  KEY_EMPTY: t('row.error.KEY_EMPTY'),
  KEY_DUPLICATE: t('row.error.KEY_DUPLICATE'),
};

function RowProblem({ problem }: { readonly problem: Problem }) {
  const isError = problem.severity === 'error';
  return (
    <span className={isError ? styles.problem : styles.warning} title={problem.message}>
      <Icon icon={isError ? CircleAlert : TriangleAlert} size="sm" tone={isError ? 'danger' : 'warn'} />
      {shortTexts[problem.code] ?? t('row.error.other')}
    </span>
  );
}

/** Every field, in the portal's order, with what the trigger event does not send marked. */
function fieldOptions(triggerEvent: string, current: string): Option<string>[] {
  const trigger = findTrigger(triggerEvent);
  const options = fields.map(({ id, label }): Option<string> => {
    const availability = trigger === undefined ? 'expected' : fieldAvailability(trigger.id, id).availability;
    const detail = { never: t('fields.never'), unlikely: t('fields.unlikely'), expected: undefined }[availability];
    return { value: id, label, ...(detail !== undefined && { detail }) };
  });
  if (current === '' || findField(current) !== undefined) return options;
  return [...options, { value: current, label: t('fields.unknown', { field: current }) }];
}

function useFieldEdit(index: number) {
  const rows = useEditor(({ session }) => (session.status === 'ready' ? session.value.integration.fieldValues : null));
  const edited = useEditor((editor) => editor.integrationEdited);
  return (change: Partial<FieldRow>) => {
    if (rows === null) return;
    edited({ fieldValues: rows.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  };
}
