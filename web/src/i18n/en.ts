import { liveEn } from '../live/messages.en.ts';
import { campaignsEn } from '../pages/campaigns/messages.en.ts';
import { homeEn } from '../pages/home/messages.en.ts';
import { numbersEn } from '../pages/numbers/messages.en.ts';
import { signInEn } from '../pages/sign-in/messages.en.ts';
import { commonEn } from './common.en.ts';
import { reasonsEn } from './reasons.en.ts';

/** The English catalogue: every page brings its own part. */
export const en = {
  ...commonEn,
  ...reasonsEn,
  ...liveEn,
  ...campaignsEn,
  ...homeEn,
  ...numbersEn,
  ...signInEn,
};
