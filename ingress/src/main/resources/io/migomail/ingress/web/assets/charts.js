// Draws every [data-chart] with uPlot, in the colours of the theme, and again where the theme or the width changes.
(() => {
  'use strict';
  const colours = {
    p50_ms: '--good', p95_ms: '--warn', p99_ms: '--bad',
    delivered: '--good', soft_bounced: '--warn', hard_bounced: '--bad', expired: '--accent', failed: '--dim',
  };
  const charts = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const shown = (unit) => (value) => {
    if (value === null || value === undefined) return '–';
    if (unit !== 'ms') return value.toLocaleString();
    return value >= 1000 ? `${(value / 1000).toLocaleString(undefined, {maximumFractionDigits: 2})} s` : `${value} ms`;
  };

  const axis = (more) => ({
    stroke: colour('--dim'),
    grid: {stroke: colour('--line'), width: 1},
    ticks: {stroke: colour('--line'), width: 1},
    ...more,
  });

  const draw = (element) => {
    charts.get(element)?.destroy();
    const {unit, at, series} = JSON.parse(element.dataset.chart);
    const text = shown(unit);
    const options = {
      width: Math.max(200, element.clientWidth),
      height: element.classList.contains('tall') ? 240 : 190,
      scales: {y: {range: (u, low, high) => [0, high > 0 ? high * 1.1 : 1]}},
      axes: [axis(), axis({size: 70, values: (u, ticks) => ticks.map(text)})],
      series: [{}, ...series.map(({label, name}) => ({
        label,
        stroke: colour(colours[name] ?? '--accent'),
        width: 2,
        points: {size: 5},
        value: (u, value) => text(value),
      }))],
    };
    charts.set(element, new uPlot(options, [at, ...series.map(({values}) => values)], element));
  };

  const drawAll = () => {
    for (const [element, chart] of charts) {
      if (!element.isConnected) {
        chart.destroy();
        charts.delete(element);
      }
    }
    document.querySelectorAll('[data-chart]').forEach(draw);
  };

  let waiting = 0;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
  document.addEventListener('themechange', drawAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  document.addEventListener('htmx:load', (event) => {
    if (event.detail.elt.querySelector('[data-chart]')) drawAll();
  });
  drawAll();
})();
