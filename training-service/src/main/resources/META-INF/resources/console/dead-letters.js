// Dead letters: what services could not use and why, one letter whole, and putting them back.

import {byId, el, facts, field, fill, select, table} from './shared/dom.js';
import {get, post, TRAINING} from './shared/api.js';
import {ask} from './shared/dialog.js';
import {attempt, showDone} from './shared/errors.js';
import {bytes, count, NONE, state, time, topicName} from './shared/format.js';
import {start} from './shared/layout.js';
import {pagedList} from './shared/pages.js';
import {may} from './shared/roles.js';

const LETTERS = `${TRAINING}/dead-letters`;

start(async () => {
    const asked = new URLSearchParams(location.search);
    const [groups, operates] = await Promise.all([get(`${LETTERS}/groups`), may('operator')]);
    const done = el('div', {});
    const topic = select([['', 'any'], ...new Set(groups.items.map(each => each.topic))], asked.get('topic') ?? '', {name: 'topic'});
    const code = select([['', 'any'], ...new Set(groups.items.map(each => each.code))], asked.get('code') ?? '', {name: 'code'});
    const replayed = select([['', 'any'], ['false', 'waiting'], ['true', 'put back']], asked.get('replayed') ?? 'false', {name: 'replayed'});
    const overview = el('section', {class: 'panel', 'aria-label': 'Reasons'});
    const opened = el('div', {id: 'opened'});
    const list = pagedList({
        id: 'letters', about: 'letters', path: LETTERS,
        parameters: () => ({topic: topic.value, code: code.value, replayed: replayed.value}),
        empty: 'No dead letter fits.',
        columns: [
            {label: 'Letter', row: true, value: each => operates
                ? el('button', {type: 'button', class: 'sort mono', onclick: () => open(each.letter)}, place(each)) : place(each)},
            {label: 'Topic', value: each => el('span', {class: 'small'}, topicName(each.topic))},
            {label: 'Code', value: each => el('span', {class: 'mono'}, each.code)},
            {label: 'Reason', value: each => el('span', {class: 'small'}, each.reason || NONE)},
            {label: 'State', value: letterState},
            {label: 'Failed', value: each => time(each.failedAt)},
        ],
    });
    const filters = el('form', {class: 'panel', 'aria-label': 'Filters', onsubmit: event => {
        event.preventDefault();
        list.load();
    }}, el('div', {class: 'fields'}, field('Topic', topic), field('Code', code), field('State', replayed),
        el('div', {class: 'actions'}, el('button', {type: 'submit', class: 'main'}, 'Show'))));
    const replays = pagedList({
        id: 'replays', about: 'replays', path: `${LETTERS}/replays`, limit: 10, empty: 'Nobody put letters back yet.',
        columns: [
            {label: 'By', row: true, value: each => each.by},
            {label: 'Which', value: each => el('span', {class: 'small'}, which(each))},
            {label: 'Put back', number: true, value: each => count(each.replayed)},
            {label: 'Reason', value: each => each.reason || NONE},
            {label: 'When', value: each => time(each.at)},
        ],
    });
    fill(byId('content'), done, overview, opened, el('h2', {}, 'Letters'), filters, list.element,
        el('h2', {}, 'Who put letters back'), replays.element);
    showGroups(groups);
    await Promise.all([list.load(), replays.load()]);

    function showGroups(counted) {
        fill(overview, el('h2', {}, 'Reasons'),
            counted.older > 0 && el('p', {class: 'muted'}, `${count(counted.older)} older letters are not listed; the command line shows all.`),
            counted.items.length === 0 ? el('p', {}, 'There are none: services could use all they were sent.') : el('div', {class: 'scroll'}, table({
                id: 'groups', rows: counted.items,
                columns: [
                    {label: 'Code', row: true, value: each => el('span', {class: 'mono'}, each.code)},
                    {label: 'Topic', value: each => el('span', {class: 'small'}, topicName(each.topic))},
                    {label: 'Waiting', number: true, value: each => count(each.letters - each.replayed)},
                    {label: 'Put back', number: true, value: each => count(each.replayed)},
                    {label: 'Newest reason', value: each => el('span', {class: 'small'}, each.reason || NONE)},
                    {label: 'Newest', value: each => time(each.newest)},
                    {label: 'Do', value: each => operates && each.letters > each.replayed && el('button', {
                        type: 'button', 'aria-label': `Put back ${each.code} of ${each.topic}`, onclick: () => replayGroup(each),
                    }, 'Put back')},
                ],
            })));
    }

    async function refresh() {
        await attempt(byId('problem'), async () => {
            showGroups(await get(`${LETTERS}/groups`));
            await Promise.all([list.load(), replays.load()]);
        });
    }

    function replayGroup(group) {
        const waiting = group.letters - group.replayed;
        ask({
            title: `Put back ${count(waiting)} records`,
            content: [
                el('p', {}, `They go to ${group.topic} once more. Do this when what caused ${group.code} is mended; what fails again becomes a new letter.`),
                reasonField()],
            button: 'Put back',
            submit: async ({reason}) => tell(await replayAll({topic: group.topic, code: group.code, reason}, waiting)),
        });
    }

    function replayOne(letter) {
        ask({
            title: 'Put back one record',
            content: [
                el('p', {}, `It goes to ${letter.topic} once more${letter.replayed ? ', although it did so before' : ''}.`),
                reasonField()],
            button: 'Put back',
            submit: async ({reason}) => {
                fill(opened);
                tell(await post(`${LETTERS}/replay`, {letters: [letter.letter], again: letter.replayed, reason}));
            },
        });
    }

    function tell(replay) {
        const left = Object.entries(replay.left);
        showDone(done, `${count(replay.replayed)} ${replay.replayed === 1 ? 'record was' : 'records were'} put back.`,
            replay.remaining > 0 && ` ${count(replay.remaining)} wait still.`,
            left.length > 0 && el('ul', {}, left.map(([why, letters]) => el('li', {}, `${count(letters)} cannot go back: ${why}`))));
        refresh();
    }

    async function open(id) {
        await attempt(byId('problem'), async () => {
            const letter = await get(`${LETTERS}/${encodeURIComponent(id)}`);
            fill(opened, whole(letter, () => replayOne(letter), () => fill(opened)));
            opened.querySelector('h2').focus();
        });
    }
});

