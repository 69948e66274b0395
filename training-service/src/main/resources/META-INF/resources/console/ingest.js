// One ingest: how it stands and why, what became of each slide, and the files that were not stored.

import {byId, el, facts, fill} from './shared/dom.js';
import {DATASET, get} from './shared/api.js';
import {attempt} from './shared/errors.js';
import {count, duration, figure, NONE, time} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {pagedList} from './shared/pages.js';
import {may} from './shared/roles.js';
import {ingestProgress, ingestState, leftOut, short, slideLink} from './shared/slides.js';

const REFRESH = 2000;

start(async () => {
    const id = new URLSearchParams(location.search).get('id') ?? '';
    const path = `${DATASET}/ingests/${encodeURIComponent(id)}`;
    title(`Ingest ${id}`);
    byId('title').textContent = `Ingest ${id}`;
    const overview = el('section', {class: 'panel', 'aria-label': 'How it stands'});
    const slides = slideList(path);
    const [ingest, operates] = await Promise.all([get(path), may('operator')]);
    // Names of files may be patients': the server tells them to operators alone.
    const files = operates ? fileList(path) : undefined;
    const lists = files ? [slides, files] : [slides];
    show(overview, ingest);
    fill(byId('content'), overview, el('h2', {}, 'Slides'), slides.element,
        files && el('h2', {}, 'Files that were not stored'), files && files.element);
    await Promise.all(lists.map(list => list.load()));
    if (!ended(ingest)) {
        follow(path, overview, lists);
    }
});

function follow(path, overview, lists) {
    const timer = setInterval(() => attempt(byId('problem'), async () => {
        const ingest = await get(path);
        show(overview, ingest);
        if (ended(ingest)) {
            clearInterval(timer);
            await Promise.all(lists.map(list => list.load()));
        }
    }), REFRESH);
}

function ended(ingest) {
    return ingest.state === 'ingested' || ingest.state === 'rejected';
}

function show(place, ingest) {
    fill(place,
        ingest.error && el('div', {class: 'notice bad'}, el('strong', {}, ingest.error.code), ingest.error.detail),
        ingest.putOff && !ended(ingest) && el('div', {class: 'notice warn'},
            el('strong', {}, 'Waits and is tried again'), ingest.putOff.reason, ' (last tried ', time(ingest.putOff.at), ')'),
        facts([
            ['State', [ingestState(ingest), ' ', ingestProgress(ingest) ?? '']],
            ['Source', ingest.uri && el('span', {class: 'mono'}, ingest.uri)],
            ['Layout', ingest.layout],
            ['For', ingest.purpose],
            ['Priority', ingest.priority ? String(ingest.priority) : undefined],
            ['Case', ingest.caseId && el('span', {class: 'mono'}, ingest.caseId)],
            ['µm a pixel', ingest.mpp && figure(ingest.mpp, 3)],
            ['Files or cells', `${count(ingest.in)}: ${count(ingest.stored)} stored, ${count(ingest.quarantined)} left out`],
            ['Left out', leftOut(ingest.quarantine)],
            ['Slides', `${count(ingest.slidesDone)} of ${count(ingest.slides)} done` + (ingest.slidesKnown ? `, ${count(ingest.slidesKnown)} known already` : '')],
            ['Attempts', String(ingest.attempts)],
            ['Submitted', time(ingest.createdAt)],
            ['Took', ingest.startedAt && duration(ingest.startedAt, ingest.finishedAt)],
        ]));
}

function slideList(path) {
    return pagedList({
        id: 'outcomes', about: 'slides', path: `${path}/slides`, empty: 'No slide is done yet.',
        columns: [
            {label: 'Slide', row: true, value: each => !each.slideId ? NONE
                : each.extractionId ? slideLink(each.slideId) : el('span', {class: 'mono'}, short(each.slideId))},
            {label: 'Case', value: each => el('span', {class: 'mono', title: each.caseId}, short(each.caseId))},
            {label: 'Files or cells', number: true, value: each => count(each.in)},
            {label: 'Stored', number: true, value: each => count(each.stored)},
            {label: 'Why not more', value: each => leftOut({...each.cells, ...(each.quarantined ? {files: each.quarantined} : {})})
                ?? (each.extractionId ? NONE : 'nothing of it could be used')},
            {label: 'Known', value: each => each.known ? 'yes' : 'no'},
            {label: 'Seconds', value: each => Object.entries(each.seconds).map(([step, seconds]) => `${step} ${figure(seconds, 2)}`).join(', ') || NONE},
        ],
    });
}

function fileList(path) {
    return pagedList({
        id: 'quarantine', about: 'files', path: `${path}/quarantine`, empty: 'All files were stored.',
        columns: [
            {label: 'File', row: true, value: each => el('span', {class: 'mono'}, each.sourceName)},
            {label: 'Reason', value: each => el('span', {class: 'mono'}, each.reason)},
            {label: 'What was found', value: each => each.detail},
        ],
    });
}
