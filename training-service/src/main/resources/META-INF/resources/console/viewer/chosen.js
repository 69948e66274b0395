// The patch that is chosen: its image, score, decision, and where in it the score comes from.

import {el, facts, fill} from '../shared/dom.js';
import {DATASET, get, INFERENCE, query} from '../shared/api.js';
import {attempt, showProblem} from '../shared/errors.js';
import {figure, state} from '../shared/format.js';
import {modelName} from '../shared/runs.js';
import {NOTICE} from '../shared/slides.js';

/** Nobody who steps from patch to patch waits for the explanations of those in between. */
const PAUSE = 350;
/** Side of what is shown around a patch that is gone to, in patches. */
const AROUND = 12;

/** The panel; @return {element, choose(patch, go), scoredBy(request)} */
export function chosenPatch({slide, patches, overlay, viewer, look, remember}) {
    const content = el('div', {class: 'stack', 'aria-live': 'polite'}, el('p', {}, 'Click a patch, or go through them by score.'));
    const problem = el('div', {});
    const element = el('section', {class: 'panel', id: 'patch', 'aria-label': 'Chosen patch'},
        el('h2', {}, 'Chosen patch'),
        el('div', {class: 'actions'},
            el('button', {type: 'button', onclick: () => step(Number.NEGATIVE_INFINITY)}, 'Highest score'),
            el('button', {type: 'button', onclick: () => step(-1)}, 'Higher'),
            el('button', {type: 'button', onclick: () => step(1)}, 'Lower'),
            el('button', {type: 'button', onclick: nextUnusual}, 'Next unusual')),
        problem, content);
    let request;
    let reading;

    viewer.addHandler('canvas-click', event => {
        if (event.quick) {
            const at = viewer.world.getItemAt(0).viewerElementToImageCoordinates(event.position);
            choose(patches.at(at.x, at.y));
        }
    });
    viewer.addHandler('canvas-key', event => {
        if (event.originalEvent.key === 'Enter') {
            event.preventDefaultAction = true;
            const at = viewer.world.getItemAt(0).viewportToImageCoordinates(viewer.viewport.getCenter());
            choose(patches.at(at.x, at.y));
        }
    });

    /** Goes along the patches in the order of their scores. */
    function step(by) {
        const ranked = patches.ranked;
        if (!ranked || ranked.length === 0) {
            return;
        }
        const rank = ranked.indexOf(overlay.chosen);
        const next = by === Number.NEGATIVE_INFINITY || rank < 0 ? 0 : rank + by;
        choose(ranked[Math.min(ranked.length - 1, Math.max(0, next))], true);
    }

    function nextUnusual() {
        const next = patches.unusual?.indexOf(1, overlay.chosen + 1) ?? -1;
        const found = next >= 0 ? next : patches.unusual?.indexOf(1) ?? -1;
        if (found >= 0) {
            choose(found, true);
        } else {
            fill(content, el('p', {}, 'No patch has unusual colours.'));
        }
    }

    /** @param go whether the picture moves there */
    function choose(n, go = false) {
        overlay.chosen = n;
        overlay.schedule();
        reading?.abort();
        if (n < 0) {
            fill(content, el('p', {}, 'There is no patch at that place.'));
            return;
        }
        if (go) {
            moveTo(n);
        }
        remember({x: patches.x[n], y: patches.y[n]});
        reading = new AbortController();
        read(n, reading.signal);
    }

    function moveTo(n) {
        const around = AROUND * patches.side;
        const left = patches.left[n] + patches.wide[n] / 2 - around / 2;
        const top = patches.top[n] + patches.high[n] / 2 - around / 2;
        const picture = viewer.world.getItemAt(0);
        viewer.viewport.fitBounds(picture.imageToViewportRectangle(left, top, around, around));
    }

    async function read(n, signal) {
        await attempt(problem, async () => {
            const path = `${DATASET}/slides/${encodeURIComponent(slide.slideId)}/patches`;
            const found = await get(path + query('', {extraction: patches.extractionId, x: patches.x[n], y: patches.y[n], limit: 1}), {signal});
            const patch = found.items[0];
            const image = el('img', {
                class: 'patch-image', alt: 'Image of the patch',
                src: `${path}/${patch.patchId}/image${query('', {extraction: patches.extractionId})}`,
            });
            const score = request && await scoreOf(patch, signal);
            fill(content, el('div', {class: 'patch'}, image, facts([
                ['Probability', score?.probability !== undefined && score?.probability !== null && el('span', {class: 'big', id: 'probability'}, figure(score.probability, 4))],
                ['Decision', score && decision(score)],
                ['Colours', score?.probability != null && (score.outOfDistribution
                    ? state('unlike the training patches: do not rely on this score', 'warn') : state('like the training patches', 'good'))],
                ['No score', score?.errorCode && state(score.errorCode, 'bad')],
                ['Label', patch.label === 1 ? 'with disease' : patch.label === 0 ? 'without' : undefined],
                ['Place', `x ${patch.x}, y ${patch.y}; ${patch.width} × ${patch.height} px`],
                ['Patch', el('span', {class: 'mono small'}, patch.patchId)],
                ['Model', request && el('span', {class: 'small'}, modelName(request.model))],
            ]), score?.probability != null && explanation(patch, signal)), el('p', {class: 'small'}, el('strong', {}, NOTICE)));
        });
    }

    async function scoreOf(patch, signal) {
        try {
            return await get(`${requestPath()}/patches/${patch.patchId}`, {signal});
        } catch (failure) {
            if (failure.status === 404) {
                return {waits: true};
            }
            throw failure;
        }
    }

    /** At the model's threshold, as it was published, and at the one that is set here. */
    function decision(score) {
        if (score.probability === undefined || score.probability === null) {
            return score.waits ? 'waits to be scored' : undefined;
        }
        const words = positive => state(positive ? 'positive' : 'negative', positive ? 'bad' : '');
        const here = score.probability >= look.threshold;
        return [words(score.positive), ` at the model's ${figure(score.threshold)}`,
            here !== score.positive && [', ', words(here), ` at ${figure(look.threshold)}`]];
    }

    function explanation(patch, signal) {
        const place = el('div', {class: 'stack', id: 'explanation'}, el('p', {class: 'small muted'}, 'Working out where the score comes from …'));
        const path = `${requestPath()}/patches/${patch.patchId}/explanation`;
        let again = true;
        const ask = () => {
            if (signal.aborted) {
                return;
            }
            const picture = el('img', {
                class: 'explanation', alt: 'Explanation: the patch, and over it in orange what raises and in blue what lowers the score',
                onload: () => fill(place, el('h3', {}, 'Where the score comes from'), picture,
                    el('p', {class: 'small'}, 'Parts of the patch were covered one after the other. Orange raises, blue lowers the log-odds of disease.')),
                // An image does not tell why it failed: the same address asked again does.
                onerror: () => get(path, {signal, headers: {Accept: 'image/png, application/problem+json'}}).then(
                    () => {
                        if (again) {
                            again = false;
                            ask();
                        }
                    },
                    failure => failure.name !== 'AbortError' && showProblem(place, failure, ask)),
            });
            picture.src = path;
        };
        setTimeout(ask, PAUSE);
        return place;
    }

    function requestPath() {
        return `${INFERENCE}/scoring-requests/${encodeURIComponent(request.requestId)}`;
    }

    return {
        element,
        choose,
        scoredBy(chosen) {
            request = chosen;
            if (overlay.chosen >= 0) {
                choose(overlay.chosen);
            }
        },
    };
}