/** Some go at once; the rest follow until none waits or none can go. */
async function replayAll(order, waiting) {
    const sum = {replayed: 0, left: {}, remaining: waiting};
    let part;
    do {
        part = await post(`${LETTERS}/replay`, order);
        sum.replayed += part.replayed;
        sum.left = part.left;
        sum.remaining = part.remaining;
    } while (part.remaining > 0 && part.replayed > 0 && sum.replayed < waiting);
    return sum;
}

function whole(letter, replay, close) {
    return el('section', {class: 'panel', 'aria-label': 'One letter'},
        el('h2', {tabindex: '-1'}, 'One letter'),
        el('div', {class: 'notice bad'}, el('strong', {}, letter.code), letter.reason),
        facts([
            ['Letter', el('span', {class: 'mono'}, letter.letter)],
            ['From', el('span', {class: 'mono'}, letter.topic)],
            ['Key', letter.key && el('span', {class: 'mono'}, letter.key)],
            ['State', letterState(letter)],
            ['Failed', time(letter.failedAt)],
        ]),
        el('details', {}, el('summary', {}, `${Object.keys(letter.headers).length} headers`),
            facts(Object.entries(letter.headers).map(([name, value]) => [name, el('span', {class: 'mono small'}, value)]))),
        el('details', {open: true}, el('summary', {}, `Data, ${bytes(letter.bytes)}`), data(letter)),
        el('div', {class: 'actions'},
            el('button', {type: 'button', class: 'main', onclick: replay}, letter.replayed ? 'Put back again' : 'Put back'),
            el('button', {type: 'button', onclick: close}, 'Close')));
}

function data(letter) {
    if (letter.data === undefined || letter.data === null) {
        return el('p', {}, 'No data were kept, since they were too large or there were none. It cannot be put back.');
    }
    let text = letter.data;
    try {
        text = JSON.stringify(JSON.parse(text), null, 2);
    } catch (noJson) {
        // It is shown as it lies there: its data may be what was wrong.
    }
    return el('pre', {class: 'wrap mono small', tabindex: '0', 'aria-label': 'Data of the letter'}, text);
}

function reasonField() {
    return field('Reason', el('textarea', {name: 'reason', rows: 2, maxlength: 1000}), {wide: true, hint: 'Kept on record with your name; write no names of patients.'});
}

function letterState(letter) {
    return letter.replayed ? state('put back', 'good') : state('waits', 'warn');
}

function which(replay) {
    if (replay.letters.length > 0) {
        return replay.letters.length === 1 ? replay.letters[0] : `${count(replay.letters.length)} letters`;
    }
    return [replay.code, replay.topic].filter(Boolean).join(' of ');
}

/** Where a letter lies in its topic. */
function place(letter) {
    return letter.letter.slice(letter.letter.lastIndexOf('@') + 1);
}
