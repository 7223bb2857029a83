// One choice of a list: what select, combobox, radio group and segmented control are given.

import type { LucideIcon } from 'lucide-react';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  /** Options of one group stand together under its name; the order of the list decides. */
  readonly group?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface OptionGroup<Value extends string> {
  readonly name: string | undefined;
  readonly options: readonly Option<Value>[];
}

/** Neighbours of the same group put together, in the order given. */
export function groupOptions<Value extends string>(options: readonly Option<Value>[]): OptionGroup<Value>[] {
  const groups: { name: string | undefined; options: Option<Value>[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === option.group) last.options.push(option);
    else groups.push({ name: option.group, options: [option] });
  }
  return groups;
}
