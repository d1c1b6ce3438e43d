import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
import type { MemberRole, Role } from '../../../domain/permission.ts';

/** Whose session it is, and what they may do where. */
export interface FoundSession {
  readonly userId: string;
  readonly generation: number;
  readonly roleIn: (storeId: string | null) => Role | null;
}

/** The session, unless it ended or its person was deactivated. */
export async function findSession(database: Pick<Database, 'app'>, sessionId: string): Promise<FoundSession | null> {
  const [found] = await lookUp(database)<
    { userId: string; generation: number; admin: boolean; storeIds: string[]; roles: MemberRole[] }[]
  >`select user_id as "userId", generation, admin, store_ids as "storeIds", roles from find_session(${sessionId})`;
  if (!found) return null;
  const { userId, generation, admin, storeIds, roles } = found;
  const byStore = new Map<string | null, MemberRole | undefined>(storeIds.map((storeId, at) => [storeId, roles[at]]));
  return { userId, generation, roleIn: (storeId) => (admin ? 'admin' : (byStore.get(storeId) ?? null)) };
}
