// One dataset version: what is in its splits, how the classes are balanced, what its patches look like.

import {byId, el, facts, field, fill, select, table} from './shared/dom.js';
import {all, DATASET, get, post, query} from './shared/api.js';
import {balance, datasetName, datasetPath, SPLITS} from './shared/datasets.js';
import {attempt, showProblem} from './shared/errors.js';
import {count, figure, percent, state, time} from './shared/format.js';
import {start, title} from './shared/layout.js';
import {may} from './shared/roles.js';
import {short, slideLink} from './shared/slides.js';

const PENDING = 3000;
const FIRST_CASES = 40;
const VERIFIED = {queued: '', running: 'going', passed: 'good', damaged: 'bad', failed: 'bad'};

start(async () => {
    const asked = new URLSearchParams(location.search);
    const path = `${DATASET}/datasets/${encodeURIComponent(asked.get('name') ?? '')}/${encodeURIComponent(asked.get('version') ?? '')}`;
    const [dataset, versions] = await Promise.all([
        get(path), all(`${DATASET}/datasets${query('', {name: asked.get('name')})}`)]);
    title(`Dataset ${datasetName(dataset)}`);
    byId('title').textContent = `Dataset ${datasetName(dataset)}`;
    byId('actions').append(el('a', {class: 'button', href: `${path}/manifest`, download: true}, 'Manifest'));
    const statistics = el('div', {class: 'stack'});
    const checks = el('div', {class: 'stack'});
    fill(byId('content'),
        notices(dataset),
        el('section', {class: 'panel', 'aria-label': 'Splits'}, el('h2', {}, 'Splits and class balance'), splits(dataset), about(dataset)),
        el('section', {class: 'panel', 'aria-label': 'Contact sheet'}, el('h2', {}, 'Contact sheet'), sheet(path, dataset)),
        el('section', {class: 'panel', 'aria-label': 'Patches'}, el('h2', {}, 'What the patches are like'), statistics),
        el('section', {class: 'panel', 'aria-label': 'Checks'}, el('h2', {}, 'Checks of the stored patches'), checks),
        el('section', {class: 'panel', 'aria-label': 'Cases'}, el('h2', {}, 'Cases and slides'), SPLITS.map(split => cases(dataset, split))),
        el('section', {class: 'panel', 'aria-label': 'Versions'}, el('h2', {}, 'Versions'), versionTable(versions, dataset)));
    await Promise.all([showStatistics(path, statistics), showChecks(path, checks)]);
});

function notices(dataset) {
    return [
        dataset.leaky && el('div', {class: 'notice warn'}, el('strong', {}, 'Leaky split'),
            'A case stands in more than one split, so results on this dataset prove nothing about new patients.'),
        dataset.erasedFrom.length > 0 && el('div', {class: 'notice bad'}, el('strong', {}, 'A patient withdrew'),
            `${count(dataset.erasedFrom.length)} slides were erased on `, time(dataset.erasedAt), '. This version cannot be trained on: freeze a new one.'),
    ];
}

function splits(dataset) {
    return el('div', {class: 'scroll'}, table({
        id: 'splits', rows: dataset.counts,
        columns: [
            {label: 'Split', row: true, value: each => each.split},
            {label: 'Cases', number: true, value: each => count(each.cases)},
            {label: 'Patches', number: true, value: each => count(each.positive + each.negative)},
            {label: 'With disease', number: true, value: each => count(each.positive)},
            {label: 'Without', number: true, value: each => count(each.negative)},
            {label: 'Share with disease', value: each => balance(each.positive, each.negative)},
        ],
    }));
}

function about(dataset) {
    return facts([
        ['Split strategy', dataset.fold ? `${dataset.strategy}, fold ${dataset.fold.number} of ${dataset.fold.of}` : dataset.strategy],
        ['Seed', String(dataset.seed)],
        ['µm a pixel', figure(dataset.mpp, 3)],
        ['Left out', `${count(dataset.duplicatesLeftOut)} that repeat in another split, ${count(dataset.borderLeftOut)} at borders, ${count(dataset.unlabelledLeftOut)} without a label`],
        ['Frozen', time(dataset.createdAt)],
        ['Manifest sha256', el('span', {class: 'mono small'}, dataset.manifest.sha256)],
    ]);
}

function sheet(path, dataset) {
    const present = dataset.counts.filter(each => each.positive + each.negative > 0).map(each => each.split);
    const split = select(present, present[0], {id: 'sheet-split', onchange: show});
    const perClass = select(['12', '24', '48'], '24', {id: 'sheet-size', onchange: show});
    const place = el('div', {});
    let seed = 42;
    function show() {
        const address = `${path}/contact-sheet${query('', {split: split.value, perClass: perClass.value, seed})}`;
        const picture = el('img', {
            class: 'sheet', id: 'sheet', alt: `Sample patches of ${split.value}, ${perClass.value} of each class`,
            onerror: () => get(address).catch(failure => showProblem(place, failure, show)),
        });
        picture.src = address;
        fill(place, picture);
    }
    show();
    return [el('div', {class: 'fields'}, field('Split', split), field('Patches of each class', perClass),
        el('div', {class: 'actions'}, el('button', {type: 'button', onclick: () => {
            seed += 1;
            show();
        }}, 'Other patches'))), place];
}

