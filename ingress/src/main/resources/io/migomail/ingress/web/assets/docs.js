(() => {
  'use strict';
  const root = document.documentElement;
  const store = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* It holds for this page. */ } },
  };

  // Light and dark.
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = document.querySelector('[data-theme-button]');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    store.set('theme', root.dataset.theme);
  });

  const menu = document.querySelector('[data-menu]');
  menu.addEventListener('click', () => {
    menu.setAttribute('aria-expanded', String(document.body.classList.toggle('menu-open')));
  });

  // The entry of the navigation that is open stays in sight.
  const current = document.querySelector('.side [aria-current]');
  const side = document.getElementById('nav');
  if (current && current.offsetTop > side.clientHeight * 0.7) side.scrollTop = current.offsetTop - side.clientHeight / 2;

  for (const block of document.querySelectorAll('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      const code = block.querySelector('code');
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = 'Ctrl-C';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    block.append(button);
  }

  // Examples in several languages become tabs; the choice is remembered.
  const samples = [...document.querySelectorAll('.sample')];
  if (samples.length > 1) {
    const tabs = document.createElement('div');
    tabs.className = 'sample-tabs';
    tabs.setAttribute('role', 'tablist');
    tabs.setAttribute('aria-label', 'Language');
    const show = (name) => {
      const chosen = samples.some((each) => each.dataset.tab === name) ? name : samples[0].dataset.tab;
      samples.forEach((each) => { each.hidden = each.dataset.tab !== chosen; });
      [...tabs.children].forEach((tab) => {
        const selected = tab.textContent === chosen;
        tab.setAttribute('aria-selected', String(selected));
        tab.tabIndex = selected ? 0 : -1;
      });
    };
    samples.forEach((each, i) => {
      each.id = `sample-${i}`;
      each.setAttribute('role', 'tabpanel');
      each.setAttribute('aria-label', each.dataset.tab);
      each.querySelector('h3').hidden = true;
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', each.id);
      tab.textContent = each.dataset.tab;
      tab.addEventListener('click', () => { show(each.dataset.tab); store.set('docs-language', each.dataset.tab); });
      tabs.append(tab);
    });
    tabs.addEventListener('keydown', (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      const all = [...tabs.children];
      const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
      next.click();
      next.focus();
    });
    samples[0].before(tabs);
    show(store.get('docs-language'));
  }

  // Where the reader is, in the list of what is on the page.
  const entries = new Map([...document.querySelectorAll('.contents a')].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (entries.size && 'IntersectionObserver' in window) {
    const seen = new Set();
    const observer = new IntersectionObserver((changes) => {
      changes.forEach((each) => each.isIntersecting ? seen.add(each.target.id) : seen.delete(each.target.id));
      const first = [...entries.keys()].find((id) => seen.has(id));
      if (first !== undefined) entries.forEach((a, id) => a.classList.toggle('here', id === first));
    }, {rootMargin: '-70px 0px -55% 0px'});
    entries.forEach((a, id) => { const at = document.getElementById(id); if (at) observer.observe(at); });
  }

  // What a link leads to within details is shown.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();

  // Search: the index is loaded once, when it is first wanted; then no request is made.
  const dialog = document.getElementById('search');
  const input = document.getElementById('search-words');
  const list = document.getElementById('search-found');
  const state = document.getElementById('search-state');
  const button = document.querySelector('[data-find]');
  let index;
  let found = [];
  let chosen = 0;

  const load = () => {
    index ??= fetch(document.body.dataset.search)
      .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))
      .then((json) => docsSearch.prepare(json))
      .catch((fault) => { index = undefined; throw fault; });
    return index;
  };

  const marked = (text, query) => {
    const out = document.createDocumentFragment();
    const asked = docsSearch.words(query);
    for (const part of text.split(/(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_])/u)) {
      const hit = asked.find((word) => docsSearch.fold(part).startsWith(word));
      if (hit) {
        const mark = document.createElement('mark');
        mark.textContent = part.slice(0, hit.length);
        out.append(mark, part.slice(hit.length));
      } else {
        out.append(part);
      }
    }
    return out;
  };

  const around = (text, query) => {
    const folded = ` ${docsSearch.fold(text)}`;
    const at = Math.max(0, ...docsSearch.words(query).map((word) => folded.search(new RegExp(`[^\\p{L}\\p{N}_]${word}`, 'u'))));
    const from = at > 60 ? text.lastIndexOf(' ', at - 40) + 1 : 0;
    return (from ? '… ' : '') + text.slice(from, from + 130);
  };

  const choose = (to) => {
    chosen = to;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    const item = list.children[chosen];
    if (item) {
      input.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({block: 'nearest'});
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const go = (i) => {
    if (!found[i]) return;
    dialog.close();
    location.href = found[i].u;
  };

  const show = async () => {
    const query = input.value;
    let entries;
    try {
      entries = await load();
    } catch {
      state.textContent = 'The search could not be loaded. Try again.';
      return;
    }
    if (query !== input.value) return;
    found = docsSearch.find(entries, query);
    list.replaceChildren(...found.map((entry, i) => {
      const item = document.createElement('li');
      item.id = `found-${i}`;
      item.setAttribute('role', 'option');
      const title = document.createElement('strong');
      title.append(marked(entry.s || entry.t, query));
      const where = document.createElement('span');
      where.className = 'dim';
      where.append(`${entry.k} · ${entry.s ? `${entry.t} · ` : ''}`, marked(around(entry.x, query), query));
      item.append(title, where);
      item.addEventListener('click', () => go(i));
      return item;
    }));
    input.setAttribute('aria-expanded', String(found.length > 0));
    state.textContent = !query.trim() ? '' : found.length ? '' : 'Nothing found.';
    choose(0);
  };

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.select();
    load().catch(() => {});
  };

  button.hidden = false;
  button.addEventListener('click', open);
  input.addEventListener('input', show);
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  input.addEventListener('keydown', (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && found.length) {
      event.preventDefault();
      choose((chosen + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(chosen);
    }
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select');
    const wanted = event.key === '/' && !typing || event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (wanted && !(event.key === '/' && (event.ctrlKey || event.metaKey || event.altKey))) {
      event.preventDefault();
      open();
    }
  });
})();
