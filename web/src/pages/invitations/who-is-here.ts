import { ApiError } from '../../api/api-error.ts';
import { api, data } from '../../api/client.ts';
import { quietSessionFetch } from '../../api/session-fetch.ts';

export interface Person {
  readonly email: string;
}

/** Who is signed in in this browser, if anybody: asking leads nobody to the page for signing in. */
export async function whoIsHere(): Promise<Person | null> {
  try {
    const { user } = await data(api.GET('/v1/me', { fetch: quietSessionFetch }));
    return user;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}
