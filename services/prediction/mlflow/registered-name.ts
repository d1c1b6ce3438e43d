import { type ModelName, type ModelScope, modelNames } from '../../../domain/model.ts';

/** Of registered models at MLflow; what is called otherwise there is none of ours. */
export const modelNamePrefix = 'cart-recovery-';

const storePattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `cart-recovery-purchase` for the platform, with the id of the store behind it for one store. */
export function registeredName({ storeId }: ModelScope, model: ModelName): string {
  return storeId === null ? `${modelNamePrefix}${model}` : `${modelNamePrefix}${model}-${storeId}`;
}

/** Null: it is no such name. */
export function scopeOfName(name: string): { readonly scope: ModelScope; readonly model: ModelName } | null {
  const model = modelNames.find((one) => name.startsWith(`${modelNamePrefix}${one}`));
  if (model === undefined) return null;
  const rest = name.slice(modelNamePrefix.length + model.length);
  if (rest === '') return { scope: { storeId: null }, model };
  const storeId = rest.slice(1);
  return rest.startsWith('-') && storePattern.test(storeId) ? { scope: { storeId }, model } : null;
}
