// Light, dark or as the system has it: what the settings say holds for the window's buttons and for the page's `prefers-color-scheme`.
import { nativeTheme } from 'electron';
import { connect } from '../../../shared/contract/connect.ts';
import type { Transport } from '../../../shared/contract/contract.ts';
import { contracts } from '../../../shared/contracts.ts';

/** Resolves when the theme is known, so that the window opens in it. */
export async function followThemeSetting(transport: Transport): Promise<void> {
  const { settings } = connect(contracts, transport);
  const answer = await settings.get({});
  if (answer.ok) nativeTheme.themeSource = answer.value.settings.theme;
  settings.watch({}, (event) => {
    if ('settings' in event) nativeTheme.themeSource = event.settings.theme;
  });
}
