import { hasGrpcCode, isRefused } from '../grpc-error.ts';

/** What lists of workflows are filtered by; ids and codes only, never personal data. All are keywords. */
export const searchAttributes = ['StoreId', 'CustomerId', 'CampaignId', 'Stage', 'Outcome'] as const;

type SearchAttribute = (typeof searchAttributes)[number];

/** `INDEXED_VALUE_TYPE_KEYWORD` of the Temporal API. */
const keyword = 2;

/** What is needed of a `Connection`. */
export interface OperatorConnection {
  readonly operatorService: {
    addSearchAttributes(request: {
      namespace: string;
      searchAttributes: Record<string, typeof keyword>;
    }): Promise<unknown>;
    listSearchAttributes(request: {
      namespace: string;
    }): Promise<{ readonly customAttributes: Readonly<Record<string, unknown>> }>;
  };
}

/**
 * Makes the search attributes known to a server that was not started by us; what it knows already stays. Returns those
 * that are missing and that it does not let us add, because that takes an operator's rights or another way in.
 */
export async function registerSearchAttributes(
  connection: OperatorConnection,
  namespace: string,
): Promise<readonly SearchAttribute[]> {
  const refused: SearchAttribute[] = [];
  for (const name of searchAttributes) {
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: keyword } });
    } catch (error) {
      if (isRefused(error)) refused.push(name);
      else if (!hasGrpcCode(error, 'alreadyExists')) throw error;
    }
  }
  if (refused.length === 0) return [];
  const known = await knownTo(connection, namespace);
  return refused.filter((name) => !known.has(name));
}

/** None where even the list is refused: a needless notice is better than recoveries that never start. */
async function knownTo(connection: OperatorConnection, namespace: string): Promise<ReadonlySet<string>> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return new Set(Object.keys(customAttributes));
  } catch (error) {
    if (isRefused(error)) return new Set();
    throw error;
  }
}

/** What an operator runs to add them: Temporal Cloud has a tool of its own for that. */
export function commandToAdd(
  names: readonly string[],
  { address, namespace }: { readonly address: string; readonly namespace: string },
): string {
  if (/\.(tmprl\.cloud|api\.temporal\.io)(:\d+)?$/.test(address)) {
    const each = names.map((name) => `--search-attribute ${name}=Keyword`);
    return `tcld namespace search-attributes add --namespace ${namespace} ${each.join(' ')}`;
  }
  const each = names.map((name) => `--name ${name}`);
  return `temporal operator search-attribute create --address ${address} --namespace ${namespace} --type Keyword ${each.join(' ')}`;
}
