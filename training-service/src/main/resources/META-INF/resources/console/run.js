// A run: what it is, how it goes while it trains, and what it reached.

import {byId, el, facts, fill} from './shared/dom.js';
import {get, post, Problem, TRAINING} from './shared/api.js';
import {lineChart} from './shared/charts.js';
import {pathOfDataset} from './shared/datasets.js';
import {promote} from './shared/decisions.js';
import {ask} from './shared/dialog.js';
import {attempt, showDone, showProblem} from './shared/errors.js';
import {count, duration, flat, time} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {may} from './shared/roles.js';
import {epochsOf, hasEnded, modelName, runState} from './shared/runs.js';
import {annotations} from './run-annotations.js';
import {report} from './run-report.js';

const STAGE_POLL = 4000;

const id = new URLSearchParams(location.search).get('id');
const path = `${TRAINING}/runs/${encodeURIComponent(id)}`;
let run;
let curves;
let allowed;

start(async () => {
    if (!id) {
        throw new Problem(400, 'No run named', 'The address lacks the run: open it from the list of runs.');
    }
    title(`Run ${id}`);
    fill(byId('title'), 'Run ', el('span', {class: 'mono'}, id));
    allowed = {train: await may('trainer'), approve: await may('approver')};
    run = await get(path);
    curves = trainingCurves();
    fill(byId('content'),
        el('div', {id: 'done'}),
        el('div', {id: 'notices', class: 'stack'}),
        el('section', {id: 'facts', class: 'panel', 'aria-label': 'What the run is'}),
        el('section', {class: 'panel', 'aria-labelledby': 'curves'}, el('h2', {id: 'curves'}, 'Training'),
            el('div', {class: 'grid'}, curves.map(curve => curve.element))),
        el('div', {id: 'report', class: 'stack'}),
        el('section', {class: 'panel', 'aria-labelledby': 'notes'}, el('h2', {id: 'notes'}, 'Tags and note'), annotations(run, allowed.train)),
        settings());
    show();
    if (hasEnded(run)) {
        await showReport();
    } else {
        follow();
    }
});

function show() {
    fill(byId('actions'), actions());
    fill(byId('notices'), notices());
    fill(byId('facts'), factsOfRun());
    showCurves();
}

function actions() {
    const like = el('a', {class: 'button', href: `/console/start.html?like=${encodeURIComponent(id)}`}, 'Start one like it');
    return [
        allowed.approve && run.model && el('button', {type: 'button', class: 'main', onclick: promoteModel}, 'Promote its model'),
        allowed.train && like,
        allowed.train && !hasEnded(run) && el('button', {type: 'button', class: 'danger', onclick: cancel}, 'Cancel the run'),
    ];
}

function promoteModel() {
    return attempt(byId('problem'), () => promote(run.model, entry => showDone(byId('done'),
        `${modelName(run.model)} is promoted to ${entry.slot}. `, el('a', {href: '/console/models.html'}, 'See the ledger'))));
}

function cancel() {
    ask({
        title: 'Cancel the run',
        content: el('p', {}, 'It ends within a batch. What it has learned so far is not kept as a model.'),
        button: 'Cancel the run',
        danger: true,
        submit: async () => {
            run = await post(`${path}/cancel`);
            show();
        },
    });
}

function notices() {
    return [
        run.error && el('div', {class: 'notice bad', role: 'alert'}, el('strong', {}, `Failed: ${run.error.code}`),
            el('span', {class: 'wrap'}, run.error.detail)),
        run.leaky && el('div', {class: 'notice warn'}, el('strong', {}, 'Leaky split'),
            'Cases stand in several splits of its dataset, so its metrics flatter.'),
        run.erasedFrom.length > 0 && el('div', {class: 'notice warn'}, el('strong', {}, 'Patients withdrew'),
            `${run.erasedFrom.length} slides were erased from its dataset after it was frozen.`),
    ];
}

