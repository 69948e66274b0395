// Slides: what is on its way in, what is stored, and what is being scored, each with its state and the reason for it.

import {byId, el, field, fill, select} from './shared/dom.js';
import {DATASET, get, INFERENCE} from './shared/api.js';
import {attempt} from './shared/errors.js';
import {count, figure, NONE, state, time} from './shared/format.js';
import {start} from './shared/layout.js';
import {pagedList, viewLinks} from './shared/pages.js';
import {modelName} from './shared/runs.js';
import {
    INGEST_STATES, ingestPath, ingestProgress, ingestState, leftOut, progressOf, REQUEST_STATES, requestState, short, slideLink,
    slidePath, slideResults, why,
} from './shared/slides.js';

const VIEWS = [['queue', 'Ingest queue'], ['slides', 'Stored slides'], ['scoring', 'Scoring']];
const LISTS = {queue, slides, scoring};

start(async () => {
    const asked = new URLSearchParams(location.search);
    const view = asked.get('view') in LISTS ? asked.get('view') : 'queue';
    const {filters, list, notice} = LISTS[view](asked);
    const form = el('form', {class: 'panel', 'aria-label': 'Filters', onsubmit: event => {
        event.preventDefault();
        remember(view, new FormData(form));
        list.load();
    }}, el('div', {class: 'fields'}, filters, el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'main'}, 'Show'))));
    fill(byId('content'), viewLinks('Kinds of lists', VIEWS, view, value => `/console/slides.html?view=${value}`), notice, form, list.element);
    await list.load();
});

/** Keeps the filters in the address, so that a page can be passed on. */
function remember(view, said) {
    const parameters = new URLSearchParams({view});
    said.forEach((value, name) => value.trim() && parameters.set(name, value.trim()));
    history.replaceState(null, '', `${location.pathname}?${parameters}`);
}

function queue(asked) {
    const states = select([['', 'any'], ...INGEST_STATES], asked.get('state') ?? '', {name: 'state'});
    return {
        filters: [field('State', states)],
        list: pagedList({
            id: 'ingests', about: 'ingests', path: `${DATASET}/ingests`, live: true,
            parameters: () => ({state: states.value}),
            empty: 'No ingest fits. Slides come in by an event, by REST, or by: cancernet ingest FOLDER',
            columns: [
                {label: 'Ingest', row: true, value: each => el('a', {href: ingestPath(each.ingestId), class: 'mono'}, each.ingestId)},
                {label: 'State', value: each => [ingestState(each), ' ', ingestProgress(each)]},
                {label: 'For', value: each => each.priority ? `${each.purpose}, priority ${each.priority}` : each.purpose},
                {label: 'Slides', number: true, value: each => count(each.slides)},
                {label: 'Patches stored', number: true, value: each => count(each.stored)},
                {label: 'Reason', value: ingestReason},
                {label: 'Submitted', value: each => time(each.createdAt)},
            ],
        }),
    };
}

function ingestReason(ingest) {
    if (ingest.error) {
        return why(ingest.error);
    }
    if (ingest.putOff) {
        return el('span', {class: 'small'}, ingest.putOff.reason, ' (tried ', time(ingest.putOff.at), ')');
    }
    return leftOut(ingest.quarantine) ?? (ingest.slidesKnown > 0 ? `${count(ingest.slidesKnown)} known already` : NONE);
}

function slides(asked) {
    const caseId = el('input', {name: 'case', size: 24, value: asked.get('case') ?? '', autocomplete: 'off'});
    const ingest = el('input', {name: 'ingest', size: 24, value: asked.get('ingest') ?? '', autocomplete: 'off'});
    return {
        filters: [field('Case', caseId), field('Ingest', ingest)],
        list: pagedList({
            id: 'slides', about: 'slides', path: `${DATASET}/slides`,
            parameters: () => ({case: caseId.value.trim(), ingest: ingest.value.trim()}),
            empty: 'No slide fits.',
            columns: [
                {label: 'Slide', row: true, value: each => slideLink(each.slideId)},
                {label: 'Case', value: each => el('span', {class: 'mono', title: each.caseId}, short(each.caseId))},
                {label: 'Kind', value: each => each.image ? 'whole slide' : 'patch archive'},
                {label: 'For', value: each => each.purpose},
                {label: 'Patches', number: true, value: each => count(each.stored)},
                {label: 'With disease', number: true, value: each => each.unlabelled === each.stored ? NONE : count(each.positive)},
                {label: 'Left out', number: true, value: each => count(each.quarantined)},
                {label: 'µm a pixel', number: true, value: each => figure(each.mpp, 2)},
                {label: 'Scoring', value: each => each.purpose === 'scoring' ? howScored(each.slideId) : NONE},
                {label: 'Ingested', value: each => time(each.createdAt)},
            ],
        }),
    };
}

/** How the scoring of a slide stands, which another service knows: what it waits for, or its newest request. */
function howScored(id) {
    const place = el('span', {}, NONE);
    slideResults(id).then(({items: [newest], waiting}) => fill(place,
        waiting ? [state('waits', 'warn'), ' ', el('span', {class: 'small'}, waiting.reason)] : newest ? requestState(newest) : NONE),
    failure => fill(place, el('span', {class: 'small'}, `not known: ${failure.message}`)));
    return place;
}

function scoring(asked) {
    const states = select([['', 'any'], ...REQUEST_STATES], asked.get('state') ?? '', {name: 'state'});
    const slide = el('input', {name: 'slide', size: 34, value: asked.get('slide') ?? '', autocomplete: 'off'});
    return {
        notice: waitForAModel(),
        filters: [field('State', states), field('Slide', slide)],
        list: pagedList({
            id: 'requests', about: 'scoring requests', path: `${INFERENCE}/scoring-requests`, live: true,
            parameters: () => ({state: states.value, slide: slide.value.trim()}),
            empty: 'No scoring request fits. A slide that is ingested for scoring makes one.',
            columns: [
                {label: 'Slide', row: true, value: each => el('a', {
                    href: slidePath(each.slideId, {request: each.requestId}), class: 'mono', title: each.slideId,
                }, short(each.slideId))},
                {label: 'State', value: requestState},
                {label: 'Patches done', value: each => progressOf(each.scored + each.failed, each.announced, 'patches')},
                {label: 'Failed', number: true, value: each => count(each.failed)},
                {label: 'Positive', number: true, value: each => count(each.positive)},
                {label: 'Model', value: each => el('span', {class: 'small'}, modelName(each.model))},
                {label: 'Reason', value: each => why(each.error) ?? NONE},
                {label: 'Asked', value: each => time(each.createdAt)},
            ],
        }),
    };
}

/** Says that slides wait, while no model is live. */
function waitForAModel() {
    const place = el('div', {});
    attempt(place, async () => {
        const {items} = await get(`${INFERENCE}/models`);
        fill(place, !items.some(each => each.state === 'live') && el('div', {class: 'notice warn', role: 'status'},
            el('strong', {}, 'No model is live'), 'Slides that are ingested for scoring wait. They are scored once ',
            el('a', {href: '/console/models.html'}, 'a model is promoted'), '.'));
    });
    return place;
}
