import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The files that decide over triggers, conditions and reason codes. */
const deciding = ['due-at.ts', 'evaluate-rule.ts', 'claim.ts'];

/** Puts `text` into a file of this folder, before the one place in it that reads `before`. */
interface Addition {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

const trigger: Addition = {
  file: 'campaign.ts',
  before: `  /** At the first \`localTime\``,
  text: `  | { readonly trigger: 'event_seen'; readonly event: string }\n`,
};
const condition: Addition = {
  file: 'campaign.ts',
  before: '  readonly itemsMin?: number;',
  text: '  readonly ordersMin?: number;\n',
};
const reasonCode: Addition = {
  file: 'reason-code.ts',
  before: '  campaign_ended:',
  text: `  quiet_hours: 'It is the middle of the night.',\n`,
};

const options: ts.CompilerOptions = {
  ...ts.convertCompilerOptionsFromJson(readTsConfig(), import.meta.dirname).options,
  types: [],
};
/** Parsed once for all programs: most of the time goes into the types of the language itself. */
const parsed = new Map<string, ts.SourceFile | undefined>();

test('the rules as they are compile', () => {
  expect(complaintsAfter(null)).toEqual([]);
});

test.each([
  ['a trigger', trigger, ['due-at.ts', 'evaluate-rule.ts'], "parameter of type 'never'"],
  ['a condition', condition, ['evaluate-rule.ts'], "Property 'ordersMin' is missing"],
  ['a reason code', reasonCode, ['claim.ts'], "parameter of type 'never'"],
])('%s that is added does not compile until it is decided', (_what, addition, files, said) => {
  const complaints = complaintsAfter(addition);
  expect([...new Set(complaints.map(({ file }) => file))].sort()).toEqual(files);
  for (const { message } of complaints) expect(message).toContain(said);
});

/** What the compiler says about the deciding files and all that they import, once `addition` is made. */
function complaintsAfter(addition: Addition | null): { readonly file: string; readonly message: string }[] {
  const program = ts.createProgram({ rootNames: deciding.map(pathOf), options, host: hostWith(addition) });
  return program
    .getSemanticDiagnostics()
    .concat(program.getSyntacticDiagnostics())
    .map(({ file, messageText }) => ({
      file: file ? basename(file.fileName) : 'unknown',
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
}

function hostWith(addition: Addition | null): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getSourceFile: (path, language) => {
      if (addition && path === pathOf(addition.file)) return ts.createSourceFile(path, changedBy(addition), language);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, language));
      return parsed.get(path);
    },
  };
}

function changedBy({ file, before, text }: Addition): string {
  const [head, tail, ...more] = readFileSync(pathOf(file), 'utf8').split(before);
  if (head === undefined || tail === undefined || more.length > 0)
    throw new Error(`${file} has to hold exactly one ${JSON.stringify(before)}`);
  return head + text + before + tail;
}

function readTsConfig(): unknown {
  const path = join(import.meta.dirname, '..', 'tsconfig.json');
  return ts.readConfigFile(path, ts.sys.readFile).config.compilerOptions;
}

function pathOf(file: string): string {
  return join(import.meta.dirname, file);
}
