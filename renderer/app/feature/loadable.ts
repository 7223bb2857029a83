// What the interface knows of something that lives in the engine. There is no fourth state: nothing is half there.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Result } from '../../../shared/kernel/result.ts';

export type Loadable<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: AppError };

export const loading = { status: 'loading' } as const;

export function toLoadable<T>(answer: Result<T, AppError>): Loadable<T> {
  return answer.ok ? { status: 'ready', value: answer.value } : { status: 'failed', error: answer.error };
}

export function readyValue<T>(loadable: Loadable<T>): T | null {
  return loadable.status === 'ready' ? loadable.value : null;
}
