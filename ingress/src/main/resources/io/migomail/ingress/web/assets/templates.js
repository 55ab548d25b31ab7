(() => {
  'use strict';

  // A file that is chosen goes into a field.
  document.addEventListener('change', async (event) => {
    const into = event.target.dataset.fileInto;
    if (into && event.target.files[0]) document.getElementById(into).value = await event.target.files[0].text();
  });

  const editor = document.getElementById('editor');
  if (!editor) return;
  const field = (name) => editor.elements.namedItem(name);

  // Line numbers, and a Tab key that writes; Escape and then Tab leaves the field.
  const number = (area) => {
    const lines = area.previousElementSibling;
    const count = area.value.split('\n').length;
    if (lines.dataset.count !== String(count)) {
      lines.dataset.count = String(count);
      lines.textContent = Array.from({length: count}, (_, i) => i + 1).join('\n');
    }
    lines.scrollTop = area.scrollTop;
  };
  for (const area of editor.querySelectorAll('textarea[data-code]')) {
    let leaving = false;
    number(area);
    area.addEventListener('input', () => number(area));
    area.addEventListener('scroll', () => { area.previousElementSibling.scrollTop = area.scrollTop; });
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Tab' && !event.shiftKey && !leaving) {
        event.preventDefault();
        area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end');
        area.dispatchEvent(new Event('input', {bubbles: true}));
      }
      leaving = event.key === 'Escape';
    });
  }

  // Test data stay in this browser, and follow the source until somebody writes them.
  const key = editor.dataset.editor && `migo-data:${editor.dataset.editor}`;
  const data = field('variables');
  let ownData = false;
  try {
    const kept = key && localStorage.getItem(key);
    if (kept && editor.dataset.unsaved === undefined) { data.value = kept; ownData = true; number(data); }
  } catch { /* Without storage the sample is used. */ }

  let unsaved = editor.dataset.unsaved !== undefined;
  let saving = false;
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => htmx.trigger('#preview', 'edited'), 300);
  };
  editor.addEventListener('input', (event) => {
    if (event.target.name === 'to' || event.target.name === 'from') return;
    if (event.target === data) {
      ownData = true;
      try { if (key) localStorage.setItem(key, data.value); } catch { /* It is kept for this page. */ }
    } else {
      unsaved = true;
    }
    later();
  });
  editor.addEventListener('submit', (event) => {
    if (event.submitter?.name === 'save' && !event.defaultPrevented) saving = true;
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved && !saving) event.preventDefault();
  });

  // The next rendering loads behind the one that is shown; a frame of its own adds nothing to the history.
  const box = editor.querySelector('.frame');
  const show = () => {
    box.querySelector('iframe.next')?.remove();
    const shown = box.querySelector('iframe');
    const next = document.createElement('iframe');
    next.className = 'mail next';
    next.name = 'mail-next';
    next.title = shown.title;
    next.setAttribute('sandbox', '');
    box.append(next);
    next.addEventListener('load', () => {
      next.classList.remove('next');
      next.name = 'mail';
      shown.remove();
    });
    const render = editor.querySelector('[data-render]');
    render.formTarget = 'mail-next';
    editor.requestSubmit(render);
    render.formTarget = 'mail';
  };

  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target.id !== 'preview') return;
    const state = event.detail.target.querySelector('.preview-state');
    if (!ownData && state.dataset.sample !== data.value) {
      data.value = state.dataset.sample;
      number(data);
      if (state.dataset.ok !== 'true') later();
    }
    if (state.dataset.ok === 'true') show();
  });

  const goTo = (button) => {
    const area = field(button.dataset.goto);
    if (!area) return;
    area.closest('details')?.setAttribute('open', '');
    const lines = area.value.split('\n').slice(0, Number(button.dataset.line) - 1);
    const at = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(button.dataset.column) - 1;
    area.focus();
    area.setSelectionRange(at, at);
    area.scrollTop = Math.max(0, lines.length - 4) * parseFloat(getComputedStyle(area).lineHeight);
  };

  const add = (pointer) => {
    const steps = pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    try {
      const all = JSON.parse(data.value);
      let at = all;
      for (const step of steps.slice(0, -1)) at = at[step] ??= {};
      at[steps.at(-1)] ??= steps.at(-1).replaceAll('_', ' ');
      data.value = JSON.stringify(all, null, 2);
      data.dispatchEvent(new Event('input', {bubbles: true}));
      number(data);
    } catch { data.focus(); }
  };

  editor.addEventListener('click', (event) => {
    const button = event.target.closest('[data-goto],[data-add],[data-width]');
    if (!button) return;
    if (button.dataset.goto) goTo(button);
    if (button.dataset.add) add(button.dataset.add);
    if (button.dataset.width) {
      box.classList.toggle('phone', button.dataset.width === 'phone');
      for (const each of editor.querySelectorAll('[data-width]')) each.setAttribute('aria-pressed', String(each === button));
    }
  });
})();
