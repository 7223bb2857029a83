// The views of the accounts: queries with a name.
export const viewQueries = {
  'view.all': '',
  'view.noIntegrations': '-has:integration',
  'view.appsOff': 'apps:off',
} as const;

export const viewNames = ['view.all', 'view.noIntegrations', 'view.appsOff'] as const;
