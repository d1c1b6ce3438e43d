import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** A function at the top of a file of `services/`, and what it does by its own text. */
export interface ServiceFunction {
  /** `accounts/stores/update.ts#updateStore` */
  readonly id: string;
  readonly file: string;
  readonly exported: boolean;
  /** Begins a transaction in one of the endpoints. */
  readonly opens: boolean;
  readonly writes: boolean;
  readonly requiresPermission: boolean;
  readonly recordsAudit: boolean;
  /** Ids of the functions of `services/` that it names. */
  readonly names: readonly string[];
}

const doors = new Set([
  'withStore',
  'withEngine',
  'withStoreAround',
  'withPipeline',
  'withoutStore',
  'lookUp',
  'inTransaction',
]);
const writers = new Set(['insert', 'update', 'delete']);
const writtenSql = /\binsert into\b|\bdelete from\b|\bmerge into\b|\bupdate\s+[a-z_]+(?:\s+[a-z_]+)?\s+set\b/i;

/** Every function at the top of a file, with what the compiler's parser sees in its body. */
export function readServiceFunctions(root: string): ReadonlyMap<string, ServiceFunction> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/[.](test|contract)[.]ts$/.test(file))
    .sort();
  const functions = files.flatMap((file) => functionsOf(file, readFileSync(join(root, file), 'utf8')));
  return new Map(functions.map((one) => [one.id, one]));
}

/** The function, and those that it reaches by names; `through` says whether to go on behind one. */
export function reachedFrom(
  start: ServiceFunction,
  functions: ReadonlyMap<string, ServiceFunction>,
  through: (next: ServiceFunction) => boolean,
): readonly ServiceFunction[] {
  const reached = new Map([[start.id, start]]);
  for (const { names } of reached.values()) {
    for (const name of names) {
      const next = functions.get(name);
      if (next && through(next)) reached.set(next.id, next);
    }
  }
  return [...reached.values()];
}

export function functionsOf(file: string, text: string): ServiceFunction[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imported = importsOf(file, source);
  const tops = source.statements.flatMap(topFunctions);
  const local = new Set(tops.map(({ name }) => name));
  return tops.map(({ name, exported, body }) => {
    const seen = lookInto(body);
    const names = [...seen.identifiers].flatMap((identifier) =>
      local.has(identifier) ? [`${file}#${identifier}`] : (imported.get(identifier) ?? []),
    );
    return {
      id: `${file}#${name}`,
      file,
      exported,
      opens: [...doors].some((door) => seen.identifiers.has(door)),
      writes: seen.writes,
      requiresPermission: seen.identifiers.has('requirePermission'),
      recordsAudit: seen.identifiers.has('recordAudit'),
      names,
    };
  });
}

interface TopFunction {
  readonly name: string;
  readonly exported: boolean;
  readonly body: ts.Node;
}

function topFunctions(statement: ts.Statement): TopFunction[] {
  const exported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (ts.isFunctionDeclaration(statement) && statement.name && statement.body)
    return [{ name: statement.name.text, exported, body: statement.body }];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    ts.isIdentifier(name) && initializer ? [{ name: name.text, exported, body: initializer }] : [],
  );
}

/** Local name of what is imported from another file of `services/`, and the id of the function. */
function importsOf(file: string, source: ts.SourceFile): ReadonlyMap<string, string> {
  const imported = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const path = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (!path.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) continue;
    const target = normalize(join(dirname(file), path));
    for (const { name, propertyName } of bindings.elements)
      imported.set(name.text, `${target}#${(propertyName ?? name).text}`);
  }
  return imported;
}

function lookInto(body: ts.Node): { readonly identifiers: ReadonlySet<string>; readonly writes: boolean } {
  const identifiers = new Set<string>();
  let writes = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      if (writers.has(name.text) && /\btx$/.test(expression.getText())) writes = true;
    }
    if (ts.isTemplateLiteral(node) && writtenSql.test(node.getText())) writes = true;
    ts.forEachChild(node, visit);
  };
  visit(body);
  return { identifiers, writes };
}
