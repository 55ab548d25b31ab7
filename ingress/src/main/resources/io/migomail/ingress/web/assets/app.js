(() => {
  'use strict';
  const root = document.documentElement;

  const remember = (theme) => {
    try { localStorage.setItem('theme', theme); } catch { /* Without storage it holds for this page. */ }
  };

  const isDark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;

  const copy = async (button) => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = 'Copied';
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.previousElementSibling);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = 'Press Ctrl-C';
    }
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  const times = (within) => {
    const format = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});
    for (const time of within.querySelectorAll('time[datetime]:not([title])')) {
      const at = new Date(time.getAttribute('datetime'));
      if (Number.isNaN(at.getTime())) continue;
      time.title = time.getAttribute('datetime');
      time.textContent = format.format(at);
    }
  };

  document.addEventListener('click', (event) => {
    const target = event.target.closest('[data-copy],[data-theme-button],[data-menu],[data-dialog]');
    for (const open of document.querySelectorAll('details.drop[open]')) {
      if (!open.contains(event.target)) open.removeAttribute('open');
    }
    if (!target) return;
    if (target.dataset.copy !== undefined) copy(target);
    if (target.dataset.themeButton !== undefined) {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      document.dispatchEvent(new Event('themechange'));
    }
    if (target.dataset.menu !== undefined) {
      const open = document.body.classList.toggle('menu-open');
      target.setAttribute('aria-expanded', String(open));
    }
    if (target.dataset.dialog) document.getElementById(target.dataset.dialog).showModal();
  });

  // A form that takes something away asks once more.
  document.addEventListener('submit', (event) => {
    const question = event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });

  // A choice that is a filter takes hold at once.
  document.addEventListener('change', (event) => {
    if (event.target.dataset.submit !== undefined) event.target.form.requestSubmit();
  });

  const rows = () => [...document.querySelectorAll('main table[data-rows] tbody tr')].filter((row) => row.querySelector('a'));
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[next].querySelector('a').focus();
  };

  let go = false;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.isTrusted) return; // Typed into a frame: the builder hands on what its canvas hears.
    if (event.target.closest('input,textarea,select,[contenteditable],dialog')) return;
    if (go) {
      go = false;
      const link = document.querySelector(`nav.side a[data-key="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === 'g') {
      go = true;
      setTimeout(() => { go = false; }, 1500);
    } else if (event.key === '/') {
      const find = document.querySelector('[data-find]');
      if (find) { event.preventDefault(); find.focus(); }
    } else if (event.key === '?') {
      document.getElementById('keys')?.showModal();
    } else if (event.key === 'j' || event.key === 'k') {
      step(event.key === 'j' ? 1 : -1);
    }
  });

  document.addEventListener('htmx:load', (event) => times(event.detail.elt));
  document.addEventListener('rowsadded', (event) => times(event.detail));
  times(document);
})();
