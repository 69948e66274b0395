// What is drawn over a slide, and how many patches are positive at a threshold, which nothing is loaded for.

import {el, facts, field, fill, select} from '../shared/dom.js';
import {count, figure} from '../shared/format.js';
import {percentOf} from '../shared/slides.js';
import {viridis} from './viridis.js';

const STEP = 0.001;

/**
 * The panel.
 *
 * @param look what the overlay draws by, which the panel changes
 * @return {element, tell(), begin()}: `tell` after patches or scores came, `begin` when scores were chosen
 */
export function controls({patches, look, overlay}) {
    const counts = el('div', {class: 'stack', 'aria-live': 'polite'});
    const key = el('div', {class: 'legend small'});
    const threshold = slider('threshold', 'Threshold: patches are positive from this probability on', {max: 1, step: STEP, value: look.threshold}, value => {
        look.threshold = value;
        overlay.recolour();
        tell();
    });
    const opacity = slider('opacity', 'Opacity of the colours', {max: 1, step: 0.05, value: look.opacity}, value => {
        look.opacity = value;
        overlay.schedule();
    });
    const own = el('button', {type: 'button', onclick: () => threshold.set(patches.threshold)}, "The model's threshold");
    const colours = select([['probability', 'probability of disease'], ['decision', 'decision at the threshold'], ['label', 'label of the source']],
        look.colours, {id: 'colours', onchange: () => {
            look.colours = colours.value;
            overlay.recolour();
            tell();
        }});
    const element = el('section', {class: 'panel', 'aria-label': 'Patches over the slide'},
        el('h2', {}, 'Patches'), counts, threshold.element, own, field('Colours show', colours, {wide: true}), key, opacity.element,
        box('heat', 'Colours'), box('grid', 'Grid, when zoomed in'), box('unusual', 'Cross on unusual colours, when zoomed in'));

    function box(name, words) {
        const input = el('input', {type: 'checkbox', id: `show-${name}`, checked: look[name], onchange: () => {
            look[name] = input.checked;
            overlay.schedule();
        }});
        return el('label', {class: 'check'}, input, words);
    }

    function tell() {
        own.hidden = patches.threshold === undefined;
        own.textContent = own.hidden ? '' : `The model's threshold, ${figure(patches.threshold)}`;
        fill(counts, !patches.ready
            ? el('p', {}, `Reading ${count(patches.expected)} patches …`)
            : patches.scored === 0 ? el('p', {}, `${count(patches.count)} patches, none with a score.`) : scores());
        fill(key, ...legend(look.colours));
    }

    function scores() {
        const positive = patches.positive(look.threshold);
        return [
            el('p', {}, el('span', {class: 'big', id: 'positive'}, count(positive)),
                ` of ${count(patches.scored)} scored patches are positive (${percentOf(positive, patches.scored)})`),
            facts([
                ['Without a score', patches.count > patches.scored && count(patches.count - patches.scored)],
                ['of these failed', patches.failed.size > 0 && count(patches.failed.size)],
                ['Unusual colours', patches.unusualCount > 0 && count(patches.unusualCount)],
            ])];
    }

    function begin() {
        if (patches.scored === 0 && patches.label?.some(label => label >= 0)) {
            look.colours = 'label';
            colours.value = 'label';
        }
        if (patches.threshold !== undefined) {
            threshold.set(patches.threshold);
        }
        tell();
    }

    tell();
    return {element, tell, begin};
}

/** A slider with a field for the same number. */
function slider(id, words, {max, step, value}, changed) {
    const range = el('input', {type: 'range', id, min: 0, max, step, value, oninput: () => take(range.value)});
    const number = el('input', {type: 'number', min: 0, max, step: 'any', value, 'aria-label': `${words}, as a number`, onchange: () => take(number.value)});
    function take(text) {
        const wanted = Math.min(max, Math.max(0, Number(text) || 0));
        range.value = wanted;
        number.value = Number(wanted.toFixed(4));
        changed(wanted);
    }
    return {element: el('div', {class: 'slider'}, el('label', {for: id}, words), range, number), set: take};
}

function legend(colours) {
    if (colours === 'probability') {
        return [el('span', {}, '0'), scale(), el('span', {}, '1'), el('span', {}, 'paler below the threshold'), swatch('unscored', 'failed')];
    }
    return colours === 'decision'
        ? [swatch('positive', 'positive'), swatch('negative', 'negative'), swatch('unscored', 'failed')]
        : [swatch('positive', 'with disease'), swatch('negative', 'without')];
}

function swatch(kind, words) {
    return el('span', {}, el('span', {class: `swatch ${kind}`, 'aria-hidden': 'true'}), ` ${words}`);
}

function scale() {
    const canvas = el('canvas', {width: 128, height: 1, role: 'img', 'aria-label': 'from dark violet over green to yellow'});
    const context = canvas.getContext('2d');
    for (let x = 0; x < 128; x++) {
        context.fillStyle = `rgb(${viridis(x / 127).join(' ')})`;
        context.fillRect(x, 0, 1, 1);
    }
    return canvas;
}
