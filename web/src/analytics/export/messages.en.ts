export const exportEn = {
  'export.action': 'Export',
  'export.label': 'Export {name}',
  'export.format.csv': 'CSV (comma, decimal point)',
  'export.format.csvEurope': 'CSV for European Excel (semicolon)',
  'export.format.json': 'JSON',
  'export.format.parquet': 'Parquet (for data tools)',
  'export.counting': 'Counting rows…',
  'export.progress': '{count, plural, one {{received} of # row} other {{received} of {total} rows}}',
  'export.rows': '{count, plural, one {# row is coming…} other {{total} rows are coming…}}',
  'export.saved': '{rows, plural, one {# row saved as {file}} other {# rows saved as {file}}}',
  'export.broken': 'The export broke off before its end. Nothing was saved.',
  'export.tooMany':
    'These are {rows} rows, and one export may have {max}. Choose a shorter period above, or filter; nothing was saved.',
  'export.busy': 'Other exports of this store are still running. Try again in a few seconds.',
  'export.refused': 'Nothing was exported: {message}',
} as const;
