/** What an erasure does with the rows of a table that say something of the person. */
export type ErasureRule =
  | { readonly does: 'delete' }
  /** The row stays for its figures; these columns get what says nothing. */
  | { readonly does: 'blank'; readonly columns: Readonly<Record<string, unknown>>; readonly keeps: string }
  /** The row stays as it is. */
  | { readonly does: 'keep'; readonly why: string; readonly until: string }
  /** Nothing finds the rows of one person, and they go by themselves soon. */
  | { readonly does: 'expire'; readonly until: string };

export type ErasureRules = Readonly<Record<string, ErasureRule>>;

/** What the receipt says of a table. */
export interface KeptTable {
  readonly table: string;
  /** Columns that say something of a person in it and stay. */
  readonly fields: readonly string[];
  readonly why: string;
  readonly until: string;
}

interface MappedTable {
  readonly of: string;
  readonly kept: string;
  readonly personal?: Readonly<Record<string, unknown>> | undefined;
}

/** What stays of a person after their erasure, by the map of data and the rules: for the receipt, and before for who asks for it. */
export function keptByRules(dataMap: Readonly<Record<string, MappedTable>>, rules: ErasureRules): readonly KeptTable[] {
  return Object.entries(rules).flatMap(([table, rule]): readonly KeptTable[] => {
    const mapped = dataMap[table];
    const personal = Object.keys(mapped?.personal ?? {});
    switch (rule.does) {
      case 'keep':
        return [{ table, fields: personal, why: rule.why, until: rule.until }];
      case 'blank':
        return [
          {
            table,
            fields: personal.filter((column) => !Object.hasOwn(rule.columns, column)),
            why: rule.keeps,
            until: mapped?.kept ?? '',
          },
        ];
      default:
        return [];
    }
  });
}
