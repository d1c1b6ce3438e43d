/**
 * Countries by the beginning of a telephone number in E.164, longest first: `+1` alone is a number of
 * the North American plan whose area says nothing (`area-codes.ts`). Only countries that a zone or a policy is looked up for.
 */
const countriesByCode: Readonly<Record<string, readonly string[]>> = {
  '+1': ['US', 'CA'],
  '+7': ['RU', 'KZ'],
  '+20': ['EG'],
  '+27': ['ZA'],
  '+30': ['GR'],
  '+31': ['NL'],
  '+32': ['BE'],
  '+33': ['FR'],
  '+34': ['ES'],
  '+36': ['HU'],
  '+39': ['IT'],
  '+40': ['RO'],
  '+41': ['CH'],
  '+43': ['AT'],
  '+44': ['GB'],
  '+45': ['DK'],
  '+46': ['SE'],
  '+47': ['NO'],
  '+48': ['PL'],
  '+49': ['DE'],
  '+51': ['PE'],
  '+52': ['MX'],
  '+54': ['AR'],
  '+55': ['BR'],
  '+56': ['CL'],
  '+57': ['CO'],
  '+60': ['MY'],
  '+61': ['AU'],
  '+62': ['ID'],
  '+63': ['PH'],
  '+64': ['NZ'],
  '+65': ['SG'],
  '+66': ['TH'],
  '+81': ['JP'],
  '+82': ['KR'],
  '+84': ['VN'],
  '+86': ['CN'],
  '+90': ['TR'],
  '+91': ['IN'],
  '+92': ['PK'],
  '+94': ['LK'],
  '+212': ['MA'],
  '+213': ['DZ'],
  '+216': ['TN'],
  '+234': ['NG'],
  '+254': ['KE'],
  '+351': ['PT'],
  '+352': ['LU'],
  '+353': ['IE'],
  '+354': ['IS'],
  '+355': ['AL'],
  '+356': ['MT'],
  '+357': ['CY'],
  '+358': ['FI'],
  '+359': ['BG'],
  '+370': ['LT'],
  '+371': ['LV'],
  '+372': ['EE'],
  '+380': ['UA'],
  '+381': ['RS'],
  '+385': ['HR'],
  '+386': ['SI'],
  '+420': ['CZ'],
  '+421': ['SK'],
  '+423': ['LI'],
  '+852': ['HK'],
  '+886': ['TW'],
  '+966': ['SA'],
  '+971': ['AE'],
  '+972': ['IL'],
};

const codeLengthMax = Math.max(...Object.keys(countriesByCode).map((code) => code.length));

/** The countries that a number may belong to; none where its code is not known here. */
export function countriesOfPhone(phone: string): readonly string[] {
  for (let length = codeLengthMax; length > 1; length--) {
    const found = countriesByCode[phone.slice(0, length)];
    if (found) return found;
  }
  return [];
}
