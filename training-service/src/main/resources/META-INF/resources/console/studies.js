// Studies: many runs asked for at once.

import {byId, el, fill, table} from './shared/dom.js';
import {get, query, TRAINING} from './shared/api.js';
import {attempt} from './shared/errors.js';
import {state, time} from './shared/format.js';
import {start} from './shared/layout.js';

const PAGE = 50;
let studies = {items: []};

start(async () => {
    fill(byId('content'), el('div', {id: 'list', class: 'panel'}));
    await load();
});

async function load() {
    const page = await get(`${TRAINING}/studies` + query('', {limit: PAGE, cursor: studies.next}));
    studies = {items: [...studies.items, ...page.items], next: page.next};
    fill(byId('list'), studies.items.length === 0
        ? el('p', {class: 'muted'}, 'No study yet. POST /api/v1/studies or "cancernet study start" begins one.')
        : el('div', {class: 'scroll'}, table({id: 'studies', columns, rows: studies.items})),
    studies.next && el('button', {type: 'button', onclick: () => attempt(byId('problem'), load)}, 'Older studies'));
}

const columns = [
    {label: 'Study', row: true, value: study => el('a', {href: `/console/study.html?id=${encodeURIComponent(study.studyId)}`}, study.name || study.studyId)},
    {label: 'State', value: study => state(study.state, study.state === 'finished' ? 'good' : study.state === 'cancelled' ? 'warn' : 'going')},
    {label: 'Recipes', value: study => study.recipes.map(each => each.name).join(', ')},
    {label: 'Datasets', number: true, value: study => String(study.datasets.length)},
    {label: 'Seeds', number: true, value: study => String(study.seeds.length)},
    {label: 'Runs finished', number: true, value: study => `${study.counts.finished} of ${study.counts.total}`},
    {label: 'Failed', number: true, value: study => String(study.counts.failed)},
    {label: 'Created', value: study => time(study.createdAt)},
];
