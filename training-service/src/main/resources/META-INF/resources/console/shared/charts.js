// Charts by Chart.js, in the colours of the theme, each with its numbers as a table for who cannot see it.

import {el, fill} from './dom.js';
import {figure} from './format.js';
import {onThemeChange} from './layout.js';

const LIBRARY = '/webjars/chart.js/4.5.1/dist/chart.umd.min.js';
const SERIES = 6;
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2], [1, 4]];
const MOST_ROWS = 60;

let loading;

/**
 * A figure with lines.
 *
 * @param title its heading
 * @param about what it shows, for who cannot see it
 * @param x, y names of the axes
 * @param unit whether both axes run from 0 to 1
 * @param whole whether x is a count, such as epochs
 * @param series each {label, points: [{x, y}], reference: true for a thin grey line, marks: true to draw points only}
 * @return {element, update(series)}; points that come later move nothing else
 */
export function lineChart({title, about, x, y, unit = false, whole = false, series}) {
    const canvas = el('canvas', {role: 'img', 'aria-label': `${title}: ${about}`});
    const numbers = el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Numbers of ${title}`});
    const element = el('figure', {class: 'chart'},
        el('figcaption', {}, el('h3', {}, title)),
        el('div', {class: unit ? 'canvas square' : 'canvas'}, canvas),
        el('details', {ontoggle: () => showNumbers()}, el('summary', {class: 'small'}, 'Show the numbers'), numbers));
    let shown = series;
    let chart;

    function showNumbers() {
        fill(numbers, numberTable(shown, x));
    }

    function draw() {
        if (!canvas.isConnected) {
            return;
        }
        const colours = themeColours();
        const datasets = shown.map((each, index) => dataset(each, index, colours));
        if (chart) {
            chart.data.datasets = datasets;
            chart.options = options({x, y, unit, whole, colours});
            chart.update('none');
        } else {
            chart = new window.Chart(canvas, {type: 'line', data: {datasets}, options: options({x, y, unit, whole, colours})});
        }
        canvas.dataset.points = String(Math.max(0, ...shown.map(each => each.points.length)));
    }

    library().then(draw, () => fill(canvas.parentElement, el('p', {class: 'muted'}, 'The charts could not be loaded.')));
    onThemeChange(() => chart && draw());
    return {
        element,
        update(changed) {
            shown = changed;
            library().then(draw, () => {});
            if (numbers.childElementCount > 0) {
                showNumbers();
            }
        },
    };
}

/** A figure with bars side by side: labels along x, series each {label, values}. */
export function barChart({title, about, x, y, labels, series}) {
    const canvas = el('canvas', {role: 'img', 'aria-label': `${title}: ${about}`});
    const element = el('figure', {class: 'chart'},
        el('figcaption', {}, el('h3', {}, title)), el('div', {class: 'canvas'}, canvas));
    let chart;
    function draw() {
        const colours = themeColours();
        const datasets = series.map((each, index) => ({
            label: each.label, data: each.values, backgroundColor: colours.series[index], borderColor: colours.series[index],
        }));
        const all = options({x, y, colours});
        all.scales.x.type = 'category';
        all.plugins.legend.labels.boxHeight = 10;
        if (chart) {
            chart.data.datasets = datasets;
            chart.options = all;
            chart.update('none');
        } else {
            chart = new window.Chart(canvas, {type: 'bar', data: {labels, datasets}, options: all});
        }
    }
    library().then(draw, () => fill(canvas.parentElement, el('p', {class: 'muted'}, 'The charts could not be loaded.')));
    onThemeChange(() => chart && draw());
    return {element};
}

function library() {
    loading ??= new Promise((loaded, failed) => {
        const script = el('script', {src: LIBRARY});
        script.onload = loaded;
        script.onerror = failed;
        document.head.append(script);
    });
    return loading;
}

/** Custom properties of the style sheet as colours that a canvas knows. */
function themeColours() {
    const probe = el('span', {hidden: true});
    document.body.append(probe);
    const colour = name => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
    };
    const colours = {
        text: colour('text'),
        muted: colour('muted'),
        line: colour('line'),
        surface: colour('surface'),
        series: Array.from({length: SERIES}, (none, index) => colour(`series-${index + 1}`)),
    };
    probe.remove();
    return colours;
}

function dataset(each, index, colours) {
    if (each.reference) {
        return {
            label: each.label, data: each.points, borderColor: colours.muted, borderWidth: 1, borderDash: [4, 4],
            pointRadius: 0, pointHitRadius: 0,
        };
    }
    const colour = colours.series[(each.colour ?? index) % SERIES];
    return {
        label: each.label,
        data: each.points,
        showLine: !each.marks,
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: 2,
        borderDash: each.marks ? [] : DASHES[(each.dash ?? index) % DASHES.length],
        pointRadius: each.marks ? 6 : each.points.length > 60 ? 0 : 3,
        pointStyle: each.marks ? ['rectRot', 'triangle', 'rect'][index % 3] : 'circle',
        pointHitRadius: 8,
        tension: 0,
    };
}

function options({x, y, unit, whole, colours}) {
    const axis = name => ({
        type: 'linear',
        title: {display: true, text: name, color: colours.muted},
        ticks: {color: colours.muted},
        grid: {color: colours.line},
        border: {color: colours.muted},
        ...(unit ? {min: 0, max: 1} : {}),
    });
    const scales = {x: axis(x), y: axis(y)};
    if (whole) {
        scales.x.ticks.precision = 0;
    }
    return {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: {mode: unit ? 'nearest' : 'index', intersect: false},
        scales,
        plugins: {
            legend: {position: 'bottom', labels: {color: colours.text, usePointStyle: false, boxWidth: 28, boxHeight: 1}},
            tooltip: {callbacks: {label: item => `${item.dataset.label}: ${figure(item.parsed.y)}`}},
        },
    };
}

function numberTable(series, x) {
    const lines = series.filter(each => !each.reference);
    const values = [...new Set(lines.flatMap(each => each.points.map(point => point.x)))].sort((one, other) => one - other);
    const step = Math.max(1, Math.ceil(values.length / MOST_ROWS));
    const rows = values.filter((value, index) => index % step === 0 || index === values.length - 1);
    const at = (each, value) => each.points.find(point => point.x === value)?.y;
    return el('table', {},
        el('thead', {}, el('tr', {}, el('th', {scope: 'col', class: 'number'}, x),
            lines.map(each => el('th', {scope: 'col', class: 'number'}, each.label)))),
        el('tbody', {}, rows.map(value => el('tr', {},
            el('th', {scope: 'row', class: 'number'}, Number.isInteger(value) ? value : figure(value)),
            lines.map(each => el('td', {class: 'number'}, figure(at(each, value))))))));
}
