import type { ReactNode } from 'react';
import { StoreLink } from '../app/store-link.tsx';
import { type RowsQuestion, rowsSearch } from './rows-search.ts';

/** A number as the way to its rows: the list has as many as the number says. */
export function RowsLink({
  question,
  label,
  children,
}: {
  readonly question: RowsQuestion;
  /** What is said aloud where the number alone does not say which it is. */
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <StoreLink path="/numbers" search={rowsSearch(question)} {...(label !== undefined && { label })}>
      {children}
    </StoreLink>
  );
}
