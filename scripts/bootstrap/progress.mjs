const frameMs = 100;
const plainLineMs = 10_000;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * One line per finished step. Running steps show a spinner with what `measure` says on a terminal, and a plain line
 * every ten seconds elsewhere, so that a slow network never looks like a hang. Steps quicker than a blink say nothing.
 */
export function createProgress(stream) {
  const running = new Map();
  let timer;
  let frame = 0;

  function draw() {
    const texts = [...running].map(
      ([name, { since, measure }]) => `${name} ${[measure?.(), seconds(since)].filter(Boolean).join(', ')}`,
    );
    if (stream.isTTY)
      stream.write(
        `\r\x1b[K${frames[frame++ % frames.length]} ${texts.join(' · ')}`.slice(
          0,
          stream.columns ? stream.columns + 3 : undefined,
        ),
      );
    else for (const text of texts) stream.write(`… ${text}\n`);
  }
  function clear() {
    if (stream.isTTY) stream.write('\r\x1b[K');
  }
  return {
    /** Begins a step; call the result with a word of detail when it is done. `measure` tells how far it is. */
    step(name, measure) {
      running.set(name, { since: performance.now(), measure });
      timer ??= setInterval(draw, stream.isTTY ? frameMs : plainLineMs).unref();
      return (detail) => {
        const { since } = running.get(name);
        running.delete(name);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
        clear();
        if (detail) stream.write(`✓ ${name} ${detail} (${seconds(since)})\n`);
      };
    },
  };
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
