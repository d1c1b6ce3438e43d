import { describe, expect } from 'vitest';
import { abandonments } from '../../../db/postgres/schema/index.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';
