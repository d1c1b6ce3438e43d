import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/page-state.tsx';

type PartOf<T> =
  | { readonly status: 'known'; readonly value: T }
  | { readonly status: 'unavailable'; readonly error: string };

/** A card of its own for each part: one that is away says so and leaves the others as they are. */
export function Part<T>({
  title,
  hint,
  part,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly part: PartOf<T>;
  readonly children: (value: T) => ReactNode;
}) {
  const { t } = useI18n();
  return (
    <Card title={title} hint={hint}>
      {part.status === 'known' ? (
        children(part.value)
      ) : (
        <EmptyState title={t('operations.unknown')} text={t('operations.unknown.text', { code: part.error })} />
      )}
    </Card>
  );
}
