import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { data, type paths } from '../../api/client.ts';
import type { CurrentStore } from '../../app/session.ts';

type Store = Pick<CurrentStore, 'id' | 'api'>;

export type Template = paths['/v1/templates/{name}']['get']['responses'][200]['content']['application/json'];
export type ListedTemplate =
  paths['/v1/templates']['get']['responses'][200]['content']['application/json']['items'][number];
export type Content = Template['content'];
export type Variant = Content['variants'][number];
export type TemplateCheck = paths['/v1/templates/check']['post']['responses'][200]['content']['application/json'];
export type Finding = TemplateCheck['findings'][number];
export type Preview = paths['/v1/templates/preview']['post']['responses'][200]['content']['application/json'];
export type Channel = 'email' | 'sms' | 'push';
export const channels: readonly Channel[] = ['email', 'sms', 'push'];

/** As the body of a request takes it. */
export function bodyOf(content: Content) {
  return { variants: content.variants.map((variant) => ({ ...variant })) };
}

export const templateQueries = {
  of: ({ id }: Store) => ['store', id, 'templates'] as const,

  list: ({ id, api }: Store) =>
    queryOptions({ queryKey: ['store', id, 'templates'], queryFn: () => data(api.GET('/v1/templates')) }),

  one: ({ id, api }: Store, name: string) =>
    queryOptions({
      queryKey: ['store', id, 'templates', name],
      queryFn: () => data(api.GET('/v1/templates/{name}', { params: { path: { name } } })),
      // Another template's words must never stand in this one's.
      placeholderData: undefined,
    }),

  versions: ({ id, api }: Store, name: string) =>
    queryOptions({
      queryKey: ['store', id, 'templates', name, 'versions'],
      queryFn: () => data(api.GET('/v1/templates/{name}/versions', { params: { path: { name } } })),
    }),

  check: ({ id, api }: Store, content: Content) =>
    queryOptions({
      queryKey: ['store', id, 'templates', 'check', content],
      queryFn: () => data(api.POST('/v1/templates/check', { body: { content: bodyOf(content) } })),
      placeholderData: keepPreviousData,
      retry: false,
    }),

  preview: (
    { id, api }: Store,
    asked: {
      readonly content: Content;
      readonly channel: Channel;
      readonly locale: string;
      readonly cartId: string | null;
    },
  ) =>
    queryOptions({
      queryKey: ['store', id, 'templates', 'preview', asked],
      queryFn: () => data(api.POST('/v1/templates/preview', { body: { ...asked, content: bodyOf(asked.content) } })),
      placeholderData: keepPreviousData,
      retry: false,
    }),
};
