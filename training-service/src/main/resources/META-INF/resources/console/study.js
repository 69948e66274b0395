// A study: its runs, and what those that finished amount to.

import {byId, el, facts, fill, table} from './shared/dom.js';
import {get, post, Problem, query, TRAINING} from './shared/api.js';
import {ask} from './shared/dialog.js';
import {state, time} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {may} from './shared/roles.js';
import {runLink, runState} from './shared/runs.js';

const id = new URLSearchParams(location.search).get('id');
const path = `${TRAINING}/studies/${encodeURIComponent(id)}`;

start(async () => {
    if (!id) {
        throw new Problem(400, 'No study named', 'The address lacks the study: open it from the list of studies.');
    }
    show(await get(path), await may('trainer'));
});

function show(study, trains) {
    const name = study.name || study.studyId;
    title(name);
    fill(byId('title'), name);
    const going = study.counts.queued + study.counts.running > 0;
    fill(byId('actions'),
        el('a', {class: 'button', href: '/console/' + query('', {tag: `study:${study.studyId}`})}, 'Its runs in the list'),
        going && trains && el('button', {type: 'button', class: 'danger', onclick: () => cancel(study, trains)}, 'Cancel the study'));
    fill(byId('content'), el('section', {class: 'panel', 'aria-label': 'What the study is'}, facts([
        ['State', state(study.state, going ? 'going' : 'good')],
        ['Recipes', study.recipes.map(each => each.name).join(', ')],
        ['Seeds', study.seeds.join(', ')],
        ['Runs', `${study.counts.finished} of ${study.counts.total} finished, ${study.counts.running} running, ${study.counts.queued} queued, ${study.counts.failed} failed, ${study.counts.cancelled} cancelled`],
        ['Created', time(study.createdAt)],
        ['Summary', [el('a', {href: `${path}/summary.md`}, 'as Markdown'), ', ', el('a', {href: `${path}/summary.json`}, 'as JSON')]],
    ])), el('section', {class: 'panel', 'aria-labelledby': 'runs'}, el('h2', {id: 'runs'}, 'Runs'),
        el('div', {class: 'scroll'}, table({id: 'runs-table', columns, rows: study.runs}))));
}

function cancel(study, trains) {
    ask({
        title: 'Cancel the study',
        content: el('p', {}, 'All its runs that have not ended are cancelled.'),
        button: 'Cancel the study',
        danger: true,
        submit: async () => show(await post(`${path}/cancel`), trains),
    });
}

const columns = [
    {label: 'Run', row: true, value: each => runLink(each.runId)},
    {label: 'State', value: each => each.state ? runState(each) : 'deleted'},
    {label: 'Recipe', value: each => each.recipe},
    {label: 'Dataset', value: each => each.dataset},
    {label: 'Seed', number: true, value: each => String(each.seed)},
    {label: 'Error', value: each => each.error?.detail ?? ''},
];
