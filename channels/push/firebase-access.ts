import { readFileSync } from 'node:fs';
import type { Credential } from 'firebase-admin/app';

/** What the Firebase provider needs of a service account: its project and a source of access tokens. */
export interface FirebaseAccess {
  readonly projectId: string;
  /** The token is cached and renewed by the admin SDK; rejects when Google refuses or cannot be reached. */
  readonly accessToken: () => Promise<string>;
}

/** Reads a service account's JSON file. Throws when it is missing or not one. */
export function firebaseAccess(serviceAccountFile: string): FirebaseAccess {
  const account: unknown = JSON.parse(readFileSync(serviceAccountFile, 'utf8'));
  const projectId = (account as { project_id?: unknown } | null)?.project_id;
  if (typeof projectId !== 'string' || projectId === '')
    throw new Error('The Firebase service account file has no project_id.');
  let credential: Credential | undefined;
  return {
    projectId,
    async accessToken() {
      // Loaded on first use: only installations with Firebase pay for the SDK.
      const { cert } = await import('firebase-admin/app');
      credential ??= cert(serviceAccountFile);
      return (await credential.getAccessToken()).access_token;
    },
  };
}
