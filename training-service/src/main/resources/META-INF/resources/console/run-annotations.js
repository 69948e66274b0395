// Tags and note of a run, changed in place.

import {el, field} from './shared/dom.js';
import {put, TRAINING} from './shared/api.js';
import {attempt, showDone} from './shared/errors.js';
import {tags} from './shared/format.js';

/** The form, or for who may not change them what they say. */
export function annotations(run, changes) {
    let standing = run.annotations;
    if (!changes) {
        return el('div', {class: 'stack'}, standing.tags.length > 0 ? el('p', {}, tags(standing.tags)) : el('p', {class: 'muted'}, 'No tags.'),
            standing.note && el('p', {class: 'wrap'}, standing.note));
    }
    const answer = el('div', {id: 'annotated'});
    const names = el('input', {id: 'tags', name: 'tags', autocomplete: 'off', value: standing.tags.join(' ')});
    const note = el('textarea', {id: 'note', name: 'note', rows: 3, maxlength: 4000});
    note.value = standing.note;
    const form = el('form', {class: 'stack'},
        field('Tags', names, {wide: true, hint: 'With spaces between them, such as: paper fold:3'}),
        field('Note', note, {wide: true}), answer, el('div', {class: 'actions'}, el('button', {type: 'submit'}, 'Save tags and note')));
    form.addEventListener('submit', event => {
        event.preventDefault();
        attempt(answer, async () => {
            standing = await put(`${TRAINING}/runs/${encodeURIComponent(run.runId)}/annotations`, {
                tags: names.value.split(/\s+/).filter(each => each !== ''), note: note.value, revision: standing.revision});
            names.value = standing.tags.join(' ');
            showDone(answer, 'Saved.');
        });
    });
    return form;
}
