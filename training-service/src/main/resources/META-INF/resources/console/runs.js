// Runs: a table that lives, with filters, sort by any metric, and pages by the cursor that the server gives.

import {byId, el, field, fill, select, table, tableRow} from './shared/dom.js';
import {get, query, TRAINING} from './shared/api.js';
import {attempt, showProblem} from './shared/errors.js';
import {duration, figure, NONE, tags, time} from './shared/format.js';
import {start} from './shared/layout.js';
import {may} from './shared/roles.js';
import {epochsOf, METRICS, metricWords, runLink, runState} from './shared/runs.js';

const PAGE = 50;
const MOST_COMPARED = 6;
/** On narrower screens the filters are folded. */
const WIDE = 736;
const STATES = ['queued', 'running', 'finished', 'failed', 'cancelled'];
const PROPERTIES = [
    'runId', 'state', 'stage', 'dataset', 'leaky', 'recipe', 'seed', 'epochsTotal', 'epochsFinished', 'error', 'tags',
    'createdAt', 'startedAt', 'finishedAt',
];
const SHOWN = ['test.rocAuc', 'test.atThreshold.balancedAccuracy'];
const EVENTS = ['queued', 'started', 'epoch-finished', 'finished', 'failed', 'cancelled', 'deleted', 'gap'];

/** The cursors of the pages before this one, so that there is a way back. */
let before = [];
let metrics = [];
let shown = [];
const chosen = new Set();
let fetching;

start(async () => {
    const [names, recipes, starts] = await Promise.all([
        get(`${TRAINING}/runs/metrics`), get(`${TRAINING}/recipes`), may('trainer')]);
    metrics = names.items;
    if (starts) {
        byId('actions').append(el('a', {class: 'button main', href: '/console/start.html'}, 'Start a run'));
    }
    fill(byId('content'), filters(recipes.items.map(each => each.name)), compareBar(),
        el('div', {id: 'news', 'aria-live': 'polite'}), el('div', {id: 'list', class: 'panel'}), pager());
    addEventListener('popstate', () => {
        before = [];
        showForm();
        load();
    });
    showForm();
    await load();
    follow();
});

function asked() {
    return new URLSearchParams(location.search);
}

function filters(recipes) {
    const known = metrics.length > 0;
    const form = el('form', {id: 'filters', class: 'stack', onsubmit: event => {
        event.preventDefault();
        apply(form);
    }},
    el('div', {class: 'fields'},
        field('State', select([['', 'any'], ...STATES], '', {name: 'state'})),
        field('Recipe', select([['', 'any'], ...recipes], '', {name: 'recipe'})),
        field('Dataset', el('input', {name: 'dataset', size: 12, placeholder: 'idc/1', autocomplete: 'off'})),
        field('Tag', el('input', {name: 'tag', size: 12, autocomplete: 'off'})),
        field('Created from', el('input', {name: 'from', type: 'date'})),
        field('Created until', el('input', {name: 'to', type: 'date'}))),
    el('div', {class: 'fields'},
        field('Metric', metricChoice('metric', [['', 'any']]), {}),
        field('is', select([['>=', 'at least'], ['<=', 'at most']], '>=', {name: 'relation', disabled: !known})),
        field('Value', el('input', {name: 'bound', size: 6, inputmode: 'decimal', placeholder: '0.8', autocomplete: 'off', disabled: !known})),
        field('Sort by', metricChoice('sort', [['createdAt', 'time of creation'], ['finishedAt', 'time of end']])),
        field('Order', select([['desc', 'highest or newest first'], ['asc', 'lowest or oldest first']], 'desc', {name: 'order'})),
        el('div', {class: 'actions'},
            el('button', {type: 'submit', class: 'main'}, 'Show'),
            el('button', {type: 'button', onclick: () => {
                form.reset();
                apply(form);
            }}, 'Clear'))));
    const narrowed = [...asked().keys()].some(name => name !== 'cursor');
    return el('details', {class: 'panel', open: narrowed || innerWidth >= WIDE}, el('summary', {}, 'Filters and order'), form);
}

function metricChoice(name, first) {
    const known = METRICS.filter(([metric]) => metrics.includes(metric)).map(([metric]) => metric);
    const others = metrics.filter(metric => !known.includes(metric));
    const choice = select(first, first[0][0], {name});
    for (const [label, group] of [['often', known], ['all others', others]]) {
        if (group.length > 0) {
            choice.append(el('optgroup', {label}, group.map(metric => el('option', {value: metric},
                label === 'often' ? `${metricWords(metric)} on test` : metric))));
        }
    }
    return choice;
}

/** Puts what the form says into the address, and shows it. */
function apply(form) {
    const said = Object.fromEntries(new FormData(form));
    const metric = said.metric && said.bound ? `${said.metric}${said.relation}${said.bound.replace(',', '.').trim()}` : '';
    navigate({
        state: said.state, recipe: said.recipe, dataset: said.dataset.trim(), tag: said.tag.trim(), metric,
        from: said.from, to: said.to,
        sort: said.sort === 'createdAt' ? '' : said.sort, order: said.order === 'desc' ? '' : said.order,
    });
}

