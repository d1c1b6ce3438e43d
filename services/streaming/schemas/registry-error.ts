/**
 * What a schema registry refuses, by the codes of the Confluent REST protocol: the first three digits are the HTTP status.
 * Kept apart from `ServiceError`, whose codes are those of our own API.
 */
export const registryCodes = {
  unauthorized: 40101,
  subjectNotFound: 40401,
  versionNotFound: 40402,
  schemaNotFound: 40403,
  subjectSoftDeleted: 40404,
  subjectNotSoftDeleted: 40405,
  versionSoftDeleted: 40406,
  versionNotSoftDeleted: 40407,
  compatibilityNotConfigured: 40408,
  incompatible: 409,
  invalidSchema: 42201,
  invalidVersion: 42202,
  invalidCompatibility: 42203,
  invalidSubject: 42208,
  schemaTooLarge: 42209,
  store: 50001,
} as const;
export type RegistryCode = (typeof registryCodes)[keyof typeof registryCodes];

export class RegistryError extends Error {
  readonly code: RegistryCode;
  constructor(code: RegistryCode, message: string) {
    super(message);
    this.name = 'RegistryError';
    this.code = code;
  }
}

export function subjectNotFound(subject: string): RegistryError {
  return new RegistryError(registryCodes.subjectNotFound, `Subject '${subject}' not found.`);
}

export function versionNotFound(version: number | 'latest'): RegistryError {
  return new RegistryError(registryCodes.versionNotFound, `Version ${version} not found.`);
}
