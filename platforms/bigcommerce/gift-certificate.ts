import type { PlatformLine } from '../cart-line-of.ts';
import type { Fields } from '../fields.ts';

/** A gift certificate has no product and no variant: its order names another id than its cart. */
export const giftCertificateId = 'gift-certificate';

/** Money left behind is left behind: a gift certificate is goods, worth what it gives. */
export function giftCertificate(item: Fields): PlatformLine {
  const name = item['name'];
  return {
    ids: [giftCertificateId],
    quantity: item['quantity'] ?? 1,
    unitPrice: item['amount'],
    name: typeof name === 'string' && name.trim() !== '' ? name : 'Gift certificate',
  };
}
