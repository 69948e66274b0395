// What pages say of slides, ingests and scoring in the same words.

import {get, INFERENCE} from './api.js';
import {el} from './dom.js';
import {count, state, time} from './format.js';

const INGESTS = {submitted: ['waits', ''], ingesting: ['being ingested', 'going'], ingested: ['ingested', 'good'], rejected: ['rejected', 'bad']};
const REQUESTS = {
    queueing: ['queueing', 'going'], scoring: ['scoring', 'going'], finished: ['scored', 'good'],
    incomplete: ['incomplete', 'warn'], failed: ['failed', 'bad'], refused: ['refused', 'bad'], cancelled: ['cancelled', 'warn'],
};

export const INGEST_STATES = Object.keys(INGESTS);
export const REQUEST_STATES = Object.keys(REQUESTS);

/** What results are, beside each of them. */
export const NOTICE = 'Research use only, not a diagnosis.';

export function ingestState(ingest) {
    const [words, kind] = ingest.putOff && !ingest.error ? ['put off', 'warn'] : INGESTS[ingest.state] ?? [ingest.state, ''];
    return state(words, kind);
}

export function requestState(request) {
    const [words, kind] = REQUESTS[request.state] ?? [request.state, ''];
    return state(words, kind);
}

/** How much is done, as a bar with numbers. */
export function progressOf(done, all, what) {
    return el('span', {class: 'small'},
        el('progress', {max: Math.max(1, all), value: done, 'aria-label': `${done} of ${all} ${what}`}),
        ` ${count(done)} of ${count(all)}`);
}

/** How far an ingest is; nothing once it has ended. */
export function ingestProgress(ingest) {
    if (ingest.state !== 'ingesting') {
        return undefined;
    }
    return ingest.progress
        ? progressOf(ingest.progress.cellsDone, ingest.progress.cells, 'cells')
        : progressOf(ingest.slidesDone, ingest.slides, 'slides');
}

/** Why something is as it is: an error's code and words. */
export function why(error) {
    return error && el('span', {class: 'small'}, el('span', {class: 'mono'}, error.code), ' ', error.detail);
}

/** The newest scoring request of a slide as `items`, and what it waits for as `waiting`; neither for one never announced. */
export async function slideResults(id) {
    try {
        return await get(`${INFERENCE}/slides/${encodeURIComponent(id)}/results?limit=1`);
    } catch (failure) {
        if (failure.status === 404) {
            return {items: []};
        }
        throw failure;
    }
}

/** How a slide waits to be scored: since when, for what, and what to do. */
export function waits(waiting) {
    return el('div', {class: 'notice warn', role: 'status'},
        el('strong', {}, 'Waits to be scored'), waiting.reason, ' (since ', time(waiting.since), ')');
}

/** What was not stored, by reason, most first. */
export function leftOut(quarantine) {
    const reasons = Object.entries(quarantine ?? {}).sort(([, one], [, other]) => other - one);
    return reasons.length === 0 ? undefined
        : el('span', {class: 'small'}, 'left out: ', reasons.map(([reason, files]) => `${count(files)} ${reason}`).join(', '));
}

export function slidePath(id, more = {}) {
    return '/console/slide.html?' + new URLSearchParams({id, ...more});
}

/** A slide's name: a pseudonym of 32 characters, of which the first tell it apart on a page. */
export function slideLink(id) {
    return el('a', {href: slidePath(id), class: 'mono', title: id}, short(id));
}

export function short(id) {
    return id.length > 14 ? `${id.slice(0, 12)}…` : id;
}

export function ingestPath(id) {
    return `/console/ingest.html?id=${encodeURIComponent(id)}`;
}

export function percentOf(part, whole) {
    return whole > 0 ? `${(100 * part / whole).toFixed(1)} %` : '–';
}
