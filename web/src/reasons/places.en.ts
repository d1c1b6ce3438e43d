export const placesEn = {
  'place.campaign': 'Open the campaign',
  'place.customer': 'Open the customer',
  'place.customerCarts': 'All carts of this customer',
  'place.settings': 'Open the store’s settings',
  'place.deliverability': 'Open deliverability',
  'place.deadLetters': 'Open the dead letters',
  'place.lineage': 'Where it came from',
  'place.snippet': 'Open the integrations',
} as const;
