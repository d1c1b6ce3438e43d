import { expect, test } from 'vitest';
import { tokensInRecoveryLink } from './tokens-in-recovery-link.ts';

test.each([
  ['Z2NwLWV1cm9wZS13ZXN0MTowMUtBRkg4VzJNM040UDVRNlI3UzhUOVYwVw'],
  ['hWN1aUyKzvVd3Fq2LmPoRs7T'],
  ['c1-0123456789abcdef0123456789abcdef'],
])('a link of today names the cart (%s)', (cartToken) => {
  const link = `https://shop.example/12345/checkouts/ac/${cartToken}/recover?key=k&locale=en-US`;
  expect(tokensInRecoveryLink(link)).toEqual({ cartToken, locale: 'en-US' });
  expect(tokensInRecoveryLink(`https://shop.example/checkouts/cn/${cartToken}`)).toEqual({ cartToken });
});

test('an older link names the checkout', () => {
  const checkoutToken = 'fedcba9876543210fedcba9876543210';
  for (const path of [
    `12345/checkouts/${checkoutToken}/recover?key=k`,
    `checkouts/${checkoutToken}`,
    `orders/12345/${checkoutToken}?recovered=1`,
  ])
    expect(tokensInRecoveryLink(`https://shop.example/${path}`), path).toEqual({ checkoutToken });
});

test.each([
  ['nothing', null],
  ['no address', '/1/checkouts/ac/hWN1aUyKzvVd/recover'],
  ['an address that is not opened in a browser', 'javascript:/1/checkouts/ac/hWN1aUyKzvVd'],
  ['a token elsewhere in the address', 'https://shop.example/?to=/checkouts/ac/hWN1aUyKzvVd/recover'],
  ['a token behind another path', 'https://shop.example/pages/checkouts/ac/hWN1aUyKzvVd/recover'],
  ['a token that is none', 'https://shop.example/1/checkouts/ac/%2e%2e/recover'],
  ['a link that is longer than an event can carry', `https://shop.example/1/checkouts/ac/${'a'.repeat(2_100)}/recover`],
  ['a kind of link that nobody here knows', 'https://shop.example/1/checkouts/zz/hWN1aUyKzvVd/recover'],
])('%s names nothing', (_, link) => {
  expect(tokensInRecoveryLink(link)).toBeNull();
});
