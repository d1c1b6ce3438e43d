import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { PageCheck } from './page-check.tsx';
import { SnippetSettings } from './snippet-settings.tsx';
import { SnippetTag } from './snippet-tag.tsx';
import { useSnippet } from './use-snippet.ts';

/** The script for the shop's pages: its tag, whether it works there, and what it may do. */
export function SnippetTab() {
  const snippet = useSnippet();
  return (
    <Loaded query={snippet} height={400}>
      {(shown) => (
        <div className={ui['columns']}>
          <div className={ui['stack']}>
            <SnippetTag snippet={shown} />
            <PageCheck />
          </div>
          <SnippetSettings key={shown.updatedAt} snippet={shown} />
        </div>
      )}
    </Loaded>
  );
}
