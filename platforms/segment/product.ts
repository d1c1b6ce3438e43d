import { eventIdOf } from '../event-id.ts';
import { idText } from '../fields.ts';
import { plainText } from '../plain-text.ts';
import type { Translation } from '../platform.ts';
import { productIdsOf } from './line.ts';
import type { SegmentMessage } from './segment-message.ts';

const categoryLengthMax = 300;

export function productViewed({ properties, who, occurredAt, messageId }: SegmentMessage): Translation {
  const productId = productIdsOf(properties)
    .map(idText)
    .find((id) => id !== undefined);
  if (productId === undefined)
    return { kind: 'refused', path: 'properties.product_id', message: 'the product is not named' };
  const category = plainText(properties['category'], categoryLengthMax);
  const cartId = idText(properties['cart_id']);
  const id = eventIdOf('segment', messageId);
  return {
    kind: 'events',
    events: [
      {
        id,
        type: 'product_viewed',
        occurredAt,
        who,
        productId,
        ...(category !== undefined && { category }),
        ...(cartId !== undefined && { cartId }),
      },
    ],
  };
}
