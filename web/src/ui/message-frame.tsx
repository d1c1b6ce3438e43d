import { useEffect, useRef } from 'react';
import styles from './message-frame.module.css';

/** An e-mail in a document of its own, without rights: it has styles that this page does not allow. */
export function MessageFrame({
  html,
  title,
  width,
  pictures,
}: {
  readonly html: string;
  readonly title: string;
  readonly width: number;
  readonly pictures: boolean;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const show = () => frame.current?.contentWindow?.postMessage({ html }, '*');
    const whenReady = (event: MessageEvent) => {
      if (event.source === frame.current?.contentWindow && event.data === 'message-frame') show();
    };
    window.addEventListener('message', whenReady);
    show();
    return () => window.removeEventListener('message', whenReady);
  }, [html]);
  return (
    <div className={styles['frameWrap']}>
      <iframe
        key={String(pictures)}
        ref={frame}
        title={title}
        className={styles['frame']}
        style={{ maxWidth: width }}
        sandbox="allow-scripts"
        src={`/message-frame${pictures ? '?pictures=show' : ''}`}
      />
    </div>
  );
}
