import { autocompletion, type CompletionContext, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { templateNames } from './template-names.ts';
import type { Finding } from './template-queries.ts';

interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly findings: readonly Pick<Finding, 'severity' | 'message' | 'line' | 'column' | 'detail'>[];
  readonly onChange: (value: string) => void;
}

/** Colours of the page, which are those of both themes: the styles stand in a tree of their own, and tokens reach it. */
const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '13px', height: '460px' },
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--accent-soft)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-diagnostic': { padding: '4px 8px' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', fontWeight: '700' },
  // A line under the words, and no picture behind them.
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)' },
});

/** The colours of the default style, in those of the page: both themes keep their contrast. */
const highlight = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) => ({
    ...spec,
    ...('color' in spec && { color: colourOf(String(spec['color'])) }),
  })),
);

function colourOf(colour: string): string {
  if (['#708', '#219', '#00f', '#256'].includes(colour)) return 'var(--chart-push)';
  if (['#a11', '#e40', '#f00'].includes(colour)) return 'var(--bad)';
  if (['#164', '#167', '#085'].includes(colour)) return 'var(--good)';
  if (colour === '#940') return 'var(--quiet)';
  return 'var(--link)';
}

/** Edits Liquid and MJML. A shadow tree takes its styles as sheets, which the page's content policy allows. */
export function CodeEditor({ label, value, readOnly, findings, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const first = useRef(value);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          [lineNumbers(), history(), bracketMatching(), closeBrackets(), lintGutter(), EditorView.lineWrapping],
          [liquid(), syntaxHighlighting(highlight), autocompletion({ override: [complete] }), theme],
          // Tab moves on to the next field: whoever has no mouse must be able to leave.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)],
          EditorView.contentAttributes.of({ 'aria-label': label, ...(readOnly && { tabindex: '0' }) }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    // By keyboard one scrolls it without going into the text.
    editor.scrollDOM.tabIndex = 0;
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label, readOnly]);

  useEffect(() => {
    first.current = value;
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        findings.flatMap((one) => diagnosticOf(editor.state, one)),
      ),
    );
  }, [findings]);

  return <div ref={host} />;
}

function diagnosticOf(
  { doc }: EditorState,
  { severity, message, line, column, detail }: CodeEditorProps['findings'][number],
): readonly Diagnostic[] {
  if (line === null || line > doc.lines) return [];
  const at = doc.line(line);
  const from = Math.min(at.from + Math.max((column ?? 1) - 1, 0), at.to);
  return [
    {
      ...{ from, to: at.to, severity: severity === 'problem' ? 'error' : 'warning' },
      message: detail === null ? message : `${message} ${detail}`,
    },
  ];
}

function complete(context: CompletionContext) {
  const word = context.matchBefore(/\{[{%][^}%]*?([\w.]*)$/);
  if (!word) return null;
  const typed = /[\w.]*$/.exec(word.text)?.[0] ?? '';
  return {
    from: context.pos - typed.length,
    options: templateNames.map((label) => ({ label, type: 'variable' })),
    validFor: /^[\w.]*$/,
  };
}
