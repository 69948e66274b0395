// Start a run: a dataset version, a recipe, what is set otherwise than in the recipe, and a seed.

import {byId, el, field, fill, select} from './shared/dom.js';
import {all, DATASET, get, post, Problem, TRAINING} from './shared/api.js';
import {attempt} from './shared/errors.js';
import {flat} from './shared/format.js';
import {start} from './shared/layout.js';
import {runPath} from './shared/runs.js';

const OFTEN = ['epochs', 'batchSize', 'optimizer.learningRate', 'targetSensitivity'];
const NOT_SET = ['name', 'seed'];
const USUAL_RECIPE = 'cancernet';

let recipes = [];
/** The same form sent twice is one run; a changed form is another. */
let sent = {};

start(async () => {
    const like = new URLSearchParams(location.search).get('like');
    const [presets, model, versions] = await Promise.all([
        get(`${TRAINING}/recipes`), like && get(`${TRAINING}/runs/${encodeURIComponent(like)}`), datasets()]);
    recipes = presets.items;
    const names = recipes.map(each => each.name);
    const recipe = select(names, model?.recipe ?? (names.includes(USUAL_RECIPE) ? USUAL_RECIPE : names[0]), {id: 'recipe', name: 'recipe'});
    const seed = el('input', {id: 'seed', name: 'seed', inputmode: 'numeric', size: 10, autocomplete: 'off'});
    const overrides = el('div', {id: 'overrides', class: 'stack'});
    const refusal = el('div', {id: 'refusal'});
    recipe.addEventListener('change', () => showSettings(overrides, recipe.value, {}, seed));
    const form = el('form', {id: 'start', class: 'panel'},
        el('div', {class: 'fields'},
            field('Dataset version', datasetChoice(versions, model?.dataset)),
            field('Recipe', recipe),
            field('Seed', seed),
            field('Priority', select([['0', 'usual'], ['1', 'before others']], '0', {name: 'priority'}))),
        versions.problem && el('p', {class: 'notice warn'}, `The datasets cannot be listed: ${versions.problem} Name a version, such as idc/1.`),
        overrides, refusal,
        el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'main'}, 'Start the run'),
            el('a', {class: 'button', href: '/console/'}, 'Back to the runs')));
    form.addEventListener('submit', event => {
        event.preventDefault();
        attempt(refusal, () => submit(form));
    });
    fill(byId('content'), form);
    showSettings(overrides, recipe.value, model ? differing(model) : {}, seed);
});

async function datasets() {
    try {
        return {items: (await all(`${DATASET}/datasets`, 400)).filter(each => each.erasedFrom.length === 0)};
    } catch (failure) {
        return {items: [], problem: failure.message};
    }
}

function datasetChoice(versions, chosen) {
    if (versions.items.length === 0) {
        return el('input', {id: 'dataset', name: 'dataset', required: true, value: chosen ?? '', placeholder: 'idc/1'});
    }
    const options = versions.items.map(each => [each.dataset, each.leaky ? `${each.dataset} (leaky)` : each.dataset]);
    return select(options, options.some(([value]) => value === chosen) ? chosen : options[0][0], {id: 'dataset', name: 'dataset'});
}

/** What a run has set otherwise than its recipe. */
function differing(run) {
    const preset = Object.fromEntries(flat(recipes.find(each => each.name === run.recipe)));
    return Object.fromEntries(flat(run.settings).filter(([name, value]) =>
        name === 'seed' || (!NOT_SET.includes(name) && JSON.stringify(preset[name]) !== JSON.stringify(value))));
}

/** A control for each setting, empty where the recipe's own value stands. */
function showSettings(place, name, values, seed) {
    const settings = flat(recipes.find(each => each.name === name));
    const given = Object.fromEntries(settings);
    seed.placeholder = String(given.seed ?? '');
    seed.value = values.seed ?? '';
    const controls = settings.filter(([setting]) => !NOT_SET.includes(setting));
    const often = controls.filter(([setting]) => OFTEN.includes(setting));
    const others = controls.filter(([setting]) => !OFTEN.includes(setting));
    const box = pairs => el('div', {class: 'settings'}, pairs.map(([setting, value]) => field(setting, control(setting, value, values[setting]))));
    fill(place,
        el('fieldset', {}, el('legend', {}, 'Set otherwise than in the recipe; empty means as in it'), box(often)),
        el('details', {open: others.some(([setting]) => setting in values)},
            el('summary', {}, `${others.length} further settings`), box(others)));
}

function control(setting, value, override) {
    const attributes = {name: `set:${setting}`, 'data-kind': typeof value};
    if (typeof value === 'boolean') {
        return select([['', `as in the recipe: ${value}`], 'true', 'false'], override === undefined ? '' : String(override), attributes);
    }
    return el('input', {...attributes, placeholder: shown(value), value: override === undefined ? undefined : shown(override),
        autocomplete: 'off', inputmode: typeof value === 'number' ? 'decimal' : undefined});
}

function shown(value) {
    return typeof value === 'string' ? value : JSON.stringify(value);
}

async function submit(form) {
    const body = {
        dataset: form.elements.dataset.value.trim(),
        recipe: form.elements.recipe.value,
        overrides: overridesOf(form),
        seed: wholeNumber('Seed', form.elements.seed.value),
        priority: Number(form.elements.priority.value),
    };
    const text = JSON.stringify(body);
    if (sent.text !== text) {
        sent = {text, key: newKey()};
    }
    const run = await post(`${TRAINING}/runs`, body, {headers: {'Idempotency-Key': sent.key}});
    location.assign(runPath(run.runId));
}

/** What was filled in, by dotted name; text is taken as the kind of value that the recipe has there. */
function overridesOf(form) {
    const overrides = {};
    for (const input of form.querySelectorAll('[data-kind]')) {
        const text = input.value.trim();
        if (text !== '') {
            overrides[input.name.slice('set:'.length)] = input.dataset.kind === 'string' ? text : parsed(text);
        }
    }
    return overrides;
}

/** A number, truth value or list; what is none goes as text, and the server says what it wanted. */
function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (noJson) {
        return text;
    }
}

function wholeNumber(what, text) {
    if (text.trim() === '') {
        return undefined;
    }
    const number = Number(text);
    if (!Number.isSafeInteger(number)) {
        throw new Problem(400, 'Not a number', `${what} is a whole number: "${text}".`);
    }
    return number;
}

function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return 'console-' + [...bytes].map(each => each.toString(16).padStart(2, '0')).join('');
}
