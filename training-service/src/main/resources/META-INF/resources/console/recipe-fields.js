// Controls for the settings of a recipe, made from what the server says may stand in each; what does not fit is told there.

import {el, field, fieldError, select} from './shared/dom.js';
import {flat} from './shared/format.js';

const OFTEN = ['epochs', 'batchSize', 'optimizer.learningRate', 'targetSensitivity', 'device'];
/** What a recipe that starts from pretrained weights has to be told. */
const WEIGHTS = ['initialWeights.source', 'initialWeights.file', 'initialWeights.sha256'];
const ELSEWHERE = ['name', 'seed'];
const OPTIONS = 'network.options.';

/**
 * Controls of the settings of one recipe, empty where the recipe's own value stands.
 *
 * @param fields what recipes have, as the server lists it
 * @param preset the recipe
 * @param values what is set otherwise, by dotted name
 * @return {often, others}: lists of labelled controls
 */
export function settingControls(fields, preset, values) {
    const own = Object.fromEntries(flat(preset));
    const first = own['initialWeights.source'] === 'PRETRAINED' ? [...WEIGHTS, ...OFTEN] : OFTEN;
    const present = fields.filter(({name}) => !ELSEWHERE.includes(name) && (!name.startsWith(OPTIONS) || name in own));
    const labelled = each => field(each.name, control(each, own[each.name], values[each.name]), {hint: range(each)});
    return {
        often: present.filter(each => first.includes(each.name)).map(labelled),
        others: present.filter(each => !first.includes(each.name)).map(labelled),
    };
}

function control(spec, own, override) {
    const attributes = {name: `set:${spec.name}`, 'data-kind': spec.kind};
    if (spec.kind === 'flag' || spec.kind === 'choice') {
        const choices = spec.kind === 'flag' ? ['true', 'false'] : spec.choices;
        return select([['', own === undefined ? 'not set' : `as in the recipe: ${own}`], ...choices],
            override === undefined ? '' : String(override), attributes);
    }
    return el('input', {...attributes, ...numeric(spec), placeholder: own === undefined ? undefined : shown(own),
        value: override === undefined ? undefined : shown(override), autocomplete: 'off', 'data-wanted': wanted(spec)});
}

/** An input for a number of that kind. */
export function numeric(spec) {
    return spec.kind === 'integer' || spec.kind === 'number'
        ? {type: 'number', min: spec.least ?? spec.above, max: spec.most, step: spec.kind === 'integer' ? 1 : 'any', 'data-above': spec.above}
        : {};
}

function range({least, above, most}) {
    if (most === undefined) {
        return undefined;
    }
    return above === undefined ? `${least} to ${most}` : `above ${above}, up to ${most}`;
}

export function wanted(spec) {
    const kinds = {integer: 'a whole number', number: 'a number', numbers: 'a list of numbers, such as [0.5, 0.5, 0.5]', text: 'text'};
    const within = range(spec);
    return within ? `${kinds[spec.kind]}, ${within}` : kinds[spec.kind];
}

function shown(value) {
    return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Tells beside each control what does not fit, and goes to the first. @return whether all fit */
export function checkControls(form) {
    const wrong = [...form.querySelectorAll('[data-wanted]')].filter(input => {
        fieldError(input, fits(input) ? undefined : `This takes ${input.dataset.wanted}.`);
        return !fits(input);
    });
    goTo(wrong[0]);
    return wrong.length === 0;
}

function fits(input) {
    if (input.dataset.kind === 'numbers' && input.value.trim() !== '') {
        const value = parsed(input.value);
        return Array.isArray(value) && value.every(each => typeof each === 'number');
    }
    return input.validity.valid && (input.value === '' || input.dataset.above === undefined || Number(input.value) > Number(input.dataset.above));
}

/** Puts the server's refusal beside the setting that it names. @return whether there is such a control */
export function tellRefusal(form, refusal) {
    const [, name, words] = /^recipe field ([\w.]+): (.*)$/s.exec(refusal.message) ?? [];
    const input = name && form.elements[`set:${name}`];
    if (input) {
        fieldError(input, words);
        goTo(input);
    }
    return Boolean(input);
}

function goTo(input) {
    const folded = input?.closest('details');
    if (folded) {
        folded.open = true;
    }
    input?.focus();
}

/** What was filled in, by dotted name. */
export function overridesOf(form) {
    const filled = [...form.querySelectorAll('[data-kind]')].filter(input => input.name.startsWith('set:') && input.value.trim() !== '');
    return Object.fromEntries(filled.map(input => [input.name.slice('set:'.length), valueOf(input)]));
}

function valueOf(input) {
    const text = input.value.trim();
    const read = {integer: Number, number: Number, flag: each => each === 'true', numbers: parsed};
    return read[input.dataset.kind]?.(text) ?? text;
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (noJson) {
        return text;
    }
}
