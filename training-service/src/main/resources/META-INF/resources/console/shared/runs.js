// What pages say of runs in the same words.

import {el} from './dom.js';
import {state} from './format.js';

const KINDS = {queued: '', running: 'going', finished: 'good', failed: 'bad', cancelled: 'warn'};

/** Metrics that lists and choices name first, with their words. */
export const METRICS = [
    ['test.rocAuc', 'ROC-AUC'],
    ['test.prAuc', 'average precision'],
    ['test.atThreshold.balancedAccuracy', 'balanced accuracy'],
    ['test.atThreshold.sensitivity', 'sensitivity'],
    ['test.atThreshold.specificity', 'specificity'],
    ['test.atThreshold.accuracy', 'accuracy'],
    ['test.atThreshold.f1', 'F1'],
    ['test.brier', 'Brier score'],
    ['test.ece', 'calibration error'],
];

const WORDS = {
    rocAuc: 'ROC-AUC',
    prAuc: 'average precision',
    brier: 'Brier score',
    ece: 'calibration error',
    accuracy: 'accuracy',
    balancedAccuracy: 'balanced accuracy',
    sensitivity: 'sensitivity',
    specificity: 'specificity',
    ppv: 'positive predictive value',
    npv: 'negative predictive value',
    f1: 'F1',
    kappa: "Cohen's kappa",
    mcc: "Matthews' correlation",
    areaError: 'error of the area',
    callAccuracy: 'accuracy of calls',
    callSensitivity: 'sensitivity of calls',
    callSpecificity: 'specificity of calls',
    callRocAuc: 'ROC-AUC of calls',
};
const PLACES = {atThreshold: 'at the threshold', atHalf: 'at .5', cases: 'mean over cases', test: '', validation: 'validation'};

/** A metric's dotted name in words. */
export function metricWords(name) {
    const parts = name.split('.');
    const last = parts.pop();
    const places = parts.map(part => PLACES[part] ?? part).filter(part => part !== '');
    return [WORDS[last] ?? last, ...places.reverse()].join(', ');
}

/** Where a run is, in a word with its mark. */
export function runState(run) {
    const words = run.state === 'running' && run.stage ? run.stage.replaceAll('-', ' ') : run.state;
    return state(words, KINDS[run.state] ?? '');
}

export function hasEnded(run) {
    return run.state === 'finished' || run.state === 'failed' || run.state === 'cancelled';
}

export function runPath(id) {
    return `/console/run.html?id=${encodeURIComponent(id)}`;
}

/** A link to a run; in tables long ids, which stand for a request's key, are cut short. */
export function runLink(id, short = false) {
    const cut = short && id.length > 24;
    return el('a', {href: runPath(id), class: 'mono', title: cut && id, 'aria-label': cut && id}, cut ? `${id.slice(0, 16)}…` : id);
}

export function modelName(model) {
    return model ? `${model.name}/${model.version}` : undefined;
}

/** How many of its epochs a run has done. */
export function epochsOf(done, total) {
    return el('span', {class: 'small'},
        el('progress', {max: total, value: done, 'aria-label': `${done} of ${total} epochs`}), ` ${done} of ${total}`);
}
