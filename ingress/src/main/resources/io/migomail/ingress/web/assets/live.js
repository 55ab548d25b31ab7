// Parts of a page that load themselves again ([data-live]) rest while nobody looks at the page or somebody works in them,
// and what was unfolded in them stays so.
(() => {
  'use strict';
  const open = new Set();

  document.addEventListener('htmx:beforeRequest', (event) => {
    const part = event.target.closest('[data-live]');
    if (part && (document.hidden || part.contains(document.activeElement))) event.preventDefault();
  });
  document.addEventListener('toggle', (event) => {
    const {id} = event.target;
    if (!id || event.target.tagName !== 'DETAILS') return;
    if (event.target.open) open.add(id);
    else if (event.target.isConnected) open.delete(id);
  }, true);
  document.addEventListener('htmx:load', (event) => {
    for (const details of event.detail.elt.querySelectorAll('details[id]')) {
      if (open.has(details.id)) details.open = true;
    }
  });
})();