function navigate(parameters) {
    before = [];
    history.pushState(null, '', location.pathname + query(location.pathname, parameters));
    showForm();
    load();
}

/** Makes the form say what the address says. */
function showForm() {
    const parameters = asked();
    const form = byId('filters');
    for (const name of ['state', 'recipe', 'dataset', 'tag', 'from', 'to']) {
        form.elements[name].value = parameters.get(name) ?? '';
    }
    form.elements.sort.value = parameters.get('sort') ?? 'createdAt';
    form.elements.order.value = parameters.get('order') ?? 'desc';
    const condition = /^(.*?)(>=|<=)(.*)$/.exec(parameters.get('metric') ?? '');
    form.elements.metric.value = condition?.[1] ?? '';
    form.elements.relation.value = condition?.[2] ?? '>=';
    form.elements.bound.value = condition?.[3] ?? '';
}

function columnsAsked() {
    const parameters = asked();
    const conditioned = /^(.*?)(>=|<=)/.exec(parameters.get('metric') ?? '')?.[1];
    const sorted = parameters.get('sort');
    return [...new Set([...SHOWN, sorted, conditioned])].filter(metric => metrics.includes(metric));
}

async function load() {
    fetching?.abort();
    fetching = new AbortController();
    const parameters = asked();
    const path = `${TRAINING}/runs` + query('', {
        state: parameters.get('state'), recipe: parameters.get('recipe'), dataset: parameters.get('dataset'),
        tag: parameters.get('tag'), metric: parameters.get('metric'),
        createdFrom: dayStart(parameters.get('from'), 0), createdTo: dayStart(parameters.get('to'), 1),
        sort: parameters.get('sort'), order: parameters.get('order'), cursor: parameters.get('cursor'),
        limit: parameters.get('limit') ?? PAGE, columns: [...PROPERTIES, ...columnsAsked()].join(','),
    });
    fill(byId('news'));
    await attempt(byId('problem'), async () => {
        const page = await get(path, {signal: fetching.signal});
        shown = page.items;
        fill(byId('list'), page.items.length === 0
            ? el('p', {}, 'No run fits. ', el('a', {href: '/console/'}, 'Show all runs'))
            : el('div', {class: 'scroll'}, runTable()));
        showPager(page.next);
    }, load);
}

/** Midnight of a day of the reader, or of the day after it. */
function dayStart(day, after) {
    if (!day) {
        return undefined;
    }
    const [year, month, date] = day.split('-').map(Number);
    return new Date(year, month - 1, date + after).toISOString();
}

function columns() {
    return [
        {label: 'Compare', value: choiceOf},
        {label: 'Run', row: true, value: run => runLink(run.runId, true)},
        {label: 'State', value: stateOf},
        {label: 'Dataset', value: run => run.leaky ? [run.dataset, ' ', el('span', {class: 'tag'}, 'leaky')] : run.dataset},
        {label: 'Recipe', value: run => run.recipe},
        {label: 'Seed', number: true, value: run => String(run.seed)},
        ...columnsAsked().map(metric => ({
            label: shortWords(metric), number: true, head: () => sortHead(metric, shortWords(metric)),
            sorted: asked().get('sort') === metric ? direction() : undefined,
            value: run => figure(run.metrics?.[metric]),
        })),
        {label: 'Tags', value: run => tags(run.tags ?? [])},
        {label: 'Created', head: () => sortHead('createdAt', 'Created'), sorted: asked().has('sort') ? undefined : direction(),
            value: run => time(run.createdAt)},
        {label: 'Took', number: true, value: run => duration(run.startedAt, run.finishedAt)},
    ];
}

/** A metric's name for a column: those that are shown often are on test, at the threshold. */
function shortWords(metric) {
    return METRICS.find(([name]) => name === metric)?.[1] ?? metricWords(metric);
}

function direction() {
    return asked().get('order') === 'asc' ? 'ascending' : 'descending';
}

/** A column's name that sorts by it, and turns the order when it does already. */
function sortHead(by, words) {
    const parameters = asked();
    const sorted = (parameters.get('sort') ?? 'createdAt') === by;
    const order = sorted && parameters.get('order') !== 'asc' ? 'asc' : '';
    const arrow = sorted ? (parameters.get('order') === 'asc' ? ' ↑' : ' ↓') : '';
    return el('button', {type: 'button', class: 'sort', onclick: () => {
        const all = Object.fromEntries(parameters);
        delete all.cursor;
        navigate({...all, sort: by === 'createdAt' ? '' : by, order});
    }}, words + arrow);
}

