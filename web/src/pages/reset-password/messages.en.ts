export const resetPasswordEn = {
  'resetPassword.ask.title': 'Forgotten your password?',
  'resetPassword.ask.lead': 'We send a link by which you set a new one. It works once, for half an hour.',
  'resetPassword.ask.submit': 'Send the link',
  'resetPassword.ask.tooMany':
    'Several links were asked for within a quarter of an hour. Look into your inbox, or wait some minutes.',
  'resetPassword.asked.title': 'Look into your inbox',
  'resetPassword.asked':
    'If {email} has an account here, a link is on its way. Nothing after a few minutes? Look among unwanted mail, and whether this is the address of your account.',
  'resetPassword.asked.operator':
    'Where this installation sends no mail, its operator makes a link: npm run account:link, with your e-mail address.',
  'resetPassword.asked.another': 'Use another address',
  'resetPassword.set.title': 'Set a new password',
  'resetPassword.set.lead': 'You are then signed out everywhere, and sign in with the new password.',
  'resetPassword.set.password': 'New password',
  'resetPassword.set.submit': 'Set the password',
  'resetPassword.gone': 'This link was used, replaced by a newer one, or has expired.',
  'resetPassword.again': 'Ask for a new link',
  'resetPassword.done.title': 'Your new password is set',
  'resetPassword.done': 'You were signed out everywhere. Sign in with the new password.',
  'resetPassword.back': 'Back to sign-in',
} as const;
