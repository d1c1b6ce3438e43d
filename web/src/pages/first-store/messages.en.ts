export const firstStoreEn = {
  'firstStore.title': 'Make your first store',
  'firstStore.none': 'You are in no store yet',
  'firstStore.lead': 'A store is one shop: its carts, its campaigns, its team. You can change all of this later.',
  'firstStore.ready': 'Your store is ready',
  'firstStore.submit': 'Make the store',
  'firstStore.made':
    '{name} is there, and its first campaign is active: people who leave a cart and agreed to messages are reminded of it as soon as carts arrive.',
  'firstStore.key':
    'By this key your shop sends its carts. It is shown only now; you can make others under Settings at any time.',
  'firstStore.goOn': 'Go on to the set-up',
  'firstStore.ask': 'Ask the owner of a store to invite {email}. Then the store opens here.',
  'firstStore.account': 'Your account',
} as const;
