import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiOf, data, type paths } from '../api/client.ts';
import { accentTokens } from './accent.ts';
import { useStore } from './session.ts';
import styles from './team-look.module.css';

export type StoreLook = paths['/v1/store/look']['get']['responses'][200]['content']['application/json'];

export function lookQuery(storeId: string) {
  return queryOptions({
    queryKey: ['store', storeId, 'look'],
    queryFn: () => data(apiOf(storeId).GET('/v1/store/look')),
    staleTime: 5 * 60_000,
  });
}

/** A logo has no address of its own: it comes inside an answer, so nobody can open it as a page. */
export function logoSource(logo: string): string {
  return `data:image/png;base64,${logo}`;
}

/** The logo and the name that the store gave the dashboard; its accent goes over the whole page while the store is shown. */
export function TeamLook() {
  const { id } = useStore();
  const look = useQuery(lookQuery(id)).data;
  const accent = look?.accentColour ?? null;
  const name = look?.productName ?? null;
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
  if (!look || (name === null && look.logo === null)) return null;
  return (
    <div className={styles['brand']}>
      {look.logo !== null && <img className={styles['logo']} src={logoSource(look.logo)} alt="" />}
      {name !== null && <strong>{name}</strong>}
    </div>
  );
}
