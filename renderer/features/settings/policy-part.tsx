// A policy, member by member: what holds, which layer says so, and the way back to the layer below. Holds from the next attempt on.
import { RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { PolicyMember, ResolvedPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { FrameState } from '../../app/feature/frame-state.ts';
import { useAppState } from '../../app/feature/use-app.ts';
import { IconButton } from '../../ui/button.tsx';
import { Switch } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PoliciesState, PolicyPlace } from './policies-store.ts';
import { readDelay, readDelays, readLimit, writeDelay, writeDelays } from './policy-values.ts';
import styles from './settings.module.css';
import { t } from './texts.ts';

type State = FrameState & PoliciesState;

export function PolicyRows({ tenantSet, endpoint }: PolicyPlace) {
  const { resolved, place, policyNeeded } = useAppState((state: State) => state.policies);
  useEffect(() => policyNeeded({ tenantSet, endpoint }), [tenantSet, endpoint, policyNeeded]);
  const isOfPlace = place?.tenantSet === tenantSet && place.endpoint === endpoint;
  if (!isOfPlace || resolved.status === 'loading') return <SkeletonLines label={t('policy.loading')} lines={6} />;
  if (resolved.status === 'failed') return <Note tone="danger">{resolved.error.message}</Note>;
  return <Rows resolved={resolved.value} layer={endpoint === null ? 'tenant-set' : 'endpoint'} />;
}

interface RowsProps {
  readonly resolved: ResolvedPolicy;
  /** What is chosen here becomes part of it. */
  readonly layer: 'tenant-set' | 'endpoint';
}

function Rows({ resolved, layer }: RowsProps) {
  const { policy } = resolved;
  const shared = { resolved, layer };
  return (
    <>
      <TextRow
        {...shared}
        member="retryDelaysMs"
        text={writeDelays(policy.retryDelaysMs)}
        read={(typed) => readDelays(typed) ?? undefined}
      />
      <TextRow
        {...shared}
        member="deadlineMs"
        text={policy.deadlineMs === null ? '' : writeDelay(policy.deadlineMs)}
        placeholder={t('policy.deadlineMs.none')}
        read={(typed) => (typed.trim() === '' ? null : (readDelay(typed) ?? undefined))}
      />
      <SwitchRow {...shared} member="breaker" isOn={policy.breaker} />
      <TextRow
        {...shared}
        member="ratePerSecond"
        text={policy.ratePerSecond === null ? '' : String(policy.ratePerSecond)}
        placeholder={t('policy.ratePerSecond.none')}
        read={readLimit}
      />
      <TextRow
        {...shared}
        member="concurrency"
        text={String(policy.concurrency)}
        read={(typed) => readLimit(typed) ?? undefined}
      />
      <SwitchRow {...shared} member="fifo" isOn={policy.fifo} />
      <SwitchRow {...shared} member="ownHeaders" isOn={policy.ownHeaders} />
      <SigningRow {...shared} names={policy.signingSecrets} />
    </>
  );
}

interface MemberProps extends RowsProps {
  readonly member: PolicyMember;
}

interface RowProps extends MemberProps {
  readonly error: string | null;
  /** What the control itself does not say. */
  readonly hint?: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

function Row({ resolved, layer, member, error, hint, onClear, children }: RowProps) {
  const source = resolved.sources[member];
  const name = t(`policy.${member}`);
  return (
    <div className={styles.policyRow}>
      <Field label={name} {...(error === null ? { description: hint } : { error })}>
        {children}
      </Field>
      <span className={styles.marks}>
        <span className={styles.policySource}>{t(`policy.source.${source}`)}</span>
        {source === layer && (
          <IconButton icon={RotateCcw} size="small" name={t(`policy.clear.${layer}`, { name })} onClick={onClear} />
        )}
      </span>
    </div>
  );
}

/** Every act on a member ends in its error, or in none. */
function useMember(member: PolicyMember) {
  const { memberChosen, memberCleared } = useAppState((state: State) => state.policies);
  const [error, setError] = useState<string | null>(null);
  const settle = (problem: AppError | null) => {
    setError(problem?.problems?.[0]?.message ?? problem?.message ?? null);
    return problem === null;
  };
  return {
    error,
    setError,
    choose: (value: unknown) => memberChosen(member, value).then(settle),
    clear: () => void memberCleared(member).then(settle),
  };
}

interface TextRowProps extends MemberProps {
  readonly text: string;
  readonly placeholder?: string;
  /** undefined: it cannot be read. */
  read(typed: string): unknown;
}

function TextRow({ text, placeholder, read, ...row }: TextRowProps) {
  const { error, setError, choose, clear } = useMember(row.member);
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed === null || typed === text) return;
    const value = read(typed);
    if (value === undefined) {
      setError(t(`policy.${row.member}.wrong` as 'policy.concurrency.wrong'));
      return;
    }
    void choose(value).then((isChosen) => isChosen && setTyped(null));
  };
  const hint = t(`policy.${row.member}.hint` as 'policy.concurrency.hint');
  const forget = () => {
    setTyped(null);
    clear();
  };
  return (
    <Row {...row} error={error} hint={hint} onClear={forget}>
      <TextField
        value={typed ?? text}
        {...(placeholder !== undefined && { placeholder })}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
    </Row>
  );
}

function SwitchRow({ isOn, ...row }: MemberProps & { readonly isOn: boolean }) {
  const { error, choose, clear } = useMember(row.member);
  return (
    <Row {...row} error={error} onClear={clear}>
      <Switch isOn={isOn} onChange={(next) => void choose(next)}>
        {t(`policy.${row.member}.on` as 'policy.fifo.on')}
      </Switch>
    </Row>
  );
}

const unsigned = '';

function SigningRow({ names, ...row }: RowsProps & { readonly names: readonly string[] }) {
  const known = useAppState((state: State) => state.policies.signingNames);
  const { error, choose, clear } = useMember('signingSecrets');
  const options = [...new Set([...known, ...names])].map((name) => ({ value: name, label: name }));
  const [first = unsigned, second = unsigned] = names;
  const write = (pair: readonly string[]) => void choose(pair.filter((name) => name !== unsigned));
  const none = { value: unsigned, label: t('policy.signing.none') };
  const noSecond = { value: unsigned, label: t('policy.signing.noSecond') };
  return (
    <Row {...row} member="signingSecrets" error={error} hint={t('policy.signing.hint')} onClear={clear}>
      <div className={styles.pair}>
        <Select
          label={t('policy.signing.first')}
          options={[none, ...options]}
          value={first}
          onChange={(name) => write(name === unsigned ? [] : [name, second])}
        />
        {first !== unsigned && (
          <Select
            label={t('policy.signing.second')}
            options={[noSecond, ...options.filter(({ value }) => value !== first)]}
            value={second}
            onChange={(name) => write([first, name])}
          />
        )}
      </div>
    </Row>
  );
}
