import { httpMinter } from './http.ts';
import type { MinterUnit } from './minter.ts';
import { shopifyMinter } from './shopify.ts';

/** Everybody who makes codes at a shop; imported codes are made already. A new one is a file and a line here. */
export const minterUnits = [shopifyMinter, httpMinter] as const satisfies readonly MinterUnit[];

export function minterNamed(name: string): MinterUnit | undefined {
  return minterUnits.find((unit) => unit.name === name);
}
