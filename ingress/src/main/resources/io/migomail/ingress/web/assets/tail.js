// The page of live events listens to what follows ([data-stream]) and shows it on top. A connection that broke is made again by
// the browser, behind what it was told last; one that was refused by this script, ever more slowly.
(() => {
  'use strict';
  const rows = document.querySelector('[data-stream]');
  if (!rows) return;
  const state = document.getElementById('tail-state');
  const SHOWN = 200;
  const SLOWEST = 60000;
  let cursor = rows.dataset.cursor;
  let wait = 2000;

  const say = (text) => { state.textContent = text; };

  const add = (event) => {
    cursor = event.lastEventId || cursor;
    const part = document.createElement('template');
    part.innerHTML = event.data;
    for (const row of part.content.querySelectorAll('li[data-id]')) {
      if (rows.querySelector(`li[data-id="${CSS.escape(row.dataset.id)}"]`)) row.remove();
    }
    document.getElementById('tail-none')?.remove();
    rows.prepend(part.content);
    while (rows.children.length > SHOWN) rows.lastElementChild.remove();
    document.dispatchEvent(new CustomEvent('rowsadded', {detail: rows}));
  };

  const listen = () => {
    const source = new EventSource(rows.dataset.stream + encodeURIComponent(cursor));
    source.addEventListener('open', () => { wait = 2000; say('Listening.'); });
    source.addEventListener('rows', add);
    source.addEventListener('ended', (event) => {
      if (event.data !== 'signed_out') return;
      source.close();
      location.reload();
    });
    source.addEventListener('error', () => {
      say('Not connected now; it is tried again.');
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, wait);
      wait = Math.min(2 * wait, SLOWEST);
    });
    addEventListener('pagehide', () => source.close(), {once: true});
  };
  listen();
})();