function factsOfRun() {
    const stage = run.epochs.length > 0 && !hasEnded(run)
        ? el('span', {}, runState(run), ' ', epochsOf(run.epochs.length, run.epochsTotal)) : runState(run);
    return facts([
        ['State', el('span', {id: 'state', 'data-state': run.state}, stage)],
        ['Dataset', el('a', {href: pathOfDataset(run.dataset)}, run.dataset)],
        ['Recipe', `${run.recipe}, seed ${run.seed}`],
        ['Epochs', `${run.epochs.length} of ${run.epochsTotal}`],
        ['Model', run.model && el('a', {class: 'mono', href: '/console/models.html'}, modelName(run.model))],
        ['Created', time(run.createdAt)],
        ['Took', run.startedAt && duration(run.startedAt, run.finishedAt)],
        ['Patches', run.patchesFromEvents + run.patchesFromManifest > 0
            && `${count(run.patchesFromEvents)} by events, ${count(run.patchesFromManifest)} from the manifest`],
        ['Attempts', run.attempts.length > 1 && attemptsInWords()],
        ['Code', run.codeVersion],
        ['Device', run.environment.device && `${run.environment.device}, ${run.environment.engine}`],
    ]);
}

function attemptsInWords() {
    return run.attempts.map(each => each.from && each.from.epochs + each.from.batches > 0
        ? `${each.number}: from epoch ${each.from.epochs + 1}, batch ${each.from.batches + 1}${each.from.exact ? ', exact' : ''}`
        : `${each.number}: from the start`).join('; ');
}

function trainingCurves() {
    return [
        lineChart({title: 'Loss by epoch', about: 'cross entropy on training and validation patches', x: 'epoch',
            y: 'cross entropy', whole: true, series: []}),
        lineChart({title: 'Accuracy and ROC-AUC by epoch', about: 'accuracy on training and validation patches, and ROC-AUC on validation',
            x: 'epoch', y: 'part of 1', whole: true, series: []}),
    ];
}

function showCurves() {
    const line = (label, value) => ({label, points: run.epochs.filter(each => typeof value(each) === 'number')
        .map(each => ({x: each.number, y: value(each)}))});
    curves[0].update([line('training', each => each.trainLoss), line('validation', each => each.validationLoss)]);
    curves[1].update([
        line('training accuracy', each => each.trainAccuracy),
        line('validation accuracy', each => each.validationAccuracy),
        line('validation ROC-AUC', each => each.validationRocAuc)]);
}

/** Follows the run to its end: epochs come as events, the stage in between is asked for. */
function follow() {
    const source = new EventSource(`${path}/events`);
    source.addEventListener('epoch-finished', event => epochFinished(JSON.parse(event.data).epoch));
    source.addEventListener('started', refresh);
    for (const end of ['finished', 'failed', 'cancelled']) {
        source.addEventListener(end, () => {
            source.close();
            refresh();
        });
    }
    const timer = setInterval(() => {
        if (hasEnded(run)) {
            clearInterval(timer);
            source.close();
        } else if (!document.hidden) {
            refresh();
        }
    }, STAGE_POLL);
}

function epochFinished(epoch) {
    if (!run.epochs.some(each => each.number === epoch.number)) {
        run = {...run, state: 'running', stage: 'training', epochs: [...run.epochs, epoch].sort((one, other) => one.number - other.number)};
        show();
    }
}

async function refresh() {
    try {
        const fresh = await get(path);
        const ended = hasEnded(fresh) && !hasEnded(run);
        const epochs = fresh.epochs.length >= run.epochs.length ? fresh.epochs : run.epochs;
        run = {...fresh, epochs};
        show();
        if (ended) {
            await showReport();
        }
    } catch (failure) {
        showProblem(byId('problem'), failure);
    }
}

async function showReport() {
    if (run.state === 'finished') {
        await attempt(byId('report'), async () => {
            const [content, names] = await Promise.all([get(`${path}/report`), get(`${path}/artefacts`)]);
            fill(byId('report'), report(run, content, names, path));
        }, showReport);
    }
}

function settings() {
    const rows = pairs => el('dl', {class: 'facts'}, pairs.map(([name, value]) => [
        el('dt', {class: 'mono'}, name), el('dd', {class: 'mono'}, typeof value === 'string' ? value : JSON.stringify(value))]));
    return el('section', {class: 'panel', 'aria-labelledby': 'recipe'}, el('h2', {id: 'recipe'}, 'Recipe'),
        el('details', {}, el('summary', {}, `All settings of ${run.recipe}`), rows(flat(run.settings))),
        el('details', {}, el('summary', {}, 'Where it ran'), rows(flat(run.environment))));
}
