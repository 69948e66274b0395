// What a finished run reached: metrics with intervals, confusion, curves, cases, mistakes, files.

import {el, sortable, table} from './shared/dom.js';
import {barChart, lineChart} from './shared/charts.js';
import {count, figure, percent, withInterval} from './shared/format.js';
import {metricWords} from './shared/runs.js';

const METRICS = ['rocAuc', 'prAuc', 'brier', 'ece', 'atThreshold.sensitivity', 'atThreshold.specificity',
    'atThreshold.balancedAccuracy', 'atThreshold.accuracy', 'atThreshold.ppv', 'atThreshold.npv', 'atThreshold.f1',
    'atThreshold.kappa', 'atThreshold.mcc'];
const BY_CASE = ['cases.rocAuc', 'cases.atThreshold.balancedAccuracy', 'cases.atThreshold.sensitivity',
    'cases.atThreshold.specificity', 'cases.atThreshold.areaError', 'cases.atThreshold.callAccuracy'];
const CHANCE = [{x: 0, y: 0}, {x: 1, y: 1}];

/** Sections of the page. `judged` is test, or validation where nothing was kept for test. */
export function report(run, content, files, path) {
    const split = content.test.patches > 0 ? 'test' : 'validation';
    const judged = {split, ...content[split], metrics: content.metrics[split], threshold: content.threshold};
    return [
        section('results', `Results on ${split}`,
            el('p', {class: 'muted'}, `${count(judged.patches)} patches of ${judged.cases.length} cases, ${count(judged.positives)} with disease; threshold ${figure(content.threshold)}, chosen on validation; weights of epoch ${content.selectedEpoch}.`),
            judged.metrics.intervalNote && el('div', {class: 'notice warn'}, judged.metrics.intervalNote),
            content.erasedSlides > 0 && el('div', {class: 'notice warn'}, `${content.erasedSlides} slides were erased since: metrics and curves still count them, cases and sheets do not show them.`),
            el('div', {class: 'split'}, metricTable(content, split), confusion(judged))),
        section('plots', 'Curves', el('div', {class: 'grid'}, curves(content, judged))),
        section('cases', `Cases of ${split}`, cases(judged.cases)),
        sheets(files, path),
        section('files', 'Files', el('ul', {class: 'files'}, fileLinks(files, path))),
    ];
}

function section(id, title, ...content) {
    return el('section', {class: 'panel', 'aria-labelledby': id}, el('h2', {id}, title), content);
}

function metricTable(content, split) {
    const others = split === 'test' ? ['test', 'validation'] : ['validation'];
    const rows = [...METRICS, ...BY_CASE].filter(name => others.some(each => at(content.metrics[each], name) !== undefined));
    return el('div', {class: 'scroll'}, table({
        id: 'metrics',
        plain: true,
        caption: '95 % intervals by bootstrap over cases',
        columns: [
            {label: 'Metric', row: true, value: name => metricWords(name)},
            ...others.map(each => ({label: each, number: true,
                value: name => withInterval(at(content.metrics[each], name), content.metrics[each].intervals?.[name])})),
        ],
        rows,
    }));
}

function at(metrics, name) {
    return name.split('.').reduce((part, key) => part?.[key], metrics);
}

/** The confusion matrix: true classes in rows, so that a row's parts are of that class. */
function confusion({metrics, split}) {
    const {tn, fp, fn, tp} = metrics.atThreshold.confusion;
    const cell = (value, whole, words) => {
        const box = el('td', {class: 'share number'}, el('strong', {}, count(value)), el('br'),
            el('span', {class: 'small'}, whole === 0 ? words : `${percent(value / whole)} ${words}`));
        box.style.setProperty('--share', whole === 0 ? 0 : value / whole);
        return box;
    };
    return el('div', {class: 'stack'}, el('table', {id: 'confusion'},
        el('caption', {}, `Confusion matrix of ${split} at the threshold, in patches and parts of the true class`),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'true class'),
            el('th', {scope: 'col', class: 'number'}, 'called healthy'), el('th', {scope: 'col', class: 'number'}, 'called disease'))),
        el('tbody', {},
            el('tr', {}, el('th', {scope: 'row'}, 'no disease'), cell(tn, tn + fp, 'right'), cell(fp, tn + fp, 'false alarms')),
            el('tr', {}, el('th', {scope: 'row'}, 'disease'), cell(fn, fn + tp, 'missed'), cell(tp, fn + tp, 'found')))));
}

