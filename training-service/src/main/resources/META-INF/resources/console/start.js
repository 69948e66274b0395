// Start a run: a dataset version, a recipe, what is set otherwise than in the recipe, and a seed.

import {byId, el, field, fill, select} from './shared/dom.js';
import {all, DATASET, get, post, TRAINING} from './shared/api.js';
import {attempt} from './shared/errors.js';
import {flat} from './shared/format.js';
import {start} from './shared/layout.js';
import {runPath} from './shared/runs.js';
import {checkControls, numeric, overridesOf, settingControls, tellRefusal, wanted} from './recipe-fields.js';

const USUAL_RECIPE = 'cancernet';
const SEED = {kind: 'integer'};

let recipes = [];
let fields = [];
/** The same form sent twice is one run; a changed form is another. */
let sent = {};

start(async () => {
    const like = new URLSearchParams(location.search).get('like');
    const [presets, settings, model, versions] = await Promise.all([
        get(`${TRAINING}/recipes`), get(`${TRAINING}/recipes/fields`),
        like && get(`${TRAINING}/runs/${encodeURIComponent(like)}`), datasets()]);
    recipes = presets.items;
    fields = settings.items;
    const names = recipes.map(each => each.name);
    const recipe = select(names, model?.recipe ?? (names.includes(USUAL_RECIPE) ? USUAL_RECIPE : names[0]), {id: 'recipe', name: 'recipe'});
    const seed = el('input', {id: 'seed', name: 'seed', ...numeric(SEED), 'data-wanted': wanted(SEED), autocomplete: 'off'});
    const overrides = el('div', {id: 'overrides', class: 'stack'});
    const refusal = el('div', {id: 'refusal'});
    recipe.addEventListener('change', () => showSettings(overrides, recipe.value, {}, seed));
    // What does not fit is told beside its control, in the same words whatever the browser.
    const form = el('form', {id: 'start', class: 'panel', novalidate: true},
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
        fill(refusal);
        if (checkControls(form)) {
            attempt(refusal, () => submit(form));
        }
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
        return el('input', {id: 'dataset', name: 'dataset', required: true, value: chosen ?? '', placeholder: 'idc/1',
            'data-wanted': 'a dataset version, such as idc/1'});
    }
    const options = versions.items.map(each => [each.dataset, each.leaky ? `${each.dataset} (leaky)` : each.dataset]);
    return select(options, options.some(([value]) => value === chosen) ? chosen : options[0][0], {id: 'dataset', name: 'dataset'});
}

/** What a run has set otherwise than its recipe. */
function differing(run) {
    const preset = Object.fromEntries(flat(recipes.find(each => each.name === run.recipe)));
    return Object.fromEntries(flat(run.settings).filter(([name, value]) =>
        name === 'seed' || JSON.stringify(preset[name]) !== JSON.stringify(value)));
}

/** A control for each setting, empty where the recipe's own value stands. */
function showSettings(place, name, values, seed) {
    const preset = recipes.find(each => each.name === name);
    seed.placeholder = String(preset.seed ?? '');
    seed.value = values.seed ?? '';
    const {often, others} = settingControls(fields, preset, values);
    fill(place,
        el('fieldset', {}, el('legend', {}, 'Set otherwise than in the recipe; empty means as in it'), el('div', {class: 'settings'}, often)),
        el('details', {open: others.some(each => each.querySelector('input, select').value !== '')},
            el('summary', {}, `${others.length} further settings`), el('div', {class: 'settings'}, others)));
}

async function submit(form) {
    const {dataset, recipe, seed, priority} = form.elements;
    const body = {
        dataset: dataset.value.trim(),
        recipe: recipe.value,
        overrides: overridesOf(form),
        seed: seed.value === '' ? undefined : Number(seed.value),
        priority: Number(priority.value),
    };
    const text = JSON.stringify(body);
    if (sent.text !== text) {
        sent = {text, key: newKey()};
    }
    try {
        const run = await post(`${TRAINING}/runs`, body, {headers: {'Idempotency-Key': sent.key}});
        location.assign(runPath(run.runId));
    } catch (refusal) {
        if (!tellRefusal(form, refusal)) {
            throw refusal;
        }
    }
}

function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return 'console-' + [...bytes].map(each => each.toString(16).padStart(2, '0')).join('');
}
