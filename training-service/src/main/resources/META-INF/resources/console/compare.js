// Two to six finished runs side by side: what was set otherwise, what they reached, their curves over one another.

import {byId, el, fill, table} from './shared/dom.js';
import {get, Problem, query, TRAINING} from './shared/api.js';
import {lineChart} from './shared/charts.js';
import {count, figure, NONE, signed, withInterval} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {metricWords, runLink} from './shared/runs.js';

const LETTERS = 'ABCDEF';
const FIRST = ['rocAuc', 'prAuc', 'atThreshold.balancedAccuracy', 'atThreshold.sensitivity', 'atThreshold.specificity',
    'atThreshold.accuracy', 'atThreshold.f1', 'brier', 'ece'];
/** Metrics of which less is better. */
const ERRORS = /(^|\.)(brier|ece|areaError)$/;

start(async () => {
    const ids = new URLSearchParams(location.search).getAll('run');
    if (ids.length < 2) {
        throw new Problem(400, 'Too few runs', 'Choose two to six finished runs in the list of runs, then "Compare".');
    }
    title(`Compare ${ids.length} runs`);
    fill(byId('content'), el('p', {class: 'muted', role: 'status'}, 'Comparing…'));
    try {
        const paths = ids.map(id => `${TRAINING}/runs/${encodeURIComponent(id)}`);
        const [comparison, runs, reports] = await Promise.all([
            get(`${TRAINING}/runs/compare` + query('', {run: ids})),
            Promise.all(paths.map(path => get(path))),
            Promise.all(paths.map(path => get(`${path}/report`)))]);
        fill(byId('content'), legend(comparison.runs), settings(comparison), metrics(comparison), curves(runs, reports));
    } catch (failure) {
        fill(byId('content'));
        throw failure;
    }
});

function letter(index) {
    const mark = el('span', {class: 'letter'}, LETTERS[index]);
    mark.style.setProperty('--mark', `var(--series-${index + 1})`);
    return mark;
}

function section(id, heading, ...content) {
    return el('section', {class: 'panel', 'aria-labelledby': id}, el('h2', {id}, heading), content);
}

function legend(runs) {
    return section('runs', 'Runs', el('div', {class: 'scroll'}, table({
        columns: [
            {label: 'Run', row: true, value: run => [letter(runs.indexOf(run)), ' ', runLink(run.runId)]},
            {label: 'Recipe', value: run => run.recipe},
            {label: 'Dataset', value: run => run.leaky ? [run.dataset, ' ', el('span', {class: 'tag'}, 'leaky')] : run.dataset},
            {label: 'Seed', number: true, value: run => String(run.seed)},
            {label: 'Tested on', value: run => `${count(run.testPatches)} patches of ${count(run.testCases)} cases`},
        ],
        rows: runs,
    })));
}

function settings({runs, settings: differing}) {
    return section('settings', 'What was set otherwise', differing.length === 0
        ? el('p', {class: 'muted'}, 'Nothing: the runs differ in nothing that is set.')
        : el('div', {class: 'scroll'}, table({
            id: 'settings-table',
            columns: [
                {label: 'Setting', row: true, value: each => el('span', {class: 'mono'}, each.name)},
                ...runs.map((run, index) => ({label: LETTERS[index], head: () => letter(index),
                    value: each => el('span', {class: 'mono'}, each.values[index])})),
            ],
            rows: differing,
        })));
}

function metrics({runs, differences}) {
    const names = Object.keys(runs[0].metrics);
    const first = FIRST.filter(name => names.includes(name));
    const others = names.filter(name => !first.includes(name));
    const notes = differences.filter(each => each.note);
    const columns = [
        {label: 'Metric', row: true, value: name => metricWords(name)},
        ...runs.map((run, index) => ({label: LETTERS[index], head: () => letter(index), number: true,
            value: name => withInterval(run.metrics[name], run.intervals[name])})),
        ...differences.map((each, index) => ({label: `${LETTERS[index + 1]} minus A`, number: true,
            value: name => difference(name, each.metrics[name])})),
    ];
    return section('metrics', 'Metrics on test',
        el('p', {class: 'muted'}, 'With 95 % intervals by bootstrap over cases; differences are paired by case. ',
            'A difference whose interval leaves out 0 says which way it goes.'),
        notes.map(each => el('div', {class: 'notice warn'}, `${LETTERS[runs.findIndex(run => run.runId === each.run)]}: ${each.note}`)),
        el('div', {class: 'scroll'}, table({id: 'metric-table', columns, rows: first})),
        others.length > 0 && el('details', {}, el('summary', {}, `${others.length} more metrics`),
            el('div', {class: 'scroll'}, table({columns, rows: others}))));
}

function difference(name, each) {
    if (!each) {
        return NONE;
    }
    const words = withInterval(each.value, each.interval, signed);
    if (!each.interval || (each.interval.low <= 0 && each.interval.high >= 0)) {
        return words;
    }
    const better = (each.value > 0) !== ERRORS.test(name);
    return [words, ' ', el('span', {class: `state ${better ? 'good' : 'bad'}`}, better ? 'better' : 'worse')];
}

function curves(runs, reports) {
    const byEpoch = (heading, about, y, value) => lineChart({title: heading, about, x: 'epoch', y, whole: true,
        series: runs.map((run, index) => ({label: `${LETTERS[index]} ${run.recipe}`, points: run.epochs
            .filter(each => typeof value(each) === 'number').map(each => ({x: each.number, y: value(each)}))}))});
    const onTest = (heading, about, x, y, place) => lineChart({title: heading, about, x, y, unit: true,
        series: reports.map((report, index) => ({label: `${LETTERS[index]}, ${figure(report.metrics.test.rocAuc)}`,
            points: report.test.curves.points.map(place)}))});
    const charts = [
        byEpoch('Validation loss', 'cross entropy by epoch', 'cross entropy', each => each.validationLoss),
        byEpoch('Validation ROC-AUC', 'by epoch', 'area', each => each.validationRocAuc),
        byEpoch('Training loss', 'cross entropy by epoch', 'cross entropy', each => each.trainLoss),
        byEpoch('Validation accuracy', 'by epoch, at .5', 'part of 1', each => each.validationAccuracy),
        onTest('ROC curves on test', 'with the area of each', '1 - specificity', 'sensitivity',
            each => ({x: 1 - each.specificity, y: each.sensitivity})),
        onTest('Precision and recall on test', 'with the ROC-AUC of each', 'recall (sensitivity)', 'precision',
            each => ({x: each.sensitivity, y: each.precision})),
    ];
    return section('curves', 'Curves', el('div', {class: 'grid'}, charts.map(chart => chart.element)));
}
