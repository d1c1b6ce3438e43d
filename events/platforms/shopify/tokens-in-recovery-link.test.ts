import { expect, test } from 'vitest';
import { tokensInRecoveryLink } from './tokens-in-recovery-link.ts';

test.each([
  ['Z2NwLXVzLWVhc3QxOjAxSkJaTUVRSjgzNUJUN1BTNjEzRFdRUFFQ'],
  ['hWN1cgNMicmfHS0VKe0sUGHp'],
  ['c1-830e691d16f1093cfcde75960320d9cd'],
])('a link of today names the cart (%s)', (cartToken) => {
  const link = `https://shop.example/59026964593/checkouts/ac/${cartToken}/recover?key=0385&locale=en-US`;
  expect(tokensInRecoveryLink(link)).toEqual({ cartToken, locale: 'en-US' });
  expect(tokensInRecoveryLink(`https://shop.example/checkouts/cn/${cartToken}`)).toEqual({ cartToken });
});

test('an older link names the checkout', () => {
  const checkoutToken = '2a1ace52255252df566af0faaedfbfa7';
  for (const path of [
    `690933842/checkouts/${checkoutToken}/recover?key=k`,
    `checkouts/${checkoutToken}`,
    `orders/690933842/${checkoutToken}?recovered=1`,
  ])
    expect(tokensInRecoveryLink(`https://shop.example/${path}`), path).toEqual({ checkoutToken });
});

test.each([
  ['nothing', null],
  ['no address', '/1/checkouts/ac/hWN1cgNMicmf/recover'],
  ['an address that is not opened in a browser', 'javascript:/1/checkouts/ac/hWN1cgNMicmf'],
  ['a token elsewhere in the address', 'https://shop.example/?to=/checkouts/ac/hWN1cgNMicmf/recover'],
  ['a token behind another path', 'https://shop.example/pages/checkouts/ac/hWN1cgNMicmf/recover'],
  ['a token that is none', 'https://shop.example/1/checkouts/ac/%2e%2e/recover'],
  ['a link that is longer than an event can carry', `https://shop.example/1/checkouts/ac/${'a'.repeat(2_100)}/recover`],
  ['a kind of link that nobody here knows', 'https://shop.example/1/checkouts/zz/hWN1cgNMicmf/recover'],
])('%s names nothing', (_, link) => {
  expect(tokensInRecoveryLink(link)).toBeNull();
});
