// Decisions on who serves: promotions, roll backs and retirements, each by somebody for a reason.

import {el, field, select} from './dom.js';
import {get, post, TRAINING} from './api.js';
import {ask} from './dialog.js';
import {me} from './roles.js';
import {modelName} from './runs.js';

const NAME = 'cancernet.name';
const NOBODY = 'none';

/** Asks for slot, reason and gates, and promotes a model; `done` gets the entry of the ledger. */
export async function promote(model, done) {
    const [slots, {name}] = await Promise.all([get(`${TRAINING}/slots`), me()]);
    const holders = Object.fromEntries(slots.items.map(slot => [slot.slot, modelName(slot.model) ?? NOBODY]));
    const slot = select(Object.entries(holders).map(([each, holder]) => [each, `${each} (now: ${holder})`]), 'live', {name: 'slot'});
    ask({
        title: `Promote ${modelName(model)}`,
        content: [
            field('Slot', slot, {wide: true, hint: 'Live scores what comes in; shadow scores the same and publishes nothing.'}),
            who(name),
            reason('Why it is the one to serve, for the ledger.'),
            gates(),
        ],
        button: 'Promote',
        submit: async said => {
            const entry = await post(
                `${TRAINING}/models/${encodeURIComponent(model.name)}/${encodeURIComponent(model.version)}/promote`,
                {...decision(said, holders[said.slot]), slot: said.slot, gates: demanded(said)});
            done(entry);
        },
    });
}

/** Asks for a reason, and puts back the model before. */
export async function rollBack(slot, holder, done) {
    const {name} = await me();
    ask({
        title: `Roll back ${slot}`,
        content: [
            el('p', {}, `${holder} makes room for the model that held the slot before it.`),
            who(name), reason('What was wrong, for the ledger.'), gates()],
        button: 'Roll back',
        danger: true,
        submit: async said => done(await post(`${TRAINING}/slots/${slot}/rollback`, {...decision(said, holder), gates: demanded(said)})),
    });
}

/** Asks for a reason, and empties a slot. */
export async function retire(slot, holder, done) {
    const {name} = await me();
    ask({
        title: `Empty ${slot}`,
        content: [
            el('p', {}, slot === 'live'
                ? `${holder} stops serving. Patches wait until another model is promoted.`
                : `${holder} stops scoring in the shadow.`),
            who(name), reason('Why, for the ledger.')],
        button: 'Empty the slot',
        danger: true,
        submit: async said => done(await post(`${TRAINING}/slots/${slot}/retire`, decision(said, holder))),
    });
}

/** Who decides: the server knows who is signed in; without security a name is asked for. */
function who(name) {
    return name
        ? el('p', {class: 'muted'}, `Decided by ${name}`)
        : field('Your name', el('input', {name: 'by', required: true, maxlength: 200, value: remembered(), autocomplete: 'name'}),
            {wide: true});
}

function reason(hint) {
    return field('Reason', el('textarea', {name: 'reason', required: true, maxlength: 1000, rows: 2}), {wide: true, hint});
}

function gates() {
    return el('fieldset', {}, el('legend', {}, 'Refuse it unless, beside what the service demands'), el('div', {class: 'stack'},
        field('sensitivity on test is at least', el('input', {name: 'minimumSensitivity', inputmode: 'decimal', size: 6, placeholder: '0.85'})),
        field('its 95 % interval is at most as wide as', el('input', {name: 'maximumIntervalWidth', inputmode: 'decimal', size: 6, placeholder: '0.1'})),
        el('label', {class: 'check'}, el('input', {type: 'checkbox', name: 'refuseLeaky'}), 'its test shares no case with training')));
}

function decision(said, expected) {
    if (said.by) {
        try {
            sessionStorage.setItem(NAME, said.by);
        } catch (storageForbidden) {
            // It is asked for again.
        }
    }
    return {by: said.by, reason: said.reason.trim(), expected};
}

function demanded(said) {
    const number = text => text ? Number(text.replace(',', '.')) : undefined;
    return {
        minimumSensitivity: number(said.minimumSensitivity),
        maximumIntervalWidth: number(said.maximumIntervalWidth),
        refuseLeaky: said.refuseLeaky === 'on',
    };
}

function remembered() {
    try {
        return sessionStorage.getItem(NAME) ?? '';
    } catch (storageForbidden) {
        return '';
    }
}
