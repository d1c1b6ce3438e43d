import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, apiOf, data } from '../api/client.ts';
import type { components } from '../api/generated/schema.ts';
import { accentTokens } from './accent.ts';
import styles from './brand.module.css';
import { useStore } from './session.ts';
import { useShownTheme } from './theme.ts';

export type Brand = components['schemas']['Brand'];
export type ShownBrand = components['schemas']['ShownBrand'];

export function brandQuery(storeId: string) {
  return queryOptions({
    queryKey: ['store', storeId, 'brand'],
    queryFn: () => data(apiOf(storeId).GET('/v1/brand')),
    staleTime: 5 * 60_000,
  });
}

/** Of the name that the page was opened under: for pages on which nobody is signed in. */
export const openBrandQuery = queryOptions({
  queryKey: ['brand-of-this-name'],
  queryFn: () => data(api.GET('/v1/brand/shown')),
  staleTime: 5 * 60_000,
});

/** The logo and the name of the store; its primary colour goes over the whole page while the store is shown. */
export function TeamBrand() {
  const { id } = useStore();
  const brand = useQuery(brandQuery(id)).data?.shown;
  useBrandOnPage(brand);
  if (!brand || (brand.name === null && brand.logo === null)) return null;
  return (
    <div className={styles['brand']}>
      <BrandLogo brand={brand} alt="" />
      {brand.name !== null && <strong>{brand.name}</strong>}
    </div>
  );
}

/** The logo for the theme that is shown; nothing where there is none. */
export function BrandLogo({ brand, alt }: { readonly brand: ShownBrand; readonly alt: string }) {
  const theme = useShownTheme();
  return brand.logo && <img className={styles['logo']} src={brand.logo[theme]} alt={alt} />;
}

/** Title, icon and primary colour of the document, until the page is another one. */
export function useBrandOnPage(brand: ShownBrand | undefined): void {
  const theme = useShownTheme();
  // The dashboard has colours of its own while nobody chose any.
  const accent = brand?.ownColours ? brand.palettes[theme].primary : null;
  const name = brand?.name ?? null;
  const icon = brand?.logo?.[theme] ?? null;
  useEffect(() => {
    if (accent === null) return undefined;
    const { style } = document.documentElement;
    const tokens = Object.entries(accentTokens(accent));
    for (const [token, value] of tokens) style.setProperty(token, value);
    return () => {
      for (const [token] of tokens) style.removeProperty(token);
    };
  }, [accent]);
  useEffect(() => {
    if (name === null) return undefined;
    const before = document.title;
    document.title = name;
    return () => {
      document.title = before;
    };
  }, [name]);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon === null || !link) return undefined;
    const before = [link.href, link.type] as const;
    [link.href, link.type] = [icon, 'image/png'];
    return () => {
      [link.href, link.type] = before;
    };
  }, [icon]);
}
