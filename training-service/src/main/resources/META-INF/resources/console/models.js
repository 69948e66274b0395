// Models: who serves now, all models, and the ledger of decisions as a timeline.

import {byId, el, facts, fill, table} from './shared/dom.js';
import {get, query, TRAINING} from './shared/api.js';
import {promote, retire, rollBack} from './shared/decisions.js';
import {attempt, showDone} from './shared/errors.js';
import {figure, NONE, state, time} from './shared/format.js';
import {start} from './shared/layout.js';
import {may} from './shared/roles.js';
import {modelName, runPath} from './shared/runs.js';

const PAGE = 50;
const STAGES = {live: 'good', shadow: 'going', candidate: '', retired: 'warn'};

let approves;
let models;
let ledger;

start(async () => {
    approves = await may('approver');
    fill(byId('content'),
        el('div', {id: 'done'}),
        el('div', {id: 'slots', class: 'grid'}),
        el('section', {class: 'panel', 'aria-labelledby': 'all'}, el('h2', {id: 'all'}, 'All models'), el('div', {id: 'models'})),
        el('section', {class: 'panel', 'aria-labelledby': 'ledger-title'}, el('h2', {id: 'ledger-title'}, 'Promotions'), el('div', {id: 'ledger', class: 'stack'})));
    await load();
});

async function load() {
    const [slots, firstModels, entries] = await Promise.all([
        get(`${TRAINING}/slots`), get(`${TRAINING}/models` + query('', {limit: PAGE})),
        get(`${TRAINING}/promotions` + query('', {limit: PAGE}))]);
    models = firstModels;
    ledger = entries;
    fill(byId('slots'), slots.items.map(slot));
    showModels();
    showLedger();
}

/** Shows what a decision changed. */
function decided(words) {
    return async () => {
        await load();
        showDone(byId('done'), words);
        byId('main').focus();
    };
}

function slot({slot: name, model, decision}) {
    const holder = modelName(model);
    return el('section', {class: 'panel', id: `slot-${name}`, 'aria-labelledby': `title-${name}`},
        el('h2', {id: `title-${name}`}, name === 'live' ? 'Live' : 'Shadow'),
        model ? facts([
            ['Model', el('strong', {class: 'mono'}, holder)],
            ['Since', time(decision.promotedAt)],
            ['Decided by', decision.by],
            ['Reason', el('span', {class: 'wrap'}, decision.reason)],
        ]) : el('p', {class: 'muted'}, name === 'live' ? 'No model: patches wait until one is promoted.' : 'No model.'),
        approves && model && el('div', {class: 'actions'},
            el('button', {type: 'button', onclick: () => act(() => rollBack(name, holder, decided(`${name} is rolled back.`)))}, 'Roll back'),
            el('button', {type: 'button', class: 'danger', onclick: () => act(() => retire(name, holder, decided(`${name} is empty.`)))}, 'Empty')));
}

function act(action) {
    return attempt(byId('problem'), action);
}

function showModels() {
    const columns = [
        {label: 'Model', row: true, value: model => el('span', {class: 'mono'}, modelName(model))},
        {label: 'Stage', value: model => state(model.stage, STAGES[model.stage])},
        {label: 'From', value: model => model.runId
            ? el('a', {class: 'nowrap', href: runPath(model.runId), 'aria-label': `run of ${modelName(model)}`}, 'its run') : model.kind},
        {label: 'Dataset', value: model => model.leaky ? [model.dataset, ' ', el('span', {class: 'tag'}, 'leaky')] : model.dataset ?? NONE},
        {label: 'ROC-AUC', number: true, value: model => figure(model.testRocAuc)},
        {label: 'Sensitivity', number: true, value: model => figure(model.testSensitivity)},
        {label: 'Threshold', number: true, value: model => figure(model.threshold)},
        {label: 'Created', value: model => time(model.createdAt)},
        ...(approves ? [{label: 'Decide', value: model => el('button', {type: 'button',
            'aria-label': `Promote ${modelName(model)}`,
            onclick: () => act(() => promote(model, entry => decided(`${modelName(model)} is promoted to ${entry.slot}.`)()))}, 'Promote')}] : []),
    ];
    fill(byId('models'), models.items.length === 0
        ? el('p', {class: 'muted'}, 'No model yet: a run that finishes makes one.')
        : el('div', {class: 'scroll'}, table({id: 'model-table', columns, rows: models.items})),
    models.next && el('button', {type: 'button', onclick: () => more('models', models, showModels)}, 'Older models'));
}

function showLedger() {
    fill(byId('ledger'), ledger.items.length === 0
        ? el('p', {class: 'muted'}, 'Nobody has decided anything yet.')
        : el('ol', {class: 'timeline'}, ledger.items.map(entry)),
    ledger.next && el('button', {type: 'button', onclick: () => more('promotions', ledger, showLedger)}, 'Older decisions'));
}

async function more(what, list, show) {
    await act(async () => {
        const page = await get(`${TRAINING}/${what}` + query('', {limit: PAGE, cursor: list.next}));
        list.items.push(...page.items);
        list.next = page.next;
        show();
    });
}

function entry(each) {
    const what = !each.model ? [state('emptied', 'warn'), ` ${each.slot}`]
        : each.restores ? [state('rolled back', 'warn'), ` ${each.slot} to `, el('strong', {class: 'mono'}, modelName(each.model))]
            : [state('promoted', 'good'), ' ', el('strong', {class: 'mono'}, modelName(each.model)), ` to ${each.slot}`];
    return el('li', {},
        el('div', {}, what),
        el('div', {class: 'muted small'}, time(each.promotedAt), ` by ${each.by}`, each.restores && `, as in entry ${each.restores}`, `, entry ${each.number}`),
        el('blockquote', {class: 'wrap'}, each.reason),
        figures(each.metrics),
        each.gates.length > 0 && el('ul', {class: 'small'}, each.gates.map(gate => el('li', {},
            state(gate.met ? 'met' : 'missed', gate.met ? 'good' : 'bad'), ` ${gate.gate}: ${gate.detail}`))));
}

function figures(metrics) {
    const shown = [['test.rocAuc', 'ROC-AUC'], ['test.atThreshold.sensitivity', 'sensitivity'], ['test.atThreshold.specificity', 'specificity']]
        .map(([name, words]) => [words, metrics[name]]).filter(([, value]) => value !== undefined);
    return shown.length > 0 && el('div', {class: 'small'}, shown.map(([words, value]) => `${words} ${figure(value)}`).join(', '));
}