function curves(content, judged) {
    const points = judged.curves.points;
    const metrics = judged.metrics;
    const charts = [];
    if (points.length > 0) {
        const roc = split => [{x: 0, y: 0}, ...content[split].curves.points.map(each => ({x: 1 - each.specificity, y: each.sensitivity}))];
        const lines = [{label: `${judged.split}, area ${figure(metrics.rocAuc)}`, points: roc(judged.split)}];
        if (judged.split === 'test' && content.validation.curves.points.length > 0) {
            lines.push({label: `validation, area ${figure(content.metrics.validation.rocAuc)}`, points: roc('validation')});
        }
        charts.push(lineChart({title: 'ROC curve', about: `area ${figure(metrics.rocAuc)}`, x: '1 - specificity', y: 'sensitivity', unit: true,
            series: [...lines, {label: 'chance', reference: true, points: CHANCE}, operatingPoint(metrics.atThreshold,
                at => ({x: 1 - at.specificity, y: at.sensitivity}))]}));
        const prevalence = judged.positives / judged.patches;
        charts.push(lineChart({title: 'Precision and recall', about: `average precision ${figure(metrics.prAuc)}`,
            x: 'recall (sensitivity)', y: 'precision', unit: true, series: [
                {label: `${judged.split}, average precision ${figure(metrics.prAuc)}`,
                    points: points.map(each => ({x: each.sensitivity, y: each.precision}))},
                {label: `part with disease, ${figure(prevalence)}`, reference: true, points: [{x: 0, y: prevalence}, {x: 1, y: prevalence}]},
                operatingPoint(metrics.atThreshold, at => ({x: at.sensitivity, y: at.ppv}))]}));
    }
    charts.push(lineChart({title: 'Reliability', about: `expected calibration error ${figure(metrics.ece)}`,
        x: 'mean calibrated probability', y: 'part with disease', unit: true, series: [
            {label: `${judged.split}, calibration error ${figure(metrics.ece)}`,
                points: judged.curves.reliability.map(each => ({x: each.meanProbability, y: each.positiveRate}))},
            {label: 'perfect', reference: true, points: CHANCE}]}));
    const negatives = judged.patches - judged.positives;
    charts.push(barChart({title: 'Scores by true class', about: 'parts of each class by calibrated probability',
        x: 'calibrated probability', y: 'part of the class',
        labels: judged.curves.scores.map(each => each.from.toFixed(2)),
        series: [
            {label: `no disease (${count(negatives)} patches)`, values: judged.curves.scores.map(each => negatives === 0 ? 0 : each.negatives / negatives)},
            {label: `disease (${count(judged.positives)} patches)`, values: judged.curves.scores.map(each => judged.positives === 0 ? 0 : each.positives / judged.positives)},
        ]}));
    return charts.map(chart => chart.element);
}

function operatingPoint(decisions, place) {
    const point = place(decisions);
    const whole = Number.isFinite(point.x) && Number.isFinite(point.y);
    return {label: `threshold ${figure(decisions.threshold)}`, marks: true, colour: 3, points: whole ? [point] : []};
}

function cases(rows) {
    if (rows.length === 0) {
        return el('p', {class: 'muted'}, 'No case to show.');
    }
    const number = (label, key, words = figure) => ({label, number: true, key, value: row => words(key(row))});
    return sortable({
        id: 'case-table',
        caption: 'Each at the threshold; press a column to sort by it',
        by: 'Case',
        rows,
        columns: [
            {label: 'Case', row: true, key: row => row.caseId, value: row => row.caseId},
            number('Patches', row => row.patches, count),
            number('With disease', row => row.positives, count),
            number('Mean probability', row => row.meanProbability),
            number('ROC-AUC', row => row.rocAuc),
            number('Balanced accuracy', row => row.balancedAccuracy),
            number('Sensitivity', row => row.sensitivity),
            number('Specificity', row => row.specificity),
            number('Area', row => row.area, percent),
            number('Area called', row => row.calledArea, percent),
        ],
    });
}

function sheets(files, path) {
    const shown = [['sheet-mistakes.png', 'The most confident mistakes'], ['sheet-samples.png', 'Samples of each class']]
        .filter(([name]) => files.includes(name));
    return shown.length > 0 && section('sheets', 'Patches', shown.map(([name, words]) => el('figure', {class: 'stack'},
        el('figcaption', {}, `${words}; below each patch its calibrated probability and case`),
        el('a', {href: `${path}/artefacts/${name}`},
            el('img', {src: `${path}/artefacts/${name}`, alt: `${words}, as a sheet of patches`, class: 'sheet'})))));
}

function fileLinks(files, path) {
    return files.map(name => el('li', {}, el('a', {href: `${path}/artefacts/${encodeURIComponent(name)}`}, name)));
}
