/** The brand of the installation, for whoever runs it. */
export const platformBrandEn = {
  'platformBrand.title': 'Brand for all stores',
  'platformBrand.lead':
    'How this installation shows itself: its sign-in, its mails about accounts, and every store that says nothing else in its own settings.',
  'platformBrand.plainName': 'Cart recovery',
  'platformBrand.stores': 'What stores say themselves',
  'platformBrand.stores.hint': 'Everything else they take from here, and follow within seconds.',
  'platformBrand.stores.more': 'Show more stores',
  'platformBrand.store': 'Store',
  'platformBrand.own': 'Its own',
  'platformBrand.own.none': 'nothing: as here',
  'platformBrand.part.name': 'name',
  'platformBrand.part.colours': 'colours',
  'platformBrand.part.logos': 'logos',
  'platformBrand.part.support': 'support',
  'platformBrand.part.madeWith': 'whether it says by what it is made',
} as const;
