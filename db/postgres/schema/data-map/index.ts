import { memberData } from './member-data.ts';
import { shopperData } from './shopper-data.ts';
import { storeData } from './store-data.ts';
import type { DataOfTables } from './table-data.ts';

/** Whose data every table holds, by the table's name. `docs/data-map.md` is written from it. */
export const dataMap: DataOfTables = { ...shopperData, ...memberData, ...storeData };
