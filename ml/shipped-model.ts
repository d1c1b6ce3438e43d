import { fileURLToPath } from 'node:url';

/** Folder of the prior that comes with the code: what every store starts with. */
export const shippedModelDirectory = fileURLToPath(new URL('./models/prior-1/', import.meta.url));
