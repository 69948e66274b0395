// Problems shown to people, where they look.

import {el, fill} from './dom.js';
import {Problem} from './api.js';

/** Shows what went wrong in a place of the page; a retry is offered when given. */
export function showProblem(place, failure, retry) {
    const known = failure instanceof Problem;
    if (!known) {
        console.error(failure);
    }
    const words = known ? failure.message : `Something failed in this page: ${failure.message}`;
    fill(place, el('div', {class: 'notice bad', role: 'alert'},
        el('strong', {}, known ? sentence(failure.title) : 'Error in the page'),
        el('span', {class: 'wrap'}, words),
        known && failure.isSignedOut
            ? el('p', {}, el('a', {href: location.href}, 'Sign in again'))
            : retry && el('p', {}, el('button', {type: 'button', onclick: retry}, 'Try again'))));
}

/** Runs something that may fail, and shows in a place why it did; returns whether it succeeded. */
export async function attempt(place, action, retry) {
    try {
        fill(place);
        await action();
        return true;
    } catch (failure) {
        if (failure.name !== 'AbortError') {
            showProblem(place, failure, retry);
        }
        return false;
    }
}

/** Says in a place that something was done. */
export function showDone(place, ...words) {
    fill(place, el('div', {class: 'notice good', role: 'status'}, words));
}

function sentence(title) {
    const text = String(title);
    return text.charAt(0).toUpperCase() + text.slice(1);
}
