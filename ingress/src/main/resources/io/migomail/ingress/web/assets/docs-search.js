// The search of the documentation: finds entries of the index by the beginnings of words, the best first.
(() => {
  'use strict';
  const LIMIT = 20;
  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const words = (text) => fold(text).split(/[^\p{L}\p{N}_]+/u).filter(Boolean);

  // Each entry with its words, made once.
  const prepare = (index) => index.entries.map((entry) => ({
    ...entry,
    title: words(entry.t),
    section: words(entry.s || ''),
    names: fold(entry.w || '').split(' ').filter(Boolean),
    parts: words(entry.w || ''),
    path: words(entry.u),
    text: ` ${words(entry.x).join(' ')} `,
  }));

  const best = (list, word, whole, beginning) =>
    list.reduce((most, each) => Math.max(most, each === word ? whole : each.startsWith(word) ? beginning : 0), 0);

  const score = (entry, word) => Math.max(
    best(entry.section, word, 70, 45),
    best(entry.title, word, entry.s ? 30 : 80, entry.s ? 20 : 55),
    best(entry.names, word, 60, 25),
    best(entry.parts, word, 35, 20),
    best(entry.path, word, 30, 18),
    entry.text.includes(` ${word} `) ? 12 : entry.text.includes(` ${word}`) ? 8 : 0);

  const find = (entries, query) => {
    const asked = words(query);
    if (!asked.length) return [];
    const whole = fold(query).trim();
    const found = [];
    for (const entry of entries) {
      const scores = asked.map((word) => score(entry, word));
      if (scores.some((each) => each === 0)) continue;
      let sum = scores.reduce((a, b) => a + b, 0) / asked.length;
      const name = fold(entry.s || entry.t);
      if (name === whole) sum += 60;
      else if (name.startsWith(whole)) sum += 15;
      if (entry.names.includes(whole)) sum += 50;
      if (!entry.s) sum += entry.k === 'Guide' ? 15 : 4;
      found.push({entry, sum});
    }
    return found.sort((a, b) => b.sum - a.sum).slice(0, LIMIT).map((each) => each.entry);
  };

  const api = {prepare, find, words, fold};
  if (typeof module !== 'undefined') module.exports = api;
  else window.docsSearch = api;
})();
