import { cartLineOf, type EventLine, type PlatformLine } from '../cart-line-of.ts';
import { type Fields, fieldsOfEach } from '../fields.ts';

/** `Items` as Klaviyo documents them, and as its Magento extension writes them. Null: it is no list. */
export function itemLines({ Items: items }: Fields): readonly PlatformLine[] | null {
  if (!Array.isArray(items)) return null;
  return fieldsOfEach(items).map((item) => ({
    ids: [
      item['VariantID'],
      item['SimpleProductId'],
      item['ProductID'],
      item['ProductId'],
      item['product_id'],
      item['SKU'],
    ],
    quantity: item['Quantity'] ?? item['quantity'] ?? 1,
    unitPrice: item['ItemPrice'] ?? item['Price'] ?? item['price'],
    name: item['ProductName'] ?? item['Title'] ?? item['name'],
    url: item['ProductURL'] ?? item['Url'],
    imageUrl: item['ImageURL'] ?? item['ImageUrlKey'],
    category: firstOf(item['ProductCategories'] ?? item['Categories']),
  }));
}

/** What was just put in. */
export function addedLine(properties: Fields, currency: string | null, siteUrl: string | null): EventLine | null {
  return cartLineOf(
    {
      ids: [properties['AddedItemVariantID'], properties['AddedItemProductID'], properties['AddedItemSKU']],
      quantity: properties['AddedItemQuantity'] ?? 1,
      unitPrice: properties['AddedItemPrice'],
      name: properties['AddedItemProductName'],
      url: properties['AddedItemURL'],
      imageUrl: properties['AddedItemImageURL'],
      category: firstOf(properties['AddedItemCategories']),
    },
    currency,
    siteUrl,
  );
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
