// What pages say of datasets in the same words.

import {el} from './dom.js';
import {count, state} from './format.js';
import {percentOf} from './slides.js';

export const SPLITS = ['train', 'validation', 'test'];

export function datasetPath(dataset) {
    return '/console/dataset.html?' + new URLSearchParams({name: dataset.name, version: dataset.version});
}

/** @param text NAME/VERSION */
export function pathOfDataset(text) {
    const slash = text.lastIndexOf('/');
    return datasetPath({name: text.slice(0, slash), version: text.slice(slash + 1)});
}

export function datasetName(dataset) {
    return `${dataset.name}/${dataset.version}`;
}

/** What a person must know before using a dataset, as marks. */
export function warnings(dataset) {
    return [
        dataset.leaky && state('leaky: cases stand in several splits', 'warn'),
        dataset.erasedFrom.length > 0 && state('erased from: cannot be trained on', 'bad'),
    ].filter(Boolean);
}

/** The share of disease as a bar with words; bars of a page can be compared by eye. */
export function balance(positive, negative) {
    const all = positive + negative;
    return el('span', {class: 'small'},
        el('meter', {min: 0, max: Math.max(1, all), value: positive, 'aria-label': `${percentOf(positive, all)} with disease`}),
        ` ${percentOf(positive, all)} of ${count(all)}`);
}
