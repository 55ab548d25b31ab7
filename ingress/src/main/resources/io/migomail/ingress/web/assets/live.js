// Parts of a page that load themselves again ([data-live]) rest while nobody looks at the page.
(() => {
  'use strict';
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (document.hidden && event.target.closest('[data-live]')) event.preventDefault();
  });
})();
