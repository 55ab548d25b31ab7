(() => {
  'use strict';
  const form = document.getElementById('builder');
  if (!form) return;
  const field = (name) => form.elements.namedItem(name);
  const given = field('design').value;
  const isNew = given === '';

  // Stands where no picture was chosen yet. It loads nothing, and is not published.
  const noPicture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="350" height="150"><rect width="350" height="150" fill="#d9dde5"/><text x="175" y="82" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#566072">Address of a picture</text></svg>')}`;
  const empty = '<mjml><mj-head><mj-attributes><mj-all font-family="Arial, Helvetica, sans-serif"></mj-all></mj-attributes></mj-head><mj-body><mj-section><mj-column></mj-column></mj-section></mj-body></mjml>';
  // Those of social networks are missing: their icons would come from another's server.
  const blocks = ['mj-1-column', 'mj-2-columns', 'mj-3-columns', 'mj-text', 'mj-button', 'mj-image', 'mj-divider', 'mj-spacer',
    'mj-navbar', 'mj-navbar-link', 'mj-hero', 'mj-wrapper', 'mj-raw'];
  const contents = {
    'mj-hero': '<mj-hero mode="fluid-height" background-color="#2a3448" padding="60px 0px"><mj-text padding="20px" color="#ffffff" align="center" font-size="32px" line-height="40px">Headline</mj-text><mj-button href="#" align="center">Button</mj-button></mj-hero>',
    'mj-wrapper': '<mj-wrapper padding="20px" border="1px solid #aaaaaa"><mj-section><mj-column><mj-text>Text</mj-text></mj-column></mj-section></mj-wrapper>',
    'mj-raw': '<mj-raw><p>HTML</p></mj-raw>',
    'mj-navbar': '<mj-navbar><mj-navbar-link href="#">One</mj-navbar-link><mj-navbar-link href="#">Two</mj-navbar-link></mj-navbar>',
  };

  const plugin = window['grapesjs-mjml'];
  const editor = grapesjs.init({
    container: '#canvas',
    height: 'max(36rem, calc(100vh - 6rem))',
    width: 'auto',
    cssIcons: '',
    telemetry: false,
    storageManager: false,
    noticeOnUnload: false,
    assetManager: {upload: false, embedAsBase64: false},
    plugins: [(made) => (plugin.default ?? plugin)(made, {
      blocks,
      block: (id) => ({category: 'Blocks', ...(contents[id] ? {content: contents[id]} : {})}),
      useCustomTheme: false,
      imagePlaceholderSrc: noPicture,
      fonts: {},
    })],
    ...(isNew ? {components: empty} : {projectData: JSON.parse(given)}),
  });

  const addBlocks = (syntax) => {
    for (const block of editor.Blocks.getAll().filter((each) => each.getId().startsWith('migo-'))) editor.Blocks.remove(block.getId());
    for (const block of window.builderBlocks(syntax)) editor.Blocks.add(block.id, block);
  };
  addBlocks(field('syntax').value);

  // Words where GrapesJS has the icons of a font that it would load.
  const words = {
    options: {'sw-visibility': 'Borders', preview: 'Look', fullscreen: 'Full screen', 'export-template': 'MJML'},
    views: {'open-sm': 'Style', 'open-tm': 'Settings', 'open-layers': 'Layers', 'open-blocks': 'Blocks'},
  };
  for (const [panel, buttons] of Object.entries(words)) {
    for (const [id, label] of Object.entries(buttons)) editor.Panels.getButton(panel, id)?.set({className: 'word', label});
  }

  // The same for the choices of a style.
  const nameStyles = () => {
    for (const sector of editor.StyleManager.getSectors()) {
      for (const property of sector.getProperties().filter((each) => each.getType() === 'radio')) {
        property.setOptions(property.getOptions().map(({className, ...option}) => option));
      }
    }
  };

  // Fields stand beside their labels without being tied to them; those of a group have labels of their own.
  const nameFields = (canvas) => {
    for (const row of [...canvas.querySelectorAll('.gjs-sm-property, .gjs-trt-trait')].reverse()) {
      const label = row.querySelector('.gjs-sm-label, .gjs-label')?.textContent.trim() ?? '';
      for (const each of row.querySelectorAll('input:not([type=radio], [aria-label]), select:not([aria-label]), textarea:not([aria-label])')) {
        each.ariaLabel = each.classList.contains('gjs-input-unit') ? `Unit of ${label}` : label;
      }
    }
  };

  const project = () => JSON.stringify(editor.getProjectData());
  let asOpened = null;
  let saving = false;
  let fieldsTouched = form.dataset.unsaved !== undefined;
  // The editor's counter of changes stays at 0 whatever is dropped or written: only the project tells.
  const isDesignTouched = () => form.dataset.unsaved !== undefined || asOpened !== null && project() !== asOpened;
  const isTextTouched = () => field('text').value !== field('text').defaultValue;
  editor.onReady(() => {
    editor.Panels.getButton('views', 'open-blocks')?.set('active', true);
    document.querySelector('#canvas .gjs-frame').title = 'The mail';
    document.querySelector('#canvas .gjs-pn-views-container').tabIndex = 0; // Scrolled by keyboard.
    nameStyles();
    const canvas = document.getElementById('canvas');
    new MutationObserver(() => nameFields(canvas)).observe(canvas, {childList: true, subtree: true});
    nameFields(canvas);
    asOpened = project();
    form.dataset.ready = 'true';
  });

  const faults = document.getElementById('builder-faults');
  const tell = (sentences) => {
    faults.textContent = sentences.join(' ');
    faults.hidden = sentences.length === 0;
    if (sentences.length) faults.scrollIntoView({block: 'center'});
  };

  // Puts the HTML that the design comes to into the form; whether it could.
  const compile = (publish) => {
    let made;
    try {
      made = editor.runCommand('mjml-code-to-html', {fonts: {}});
    } catch (error) {
      tell([`The design cannot be made into HTML: ${error.message}`]);
      return false;
    }
    const wrong = (made.errors ?? []).map((each) => each.formattedMessage ?? each.message);
    if (publish && made.html.includes(noPicture)) wrong.push('A picture has no address yet: choose one, or take its block away.');
    tell(wrong);
    if (wrong.length) return false;
    field('html').value = made.html;
    field('design').value = project();
    return true;
  };

  form.addEventListener('input', () => { fieldsTouched = true; });
  field('syntax').addEventListener('change', () => addBlocks(field('syntax').value));
  form.addEventListener('submit', (event) => {
    const what = event.submitter?.value;
    if (asOpened === null) { event.preventDefault(); return; }
    const kept = !isNew && !isDesignTouched() && !isTextTouched();
    field('builder').value = kept ? 'kept' : 'changed';
    if (!kept && !compile(what === 'publish')) { event.preventDefault(); return; }
    saving = what !== 'preview';
  });
  addEventListener('pageshow', () => { saving = false; });
  addEventListener('beforeunload', (event) => {
    if (!saving && (fieldsTouched || isDesignTouched())) event.preventDefault();
  });
})();
