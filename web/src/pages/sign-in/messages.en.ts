export const signInEn = {
  'signIn.title': 'Sign in',
  'signIn.email': 'E-mail address',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.wrong': 'The e-mail address or the password is wrong.',
  'signIn.tooManyTries': 'Too many tries on this account. Wait some minutes and try again.',
  'signIn.passkeysElsewhere':
    'Your passkeys were made under another address of the dashboard. Sign in there, or ask the operator for a new link.',
  'signIn.inTheOpen':
    '{address} is not encrypted: your password can be read on the way, and browsers have no passkeys here. Open the dashboard by https or on this machine by localhost.',
  'signIn.tookTooLong': 'That took longer than five minutes. Begin again with your password.',
  'signIn.forgotten': 'Forgotten your password?',
  'signIn.second.title': 'One more step',
  'signIn.second.code': 'Code',
  'signIn.second.code.help': 'Six digits that your authenticator app shows now',
  'signIn.second.wrongCode':
    'This code is wrong or was used before. Wait for the next one, and look at the clock of your telephone.',
  'signIn.second.passkey': 'Use a passkey',
  'signIn.second.wrongPasskey': 'This passkey was not accepted. Try another one.',
  'signIn.second.noPasskeysHere': 'Browsers have passkeys on https and localhost only.',
  'signIn.second.another': 'Sign in as somebody else',
  'signIn.provider': 'Sign in by your company’s account',
  'signIn.provider.tookTooLong': 'That took too long. Begin again.',
  'signIn.provider.unknown':
    'Your company’s account is linked to no account here. Sign in with your password once and link it on the page of your account.',
  'signIn.provider.taken': 'Your company’s account is linked to another account here.',
  'signIn.provider.failed': 'Your company’s sign-in failed. Try again, or sign in with your password.',
  'signIn.again': 'Sign in once more: what you were about to change decides who can sign in. Then change it again.',
  'signIn.noAccounts':
    'Nobody has an account here yet. Open the link that the installation printed when it started; npm run account:link makes a new one.',
} as const;
