import type { exportEn } from './messages.en.ts';

export const exportDe: Readonly<Record<keyof typeof exportEn, string>> = {
  'export.action': 'Exportieren',
  'export.label': '{name} exportieren',
  'export.format.csv': 'CSV international (Komma, Dezimalpunkt)',
  'export.format.csvEurope': 'CSV für Excel (Strichpunkt, Dezimalkomma)',
  'export.format.json': 'JSON',
  'export.format.parquet': 'Parquet (für Datenwerkzeuge)',
  'export.counting': 'Zeilen werden gezählt …',
  'export.progress': '{count, plural, one {{received} von # Zeile} other {{received} von {total} Zeilen}}',
  'export.rows': '{count, plural, one {# Zeile kommt …} other {{total} Zeilen kommen …}}',
  'export.saved': '{rows, plural, one {# Zeile gespeichert als {file}} other {# Zeilen gespeichert als {file}}}',
  'export.broken': 'Der Export ist vor dem Ende abgebrochen. Es wurde nichts gespeichert.',
  'export.tooMany':
    'Das sind {rows} Zeilen, und ein Export darf {max} haben. Wählen Sie oben einen kürzeren Zeitraum, oder filtern Sie; es wurde nichts gespeichert.',
  'export.busy': 'Andere Exporte dieses Shops laufen noch. Versuchen Sie es in einigen Sekunden erneut.',
  'export.refused': 'Es wurde nichts exportiert: {message}',
};
