import ts from 'typescript';

/** A regular expression in source text. */
export interface FoundExpression {
  readonly line: number;
  /** Null: what is matched is only known when the program runs. */
  readonly expression: { readonly source: string; readonly flags: string } | null;
}

/**
 * Every regular expression of a file: literals, and calls of `RegExp` with text that can be put together from the
 * constants of the same file.
 */
export function findExpressions(text: string): readonly FoundExpression[] {
  const file = ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  const found: FoundExpression[] = [];
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;

  function visit(node: ts.Node): void {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({
        line: lineOf(node),
        expression: { source: node.text.slice(1, end), flags: node.text.slice(end + 1) },
      });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      const [source, flags] = [node.arguments?.[0], node.arguments?.[1]];
      const [sourceText, flagsText] = [source && textOf(source), flags ? textOf(flags) : ''];
      const isKnown = typeof sourceText === 'string' && typeof flagsText === 'string';
      found.push({ line: lineOf(node), expression: isKnown ? { source: sourceText, flags: flagsText } : null });
    }
    ts.forEachChild(node, visit);
  }

  /** The text that an expression is; undefined: it depends on more than this file's constants. */
  function textOf(node: ts.Expression): string | undefined {
    if (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return node.text;
    if (ts.isIdentifier(node)) {
      const constant = constants.get(node.text);
      return constant && textOf(constant);
    }
    if (ts.isTaggedTemplateExpression(node))
      return node.tag.getText() === 'String.raw' ? templateText(node.template, 'raw') : undefined;
    return ts.isTemplateLiteral(node) ? templateText(node, 'cooked') : undefined;
  }

  function templateText(template: ts.TemplateLiteral, as: 'raw' | 'cooked'): string | undefined {
    const piece = (part: ts.TemplateLiteralLikeNode): string => (as === 'raw' ? (part.rawText ?? '') : part.text);
    if (ts.isNoSubstitutionTemplateLiteral(template)) return piece(template);
    const inner = template.templateSpans.map(({ expression, literal }) => {
      const text = textOf(expression);
      return text === undefined ? undefined : text + piece(literal);
    });
    return inner.includes(undefined) ? undefined : piece(template.head) + inner.join('');
  }

  for (const statement of file.statements)
    if (ts.isVariableStatement(statement) && statement.declarationList.flags & ts.NodeFlags.Const)
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
  visit(file);
  return found;
}
