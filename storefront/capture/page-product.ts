import type { LineInput } from '../line-of.ts';

export type PageProduct = LineInput & { readonly currency?: unknown };

type Node = Record<string, unknown>;

/** The product that this page says it is about, in the words that search engines read. */
export function pageProduct(): PageProduct | undefined {
  return fromLinkedData() ?? fromMicrodata() ?? fromOpenGraph();
}

/** schema.org in JSON-LD: a product by itself, in a list or in a graph. */
function fromLinkedData(): PageProduct | undefined {
  const scripts = document.querySelectorAll('script[type="application/ld+json"]');
  for (let index = 0; index < scripts.length; index++) {
    try {
      const product = findProduct(JSON.parse(scripts[index]?.textContent || ''), 0);
      if (product) return product;
    } catch {
      // Broken markup is common; the next one may be right.
    }
  }
  return undefined;
}

const depthMax = 4;

function findProduct(node: unknown, depth: number): PageProduct | undefined {
  if (typeof node !== 'object' || !node || depth > depthMax) return undefined;
  const thing = node as Node;
  if (/Product/.test(`${thing['@type']}`)) {
    const variant = first(thing['hasVariant']);
    const offered = first(thing['offers'] ?? variant['offers']);
    const offer = { ...first(offered['priceSpecification']), ...offered };
    const image = first(thing['image']);
    return {
      productId: thing['sku'] ?? thing['productID'] ?? variant['sku'] ?? thing['@id'] ?? thing['url'],
      name: thing['name'],
      url: thing['url'] ?? location.href,
      imageUrl: image['url'] ?? image,
      category: thing['category'],
      price: offer['price'] ?? offer['lowPrice'],
      currency: offer['priceCurrency'],
    };
  }
  for (const name in thing) {
    const found = (Array.isArray(node) || name === '@graph') && findProduct(thing[name], depth + 1);
    if (found) return found;
  }
  return undefined;
}

function first(value: unknown): Node {
  return ((Array.isArray(value) ? value[0] : value) ?? {}) as Node;
}

/** schema.org in the elements themselves. */
function fromMicrodata(): PageProduct | undefined {
  const root = document.querySelector('[itemtype*="schema.org/Product"]');
  const read = (name: string) => {
    const element = root?.querySelector(`[itemprop="${name}"]`);
    const { href, src, textContent } = (element ?? {}) as Partial<HTMLImageElement & HTMLLinkElement>;
    return element?.getAttribute('content') || href || src || textContent?.trim();
  };
  return fromProperties(read, read('sku') || read('productID'), 'name', 'image', 'price', 'priceCurrency');
}

function fromOpenGraph(): PageProduct | undefined {
  const read = (name: string) => document.querySelector(`meta[property="${name}"]`)?.getAttribute('content');
  const price = 'product:price:amount';
  const id = read('product:retailer_item_id') || (read(price) && location.pathname);
  return fromProperties(read, id, 'og:title', 'og:image', price, 'product:price:currency');
}

type Read = (name: string) => string | null | undefined;

function fromProperties(
  read: Read,
  productId: string | null | undefined,
  name: string,
  image: string,
  price: string,
  currency: string,
): PageProduct | undefined {
  if (!productId) return undefined;
  const url = location.href;
  return { productId, url, name: read(name), imageUrl: read(image), price: read(price), currency: read(currency) };
}
