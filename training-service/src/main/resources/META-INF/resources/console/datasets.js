// Datasets: frozen choices of slides, each with its versions, splits and class balance.

import {byId, el, field, fill, select} from './shared/dom.js';
import {DATASET} from './shared/api.js';
import {balance, datasetName, datasetPath, SPLITS, warnings} from './shared/datasets.js';
import {count, figure, NONE, time} from './shared/format.js';
import {start} from './shared/layout.js';
import {pagedList} from './shared/pages.js';

start(async () => {
    const asked = new URLSearchParams(location.search);
    const name = el('input', {name: 'name', size: 18, value: asked.get('name') ?? '', autocomplete: 'off'});
    const strategy = select([['', 'any'], 'by-case', 'k-fold', 'source', 'patch-random', 'imported'], asked.get('strategy') ?? '', {name: 'strategy'});
    const leaky = select([['', 'any'], ['false', 'no'], ['true', 'yes']], asked.get('leaky') ?? '', {name: 'leaky'});
    const list = pagedList({
        id: 'datasets', about: 'dataset versions', path: `${DATASET}/datasets`,
        parameters: () => ({name: name.value.trim(), strategy: strategy.value, leaky: leaky.value}),
        empty: 'No dataset fits. One is frozen by REST, or by: cancernet datasets create --name NAME',
        columns: [
            {label: 'Dataset', row: true, value: each => el('a', {href: datasetPath(each)}, datasetName(each))},
            {label: 'Split', value: each => [each.strategy, each.fold ? ` ${each.fold.number} of ${each.fold.of}` : '']},
            ...SPLITS.map(split => ({label: split, value: each => splitOf(each, split)})),
            {label: 'µm a pixel', number: true, value: each => figure(each.mpp, 2)},
            {label: 'Beware', value: each => warnings(each).length === 0 ? NONE : warnings(each)},
            {label: 'Frozen', value: each => time(each.createdAt)},
        ],
    });
    const form = el('form', {class: 'panel', 'aria-label': 'Filters', onsubmit: event => {
        event.preventDefault();
        const parameters = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
        history.replaceState(null, '', `${location.pathname}?${parameters}`);
        list.load();
    }}, el('div', {class: 'fields'}, field('Name', name), field('Split', strategy), field('Leaky', leaky),
        el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'main'}, 'Show'))));
    fill(byId('content'), form, list.element);
    await list.load();
});

function splitOf(dataset, split) {
    const counted = dataset.counts.find(each => each.split === split);
    return counted ? [el('span', {class: 'small'}, `${count(counted.cases)} cases, `), balance(counted.positive, counted.negative)] : NONE;
}
