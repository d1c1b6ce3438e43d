import type { paths } from '../../api/client.ts';
import type { CurrentStore } from '../../app/session.ts';

export type StoreSettings = paths['/v1/store']['get']['responses'][200]['content']['application/json'];
export type StoreChange = NonNullable<paths['/v1/store']['patch']['requestBody']>['content']['application/json'];

export function storeSettingsKey({ id }: Pick<CurrentStore, 'id'>) {
  return ['store', id, 'settings'] as const;
}

/** What differs from what was loaded: somebody else's change of another field is not undone by saving. */
export function differences<Wanted extends object>(
  settings: Readonly<Record<keyof Wanted, unknown>>,
  wanted: Wanted,
): Partial<Wanted> {
  const change: Partial<Wanted> = { ...wanted };
  for (const name in change) if (JSON.stringify(change[name]) === JSON.stringify(settings[name])) delete change[name];
  return change;
}
