/** What an audit entry may be about. */
export const auditSubjectKinds = [
  'store',
  'api_key',
  'campaign',
  'cart',
  'customer',
  'recovery',
  'integration',
  'webhook_delivery',
  'dead_letter',
  'repair_rule',
  'privacy_request',
  'snippet',
  'schema_subject',
  'suppression',
  'user',
  'session',
  'second_factor',
  'membership',
  'invitation',
  'analytics_export',
  'saved_view',
  'scheduled_report',
  'webhook_endpoint',
  'template',
  'sender_account',
  'sender_domain',
  'offer',
  'model_version',
  'training_run',
  'rollout',
  'policy',
  'flag',
  'brand',
  'brand_domain',
  'price_version',
  'plan',
] as const;
export type AuditSubjectKind = (typeof auditSubjectKinds)[number];

export type AuditValue = string | number | boolean | null | readonly string[];

/** Values before and after, where they are neither personal nor secret; without either it only says that it changed. */
export interface FieldChange {
  readonly before?: AuditValue;
  readonly after?: AuditValue;
}
/** What changed, by the name of the field. */
export type AuditChange = Readonly<Record<string, FieldChange>>;

export const auditLimits = { fieldsMax: 40, textLengthMax: 200, textsPerListMax: 50 } as const;

/** Compares two states by fields: of `shown` ones the values are kept, of the others in `named` only that they changed. */
export function changeBetween<T extends object>(
  before: Partial<T>,
  after: Partial<T>,
  {
    shown,
    named = [],
  }: { readonly shown: readonly (keyof T & string)[]; readonly named?: readonly (keyof T & string)[] },
): AuditChange {
  const changes = [...shown, ...named].flatMap((field): [string, FieldChange][] => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [[field, shown.includes(field) ? { before: asValue(from), after: asValue(to) } : {}]];
  });
  return Object.fromEntries(changes);
}

/** The same change within the limits: what is too long is only said to have changed. */
export function boundedChange(change: AuditChange): AuditChange {
  return Object.fromEntries(
    Object.entries(change)
      .slice(0, auditLimits.fieldsMax)
      .map(([field, { before, after }]) => [field, fits(before) && fits(after) ? { before, after } : {}]),
  );
}

function asValue(value: unknown): AuditValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

function fits(value: AuditValue | undefined): boolean {
  if (typeof value === 'string') return value.length <= auditLimits.textLengthMax;
  if (typeof value !== 'object' || value === null) return true;
  return value.length <= auditLimits.textsPerListMax && value.every(fits);
}
