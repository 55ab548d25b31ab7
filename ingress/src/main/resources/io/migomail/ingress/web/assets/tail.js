// The page of live events listens to what follows ([data-stream]) and shows it on top. A connection that broke is made again by
// the browser, behind what it was told last; one that was refused by this script, ever more slowly. A page that nobody sees does
// not listen: browsers open few connections to one host.
(() => {
  'use strict';
  const rows = document.querySelector('[data-stream]');
  if (!rows) return;
  const state = document.getElementById('tail-state');
  const SHOWN = 200;
  const SLOWEST = 60000;
  let cursor = rows.dataset.cursor;
  let wait = 2000;
  let source = null;
  let again = 0;

  const say = (text) => { state.textContent = text; };

  const put = (part) => {
    document.getElementById('tail-none')?.remove();
    rows.prepend(part);
    while (rows.children.length > SHOWN) rows.lastElementChild.remove();
  };

  const add = (event) => {
    cursor = event.lastEventId || cursor;
    const part = document.createElement('template');
    part.innerHTML = event.data;
    for (const row of part.content.querySelectorAll('li[data-id]')) {
      if (rows.querySelector(`li[data-id="${CSS.escape(row.dataset.id)}"]`)) row.remove();
    }
    put(part.content);
    document.dispatchEvent(new CustomEvent('rowsadded', {detail: rows}));
  };

  const skip = (event) => {
    cursor = event.lastEventId || cursor;
    const row = document.createElement('li');
    row.className = 'dim';
    row.textContent = 'More happened here than the page can follow; some events are left out.';
    put(row);
  };

  const stop = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };

  const listen = () => {
    stop();
    const own = source = new EventSource(rows.dataset.stream + encodeURIComponent(cursor));
    own.addEventListener('open', () => { wait = 2000; say('Listening.'); });
    own.addEventListener('rows', add);
    own.addEventListener('skipped', skip);
    own.addEventListener('ended', (event) => {
      if (event.data !== 'signed_out') return;
      stop();
      location.reload();
    });
    own.addEventListener('error', () => {
      say('Not connected now; it is tried again.');
      if (own.readyState !== EventSource.CLOSED || own !== source) return;
      again = setTimeout(listen, wait);
      wait = Math.min(2 * wait, SLOWEST);
    });
  };

  addEventListener('pagehide', stop);
  addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
  document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); else listen(); });
  if (!document.hidden) listen();
})();