async function showStatistics(path, place) {
    await attempt(place, async () => {
        const {state: standing, statistics, error} = await get(`${path}/statistics`);
        if (standing === 'pending') {
            fill(place, el('p', {}, 'They are being looked at …'));
            setTimeout(() => showStatistics(path, place), PENDING);
        } else if (standing === 'failed') {
            fill(place, el('div', {class: 'notice bad'}, error));
        } else {
            fill(place, figures(statistics));
        }
    }, () => showStatistics(path, place));
}

function figures(statistics) {
    const colours = [['all', statistics.colours.whole], ['with disease', statistics.colours.positive], ['without', statistics.colours.negative]];
    const largest = statistics.sizes.slice(0, 3).map(each => `${each.width} × ${each.height} px (${count(each.patches)})`).join(', ');
    const rest = statistics.sizes.slice(3).reduce((sum, each) => sum + each.patches, statistics.otherSizes);
    return [
        el('div', {class: 'scroll'}, table({
            caption: 'Repeats within each split',
            rows: statistics.splits,
            columns: [
                {label: 'Split', row: true, value: each => each.split},
                {label: 'Share with disease', number: true, value: each => percent(each.positivity)},
                {label: 'Images that repeat', number: true, value: each => count(each.repeated)},
                {label: 'Patches with them', number: true, value: each => count(each.repeatedPatches)},
            ],
        })),
        el('div', {class: 'scroll'}, table({
            caption: 'Colours, 0 to 255: mean and standard deviation of red, green and blue',
            rows: colours.filter(([, colour]) => colour.mean.length > 0),
            columns: [
                {label: 'Patches', row: true, value: ([words]) => words},
                ...['Red', 'Green', 'Blue'].map((channel, i) => ({label: channel, number: true, value: ([, colour]) =>
                    `${figure(colour.mean[i], 1)} ± ${figure(colour.deviation[i], 1)}`})),
            ],
        })),
        facts([
            ['Sizes', largest + (rest > 0 ? `, ${count(rest)} of others` : '')],
            ['Unreadable', statistics.unreadable > 0 && state(count(statistics.unreadable), 'bad')],
        ]),
    ];
}

async function showChecks(path, place) {
    await attempt(place, async () => {
        const [checks, mayCheck] = await Promise.all([get(`${path}/verifications?limit=5`), may('operator', 'trainer')]);
        const button = el('button', {type: 'button', onclick: () => attempt(place, async () => {
            await post(`${path}/verifications`);
            await showChecks(path, place);
        }, () => showChecks(path, place))}, 'Check every patch now');
        fill(place,
            checks.items.length === 0 ? el('p', {}, 'It was not checked since it was frozen.') : checkTable(checks.items),
            mayCheck && el('div', {class: 'actions'}, button));
        if (checks.items.some(each => each.state === 'queued' || each.state === 'running')) {
            setTimeout(() => showChecks(path, place), PENDING);
        }
    }, () => showChecks(path, place));
}

function checkTable(checks) {
    return el('div', {class: 'scroll'}, table({
        rows: checks,
        columns: [
            {label: 'Asked', row: true, value: each => time(each.createdAt)},
            {label: 'State', value: each => state(each.state, VERIFIED[each.state])},
            {label: 'Patches looked at', number: true, value: each => `${count(each.checked)} of ${count(each.patches)}`},
            {label: 'Found', value: found},
        ],
    }));
}

function found({findings, error}) {
    if (error) {
        return error;
    }
    return findings && `${count(findings.manifestErrorCount)} errors of the manifest, ${count(findings.damagedShardCount)} damaged shards, ${count(findings.damagedPatchCount)} damaged patches`;
}

function cases(dataset, split) {
    const slides = dataset.slides.filter(each => each.split === split);
    const shown = slides.slice(0, FIRST_CASES);
    const list = el('ul', {}, shown.map(row));
    return slides.length > 0 && el('details', {}, el('summary', {}, `${split}: cases ${count(dataset.cases[split]?.length ?? 0)}, slides ${count(slides.length)}`),
        list, slides.length > shown.length && el('button', {type: 'button', onclick: event => {
            list.append(...slides.slice(FIRST_CASES).map(row));
            event.target.remove();
        }}, `Show all ${count(slides.length)}`));
}

function row(slide) {
    return el('li', {}, 'case ', el('span', {class: 'mono', title: slide.caseId}, short(slide.caseId)), ', slide ', slideLink(slide.slideId));
}

function versionTable(versions, dataset) {
    return el('div', {class: 'scroll'}, table({
        id: 'versions', rows: versions,
        onRow: (element, each) => element.classList.toggle('chosen', each.version === dataset.version),
        columns: [
            {label: 'Version', row: true, value: each => each.version === dataset.version
                ? `${datasetName(each)} (this)` : el('a', {href: datasetPath(each)}, datasetName(each))},
            {label: 'Split', value: each => each.strategy},
            {label: 'Seed', number: true, value: each => String(each.seed)},
            {label: 'Patches', number: true, value: each => count(each.counts.reduce((sum, split) => sum + split.positive + split.negative, 0))},
            {label: 'Frozen', value: each => time(each.createdAt)},
        ],
    }));
}
