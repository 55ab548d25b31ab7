// Blocks beside those of MJML, as text in the syntax of the template, which the browser leaves as it is.
window.builderBlocks = (() => {
  'use strict';
  const section = (text) => `<mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>`;
  const around = (start, text, end) => `<mj-raw>${start}</mj-raw>${section(text)}<mj-raw>${end}</mj-raw>`;
  const all = {
    freemarker: [
      ['variable', 'Variable', '<mj-text>Hello ${user_name},</mj-text>'],
      ['default', 'Variable with a default', '<mj-text>Hello ${user_name!"there"},</mj-text>'],
      ['amount', 'Amount', '<mj-text>Total: ${format_currency(total, "EUR")}</mj-text>'],
      ['condition', 'Condition', '<mj-text>[#if note??]Note: ${note}[#else]No note.[/#if]</mj-text>'],
      ['loop', 'Loop', '<mj-text>[#list items as item]${item.quantity} × ${item.name}<br>[/#list]</mj-text>'],
      ['condition-section', 'Section on a condition', around('[#if note??]', 'Note: ${note}', '[/#if]')],
      ['loop-section', 'Section for each', around('[#list items as item]', '${item.name}', '[/#list]')],
    ],
    mustache: [
      ['variable', 'Variable', '<mj-text>Hello {{user_name}},</mj-text>'],
      ['condition', 'Condition', '<mj-text>{{#note}}Note: {{note}}{{/note}}{{^note}}No note.{{/note}}</mj-text>'],
      ['loop', 'Loop', '<mj-text>{{#items}}{{quantity}} × {{name}}<br>{{/items}}</mj-text>'],
      ['condition-section', 'Section on a condition', around('{{#note}}', 'Note: {{note}}', '{{/note}}')],
      ['loop-section', 'Section for each', around('{{#items}}', '{{name}}', '{{/items}}')],
    ],
    html: [],
  };
  const icon = '<svg viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M8 4C6 4 5 5 5 7v2c0 1.5-.5 2.5-2 3 1.5.5 2 1.5 2 3v2c0 2 1 3 3 3h1v-2H8c-.7 0-1-.3-1-1v-2c0-1.5-.5-2.5-1.5-3C6.5 11.5 7 10.5 7 9V7c0-.7.3-1 1-1h1V4H8zm8 0c2 0 3 1 3 3v2c0 1.5.5 2.5 2 3-1.5.5-2 1.5-2 3v2c0 2-1 3-3 3h-1v-2h1c.7 0 1-.3 1-1v-2c0-1.5.5-2.5 1.5-3-1-.5-1.5-1.5-1.5-3V7c0-.7-.3-1-1-1h-1V4h1z"/></svg>';
  return (syntax) => (all[syntax] ?? []).map(([id, label, content]) =>
    ({id: `migo-${id}`, label, content, media: icon, category: 'Variables', select: true}));
})();
