import { parseArgs } from 'node:util';
import { evaluateForecasts } from './forecast/evaluate.ts';
import { madeUpSeries } from './forecast/made-up-series.ts';
import { recordedSeries } from './forecast/recorded-series.ts';
import { scoreTable } from './forecast/score-table.ts';
import { evaluateShops, madeUpShops, recordedShops } from './forecast/small-shops.ts';

const usage = `Tries the forecast of the dashboard on days that it has not seen, beside each of its methods alone, and of small shops with the week of others.

  npm run forecast:evaluate -- [--days 14] [--every 3] [--data FOLDER]

--every: days between the days from which a forecast is made. Recorded days are those of RetailRocket, in the folder of the data
sets (CART_DATA_DIR); without it only made-up shops are tried.`;

const daysMax = 28;

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '14' },
    every: { type: 'string', default: '3' },
    data: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const [days, every] = [Number(values.days), Number(values.every)];
const isValid = [days, every].every((value) => Number.isInteger(value) && value >= 1 && value <= daysMax);

if (values.help || !isValid) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const recorded = await recordedSeries(values.data);
  if (recorded.length === 0) console.log('Without recorded days: the data set is not there.');
  for (const series of [...recorded, ...madeUpSeries()]) {
    console.log(`\n${series.name} (${series.values.length} days)`);
    console.log(scoreTable(evaluateForecasts(series.values, { days, every })));
  }
  const small = [await recordedShops(values.data), ...[2, 0.5].map(madeUpShops)];
  for (const shops of small.filter((one) => one !== null)) {
    console.log(`\n${shops.name}, with the week of the others`);
    console.log(scoreTable(evaluateShops(shops, { days, every })));
  }
}
