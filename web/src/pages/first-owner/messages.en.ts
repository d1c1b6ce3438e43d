export const firstOwnerEn = {
  'firstOwner.title': 'Set up your account',
  'firstOwner.lead':
    'This link works once. It makes the first account, which may do everything, or gives an account a new password.',
  'firstOwner.noToken':
    'This page needs the link that the installation printed when it started. The operator gets a new one by: npm run account:link',
  'firstOwner.name': 'Your name, as your team sees it',
  'firstOwner.submit': 'Set up and sign in',
  'firstOwner.gone': 'This link was used or has expired. The operator gets a new one by: npm run account:link',
  'firstOwner.known': 'There is an account with this e-mail address. Sign in with it.',
  'firstOwner.anotherEmail': 'This link is for another e-mail address.',
} as const;
