// A slide: its picture to zoom into, its patches and their scores over it, and what is known of the patch that is chosen.

import {byId, el, facts, field, fill, select} from './shared/dom.js';
import {all, DATASET, get, INFERENCE, post, query} from './shared/api.js';
import {attempt, showProblem} from './shared/errors.js';
import {count, figure, time} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {may} from './shared/roles.js';
import {modelName} from './shared/runs.js';
import {ingestPath, NOTICE, percentOf, requestState, short, slideResults, waits, why} from './shared/slides.js';
import {Patches} from './viewer/patches.js';
import {Overlay} from './viewer/overlay.js';
import {chosenPatch} from './viewer/chosen.js';
import {openViewer} from './viewer/picture.js';
import {controls} from './viewer/controls.js';

const MOST_REQUESTS = 200;
const REFRESH = 4000;

const asked = new URLSearchParams(location.search);
const id = asked.get('id') ?? '';

start(async () => {
    title(`Slide ${short(id)}`);
    byId('title').textContent = `Slide ${short(id)}`;
    const slide = await get(`${DATASET}/slides/${encodeURIComponent(id)}`);
    const requests = el('div', {});
    const stage = el('div', {class: 'stage'});
    const side = el('div', {class: 'side'});
    const below = el('div', {});
    const view = await describe(slide);
    fill(byId('content'), view.notice, el('div', {class: 'viewer-page'}, el('div', {class: 'stack'}, stage, below), side));
    await show(slide, view, {stage, below, side, requests});
});

/** The picture that can be shown: the original, or the mosaic of its patches when that is asked for or all there is. */
async function describe(slide) {
    const path = `${DATASET}/slides/${encodeURIComponent(id)}`;
    if (asked.get('picture') === 'mosaic') {
        return {...await get(`${path}/mosaic`), path: `${path}/mosaic`};
    }
    try {
        return {...await get(`${path}/image`), path: `${path}/image`};
    } catch (failure) {
        if (!slide.image || failure.status === 0) {
            throw failure;
        }
        const notice = el('div', {class: 'notice warn'}, el('strong', {}, 'The original cannot be shown; these are its patches'), failure.message);
        return {...await get(`${path}/mosaic`), path: `${path}/mosaic`, notice};
    }
}

async function show(slide, view, {stage, below, side, requests}) {
    const patches = new Patches(view.width, view.height);
    const look = {opacity: 0.6, threshold: 0.5, colours: 'probability', heat: true, grid: true, unusual: true};
    const viewer = await openViewer(stage, view);
    const overlay = new Overlay(viewer, patches, look);
    const panel = controls({patches, look, overlay});
    const detail = chosenPatch({slide, patches, overlay, viewer, look, remember});
    fill(below, detail.element);
    fill(side, requests, panel.element, aboutSlide(slide, view));
    const loading = patches.load(`${view.path}/patches`, () => {
        panel.tell();
        overlay.schedule();
    });
    await attempt(byId('problem'), async () => {
        await loading;
        overlay.recolour();
        await chooseRequest({patches, overlay, panel, detail, place: requests});
        const chosen = patches.named(Number(asked.get('x') ?? NaN), Number(asked.get('y') ?? NaN));
        if (chosen >= 0) {
            detail.choose(chosen, true);
        }
    });
}

