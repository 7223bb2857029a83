// What the palette lists for a typed text, group by group. Pure: commands are matched here, accounts and integrations come found.
import type { LucideIcon } from 'lucide-react';
import { Building2, Webhook } from 'lucide-react';
import type { IntegrationRecord } from '../../../shared/integrations/record.ts';
import { foldText } from '../../../shared/query/fold.ts';
import type { Account } from '../../../shared/tenants/account.ts';
import { type Command, commandSections, nameKeys } from '../feature/commands.ts';
import { t } from '../texts.ts';
import { matchTitles, type TitlePart } from './match-titles.ts';

/** A sign as the first character narrows the palette to one kind. */
export const paletteModes = { '>': 'commands', '@': 'accounts', '#': 'integrations', ':': 'go', '?': 'help' } as const;
export type PaletteSign = keyof typeof paletteModes;
export type PaletteMode = 'all' | (typeof paletteModes)[PaletteSign];

export type PaletteAct<State> =
  | { readonly kind: 'command'; readonly command: Command<State> }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'integration'; readonly integration: IntegrationRecord };

export interface PaletteItem<State> {
  readonly id: string;
  readonly icon: LucideIcon | undefined;
  readonly parts: readonly TitlePart[];
  readonly detail: string;
  readonly keys: readonly string[];
  readonly act: PaletteAct<State>;
}

export interface PaletteGroup<State> {
  /** As Base UI names a group. */
  readonly value: string;
  readonly items: readonly PaletteItem<State>[];
}

export interface PaletteSource<State> {
  readonly mode: PaletteMode;
  readonly typed: string;
  /** Those that can be done now. */
  readonly commands: readonly Command<State>[];
  readonly accounts: readonly Account[];
  readonly integrations: readonly IntegrationRecord[];
}

/** Takes the sign off what was typed. */
export function readPaletteText(text: string): { mode: PaletteMode; typed: string } {
  const sign = text[0] ?? '';
  return isSign(sign) ? { mode: paletteModes[sign], typed: text.slice(1).trimStart() } : { mode: 'all', typed: text };
}

function isSign(text: string): text is PaletteSign {
  return Object.hasOwn(paletteModes, text);
}

export function groupPalette<State>(source: PaletteSource<State>): PaletteGroup<State>[] {
  const { mode } = source;
  const groups: PaletteGroup<State>[] = [];
  if (mode === 'all' || mode === 'commands') groups.push(...groupCommands(source.commands, source.typed));
  if (mode === 'go') groups.push(...groupCommands(only(source.commands, 'go'), source.typed));
  if (mode === 'all' || mode === 'accounts') groups.push(listAccounts(source.accounts, source.typed));
  if (mode === 'all' || mode === 'integrations') groups.push(listIntegrations(source.integrations));
  if (mode === 'help') groups.push(...groupCommands(withKeys(source.commands), source.typed));
  return groups.filter(({ items }) => items.length > 0);
}

function only<State>(commands: readonly Command<State>[], section: Command<State>['section']): Command<State>[] {
  return commands.filter((command) => command.section === section);
}

function withKeys<State>(commands: readonly Command<State>[]): Command<State>[] {
  return commands.filter(({ keys, section }) => keys !== undefined || section === 'help');
}

function groupCommands<State>(commands: readonly Command<State>[], typed: string): PaletteGroup<State>[] {
  const matches = matchTitles(
    commands.map((command) => command.title()),
    typed,
  );
  const items = matches.flatMap(({ index, parts }): PaletteItem<State>[] => {
    const command = commands[index];
    if (command === undefined) return [];
    const keys = command.keys?.[0] === undefined ? [] : nameKeys(command.keys[0]);
    return [{ id: command.id, icon: command.icon, parts, detail: '', keys, act: { kind: 'command', command } }];
  });
  return commandSections.map((section) => ({
    value: t(`section.${section}`),
    items: items.filter(({ act }) => act.kind === 'command' && act.command.section === section),
  }));
}

function listAccounts<State>(accounts: readonly Account[], typed: string): PaletteGroup<State> {
  const items = accounts.map((account) => ({
    id: account.accountId,
    icon: Building2,
    parts: [{ text: account.name, isMatch: false }],
    detail: describeAccount(account, typed),
    keys: [],
    act: { kind: 'account', account } as const,
  }));
  return { value: t('section.accounts'), items };
}

/** The engine looks in the names of its PBXs as well: what the account's own name does not have is told. */
function describeAccount({ name, pbxCount }: Account, typed: string): string {
  const elsewhere = typed.split(/\s+/).filter((word) => !foldText(name).includes(foldText(word)));
  const count = String(pbxCount);
  return elsewhere.length === 0
    ? t('palette.pbxs', { count })
    : t('palette.pbxFound', { count, text: elsewhere.join(' ') });
}

function listIntegrations<State>(integrations: readonly IntegrationRecord[]): PaletteGroup<State> {
  const items = integrations.map((integration) => ({
    id: integration.id,
    icon: Webhook,
    parts: [{ text: integration.name, isMatch: false }],
    detail: namePlace(integration),
    keys: [],
    act: { kind: 'integration', integration } as const,
  }));
  return { value: t('section.integrations'), items };
}

function namePlace({ accountName, friendlyName }: IntegrationRecord): string {
  return friendlyName === null ? accountName : `${accountName} / ${friendlyName}`;
}
