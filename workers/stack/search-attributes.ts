import { type Connection, isGrpcServiceError } from '@temporalio/client';

/** What lists of workflows are filtered by; ids and codes only, never personal data. All are keywords. */
export const searchAttributes = ['StoreId', 'CustomerId', 'CampaignId', 'Stage', 'Outcome'] as const;

/** `INDEXED_VALUE_TYPE_KEYWORD` of the Temporal API. */
const keyword = 2;
/** gRPC's code of a thing that is there already. */
const alreadyExists = 6;

/** Makes the search attributes known to a server that was not started by us; what it knows already stays. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  for (const name of searchAttributes) {
    try {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: keyword } });
    } catch (error) {
      if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
    }
  }
}