function runTable() {
    return table({id: 'runs', caption: shown.length === 1 ? '1 run' : `${shown.length} runs on this page`, columns: columns(), rows: shown, onRow: name});
}

function name(row, run) {
    row.dataset.run = run.runId;
    row.classList.toggle('chosen', chosen.has(run.runId));
}

function stateOf(run) {
    if (run.state === 'running' && run.epochsFinished > 0) {
        return el('span', {}, runState(run), ' ', epochsOf(run.epochsFinished, run.epochsTotal));
    }
    return run.error ? el('span', {title: run.error.detail}, runState(run), ` ${run.error.code}`) : runState(run);
}

function choiceOf(run) {
    if (run.state !== 'finished') {
        return NONE;
    }
    const box = el('input', {type: 'checkbox', 'aria-label': `Compare run ${run.runId}`, checked: chosen.has(run.runId),
        onchange: () => {
            box.checked ? chosen.add(run.runId) : chosen.delete(run.runId);
            box.closest('tr').classList.toggle('chosen', box.checked);
            showChosen();
        }});
    return box;
}

function compareBar() {
    return el('div', {id: 'comparing', class: 'notice actions', role: 'status', hidden: true});
}

function showChosen() {
    const bar = byId('comparing');
    bar.hidden = chosen.size === 0;
    const link = '/console/compare.html' + query('', {run: [...chosen]});
    fill(bar, el('span', {}, `${chosen.size} chosen to compare`),
        chosen.size >= 2 && chosen.size <= MOST_COMPARED
            ? el('a', {class: 'button main', href: link}, 'Compare')
            : el('span', {class: 'muted'}, chosen.size < 2 ? 'choose one more' : `at most ${MOST_COMPARED}`),
        el('button', {type: 'button', onclick: () => {
            chosen.clear();
            showChosen();
            fill(byId('list'), el('div', {class: 'scroll'}, runTable()));
        }}, 'Choose none'));
}

function pager() {
    return el('nav', {id: 'pager', class: 'actions', 'aria-label': 'Pages of the list'});
}

function showPager(next) {
    const parameters = Object.fromEntries(asked());
    const go = cursor => {
        history.pushState(null, '', location.pathname + query(location.pathname, {...parameters, cursor}));
        load().then(() => byId('main').focus());
    };
    fill(byId('pager'),
        parameters.cursor && el('button', {type: 'button', onclick: () => {
            before = [];
            go(undefined);
        }}, 'First page'),
        before.length > 0 && el('button', {type: 'button', onclick: () => go(before.pop())}, 'Page before'),
        next && el('button', {type: 'button', onclick: () => {
            before.push(parameters.cursor);
            go(next);
        }}, 'Next page'));
}

/** Keeps the rows that are shown up to date, and tells of new ones. */
function follow() {
    const source = new EventSource(`${TRAINING}/runs/events`);
    EVENTS.forEach(each => source.addEventListener(each, event => happened(each, JSON.parse(event.data))));
}

async function happened(change, event) {
    const index = shown.findIndex(run => run.runId === event.runId);
    if (change === 'queued' || change === 'gap') {
        tellNews();
        return;
    }
    if (index < 0) {
        return;
    }
    if (change === 'epoch-finished') {
        update(index, {...shown[index], state: 'running', stage: 'training', epochsFinished: event.epoch.number});
        return;
    }
    try {
        update(index, await reread(event.runId));
    } catch (failure) {
        if (failure.status !== 404) {
            showProblem(byId('problem'), failure);
        }
    }
}

/** The row of a run as the server has it now: a list has no filter by id, so the run itself is asked. */
async function reread(id) {
    const run = await get(`${TRAINING}/runs/${encodeURIComponent(id)}`);
    const values = columnsAsked().map(metric => [metric, at(run.metrics, metric)]);
    return {...run, epochsFinished: run.epochs.length, tags: run.annotations.tags, metrics: Object.fromEntries(values)};
}

function at(metrics, name) {
    return name.split('.').reduce((part, key) => part?.[key], metrics ?? undefined);
}

function update(index, run) {
    shown[index] = run;
    const row = [...document.querySelectorAll('#runs tbody tr')].find(each => each.dataset.run === run.runId);
    const held = document.activeElement?.closest?.('tr') === row;
    const fresh = tableRow(columns(), run, name);
    row?.replaceWith(fresh);
    if (held) {
        fresh.querySelector('a')?.focus();
    }
}

/** New runs are shown at once where they belong on top; elsewhere a person says when. */
function tellNews() {
    const parameters = asked();
    const top = !parameters.has('cursor') && !parameters.has('sort') && parameters.get('order') !== 'asc';
    const busy = byId('list').contains(document.activeElement) || chosen.size > 0;
    if (top && !busy) {
        load();
        return;
    }
    fill(byId('news'), el('div', {class: 'notice actions'}, 'There are new runs. ',
        el('button', {type: 'button', onclick: load}, 'Show them')));
}
