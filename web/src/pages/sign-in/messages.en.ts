export const signInEn = {
  'signIn.title': 'Sign in',
  'signIn.lead': 'Cart recovery',
  'signIn.email': 'E-mail address',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
} as const;
