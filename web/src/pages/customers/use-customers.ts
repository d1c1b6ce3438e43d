import { useQuery } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import type { paths } from '../../api/generated/schema.ts';
import { useStore } from '../../app/session.ts';
import { type Endless, useEndless } from '../../lib/use-endless.ts';

export type ListedCustomer =
  paths['/v1/customers']['get']['responses'][200]['content']['application/json']['items'][number];
export type Customer = paths['/v1/customers/{id}']['get']['responses'][200]['content']['application/json'];

/** How many carts, orders and messages a customer's page shows; the lists have the others. */
export const shownRows = 10;

export function useCustomers(): Endless<ListedCustomer> {
  const store = useStore();
  return useEndless(['customers', store.id], (page) =>
    data(store.api.GET('/v1/customers', { params: { query: page as never } })),
  );
}

export function useCustomer(customerId: string) {
  const store = useStore();
  return useQuery({
    queryKey: ['customer', store.id, customerId],
    queryFn: () => data(store.api.GET('/v1/customers/{id}', { params: { path: { id: customerId } } })),
    placeholderData: undefined,
  });
}
