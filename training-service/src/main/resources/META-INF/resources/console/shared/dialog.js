// Questions before something is changed: what it takes, and why it was refused.

import {el, fill} from './dom.js';
import {showProblem} from './errors.js';

let dialogs = 0;

/**
 * Opens a dialog with a form; Escape and "Cancel" close it. Nothing is lost when the server refuses: the refusal stands
 * above the buttons, and the form stays.
 *
 * @param content elements of the form
 * @param submit gets the form's values; the dialog closes when it succeeds
 */
export function ask({title, content, button, danger = false, submit}) {
    const id = `dialog-${++dialogs}`;
    const refusal = el('div', {class: 'refusal'});
    const main = el('button', {type: 'submit', class: danger ? 'danger' : 'main'}, button);
    const form = el('form', {},
        el('h2', {id}, title), content, refusal,
        el('div', {class: 'actions'}, main, el('button', {type: 'button', onclick: () => dialog.close()}, 'Back')));
    const dialog = el('dialog', {'aria-labelledby': id, onclose: () => dialog.remove()}, form);
    form.addEventListener('submit', async event => {
        event.preventDefault();
        fill(refusal);
        main.disabled = true;
        try {
            await submit(Object.fromEntries(new FormData(form)));
            dialog.close();
        } catch (failure) {
            showProblem(refusal, failure);
        } finally {
            main.disabled = false;
        }
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
}