/** Lets a person choose whose scores are shown: at first those that the address names, or else the newest. */
async function chooseRequest({patches, overlay, panel, detail, place}) {
    let reading;
    let found;
    let waiting;
    let operates;
    const again = () => chooseRequest({patches, overlay, panel, detail, place});
    try {
        [found, {waiting}, operates] = await Promise.all([
            all(`${INFERENCE}/scoring-requests${query('', {slide: id})}`, MOST_REQUESTS), slideResults(id), may('operator')]);
    } catch (failure) {
        showProblem(place, failure, again);
        panel.tell();
        return;
    }
    const fitting = found.filter(each => each.extractionId === patches.extractionId);
    const state = el('div', {class: 'stack small'});
    const choice = select(fitting.map(each => [each.requestId, words(each)]), undefined, {id: 'request', onchange: () => read(choice.value)});
    fill(place, el('section', {class: 'panel', 'aria-label': 'Scores'},
        el('h2', {}, 'Scores'),
        waiting && waits(waiting),
        fitting.length === 0
            ? !waiting && el('p', {}, found.length === 0 ? 'Nobody asked for scores of this slide yet.'
                : 'Its scores belong to an earlier extraction of the slide, so they do not fit these patches.')
            : [field('Scored by', choice, {wide: true}), state],
        !waiting && operates && el('button', {type: 'button', onclick: () => attempt(byId('problem'), score)}, 'Score it with the live model'),
        el('p', {class: 'small'}, el('strong', {}, NOTICE))));

    async function score() {
        const {requestId} = await post(`${INFERENCE}/scoring-requests`, {slideId: id});
        remember({request: requestId});
        await again();
    }

    async function read(requestId) {
        reading?.abort();
        reading = new AbortController();
        const {signal} = reading;
        remember({request: requestId});
        patches.clearScores();
        const request = fitting.find(each => each.requestId === requestId);
        await attempt(byId('problem'), async () => {
            await patches.loadScores(`${INFERENCE}/scoring-requests/${encodeURIComponent(requestId)}/scores/columns`, () => {
                overlay.recolour();
                panel.tell();
            }, signal);
            panel.begin();
            overlay.recolour();
            detail.scoredBy(request);
            await tellState(request, signal);
        });
    }

    /** Says how the request stands; one that goes on is asked again, and its new scores are read. */
    async function tellState(request, signal) {
        const now = await get(`${INFERENCE}/scoring-requests/${encodeURIComponent(request.requestId)}`, {signal});
        const done = now.scored + now.failed;
        fill(state,
            el('span', {}, requestState(now), ` ${count(done)} of ${count(now.announced)} patches`),
            now.error && why(now.error),
            now.state === 'finished' || now.state === 'incomplete' ? files(now.requestId) : undefined);
        if ((now.state === 'scoring' || now.state === 'queueing') && !signal.aborted) {
            setTimeout(() => attempt(byId('problem'), async () => {
                if (signal.aborted) {
                    return;
                }
                await patches.loadScores(`${INFERENCE}/scoring-requests/${encodeURIComponent(request.requestId)}/scores/columns`, () => {}, signal);
                overlay.recolour();
                panel.tell();
                await tellState(request, signal);
            }), REFRESH);
        }
    }

    const named = fitting.find(each => each.requestId === new URLSearchParams(location.search).get('request'));
    const first = named ?? fitting.find(each => each.scored > 0) ?? fitting[0];
    if (first) {
        choice.value = first.requestId;
        await read(first.requestId);
    } else {
        panel.begin();
        waiting && setTimeout(again, REFRESH);
    }
}

function words(request) {
    const at = new Date(request.createdAt).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
    return `${modelName(request.model)}, ${at}`;
}

function files(requestId) {
    const path = `${INFERENCE}/scoring-requests/${encodeURIComponent(requestId)}`;
    return el('span', {}, 'Files: ', el('a', {href: `${path}/heatmap`}, 'heat map'), ', ',
        el('a', {href: `${path}/geojson`}, 'GeoJSON for QuPath'), ', ', el('a', {href: `${path}/result`}, 'summary'));
}

function aboutSlide(slide, view) {
    const other = view.kind === 'slide' ? 'mosaic' : 'image';
    const labelled = slide.stored - slide.unlabelled;
    return el('details', {class: 'panel'}, el('summary', {}, 'About this slide'), facts([
        ['Slide', el('span', {class: 'mono'}, slide.slideId)],
        ['Case', el('a', {class: 'mono', href: `/console/slides.html?${new URLSearchParams({view: 'slides', case: slide.caseId})}`}, slide.caseId)],
        ['Shown', [view.kind === 'slide' ? 'the original' : 'the stored patches at their places',
            slide.image && [' – ', el('a', {href: `/console/slide.html?${new URLSearchParams({id, picture: other})}`},
                other === 'mosaic' ? 'show the patches instead' : 'show the original')]]],
        ['Size', `${count(view.width)} × ${count(view.height)} px at ${figure(view.mpp, 3)} µm a pixel`],
        ['Patches', `${count(slide.stored)} of ${slide.patchWidth} × ${slide.patchHeight} px at ${figure(slide.mpp, 2)} µm a pixel; ${count(slide.quarantined)} left out`],
        ['Labels', labelled > 0 && `${count(slide.positive)} with disease (${percentOf(slide.positive, labelled)}), ${count(slide.negative)} without`],
        ['For', slide.purpose],
        ['Ingest', el('a', {class: 'mono', href: ingestPath(slide.ingestId)}, slide.ingestId)],
        ['Ingested', time(slide.createdAt)],
    ]));
}

/** Keeps what is looked at in the address, so that it can be passed on. */
function remember(parameters) {
    const here = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(parameters)) {
        here.set(name, value);
    }
    history.replaceState(null, '', `${location.pathname}?${here}`);
}
