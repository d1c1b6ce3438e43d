import { join, relative } from 'node:path';
import ts from 'typescript';

export interface Complaint {
  readonly file: string;
  readonly message: string;
}

/** The project's compiler over files that are on disk, and some that are not. */
export interface Compiler {
  /** Which of these files are wrong while some have other texts. */
  complaintsIn(files: readonly string[], texts: ReadonlyMap<string, string>): readonly Complaint[];
  /** All that is wrong with the project while some files have other texts. */
  complaintsWith(texts: ReadonlyMap<string, string>): readonly Complaint[];
}

/** Reads the project once, and checks as little again as it can: it goes on from what the gate for types found the last time. */
export function createCompiler(root: string): Compiler {
  const { fileNames, options } = readConfig(root);
  const host = ts.createIncrementalCompilerHost(options);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  let texts: ReadonlyMap<string, string> = new Map();
  const textOf = (path: string): string | undefined => texts.get(relative(root, path));
  const overlaid: ts.CompilerHost = {
    ...host,
    directoryExists: (path) =>
      [...texts.keys()].some((file) => join(root, file).startsWith(`${path}/`)) || ts.sys.directoryExists(path),
    fileExists: (path) => textOf(path) !== undefined || host.fileExists(path),
    readFile: (path) =>
      textOf(path) ?? (path === options.tsBuildInfoFile ? whole(host.readFile(path)) : host.readFile(path)),
    getSourceFile(path, language) {
      const text = textOf(path);
      if (text !== undefined) {
        const version = ts.sys.createHash?.(text) ?? text;
        return Object.assign(ts.createSourceFile(path, text, language), { version });
      }
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, language));
      return parsed.get(path);
    },
  };
  const before = ts.createIncrementalProgram({
    rootNames: fileNames,
    options,
    host: overlaid,
    createProgram: ts.createSemanticDiagnosticsBuilderProgram,
  });
  const complaint = ({ file, messageText }: ts.Diagnostic): Complaint => ({
    file: file ? relative(root, file.fileName) : 'tsconfig.json',
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  });
  return {
    complaintsIn(files, given) {
      texts = given;
      const program = ts.createProgram(
        files.map((file) => join(root, file)),
        options,
        overlaid,
      );
      return files.flatMap((file) =>
        program.getSemanticDiagnostics(program.getSourceFile(join(root, file))).map(complaint),
      );
    },
    complaintsWith(given) {
      texts = given;
      const added = [...given.keys()].map((file) => join(root, file)).filter((path) => path.endsWith('.ts'));
      const rootNames = [...new Set([...fileNames, ...added])];
      const after = ts.createSemanticDiagnosticsBuilderProgram(rootNames, options, overlaid, before);
      return [...after.getSyntacticDiagnostics(), ...after.getSemanticDiagnostics()].map(complaint);
    },
  };
}

function readConfig(root: string): ts.ParsedCommandLine {
  const tsBuildInfoFile = join(root, '.cache/verify/tsc.tsbuildinfo');
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { incremental: true, tsBuildInfoFile },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (config === undefined) throw new Error('tsconfig.json cannot be read');
  return config;
}

/** The gate for types may be writing it just now: half a file is none. */
function whole(json: string | undefined): string | undefined {
  try {
    JSON.parse(json ?? '');
    return json;
  } catch {
    return undefined;
  }
}
