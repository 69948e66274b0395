// Numbers, times and names as people read them.

import {el} from './dom.js';

/** Stands where there is no value. */
export const NONE = '–';

/** A figure with so many decimals, or a dash. */
export function figure(value, decimals = 3) {
    return typeof value === 'number' && Number.isFinite(value) ? value.toFixed(decimals) : NONE;
}

export function count(value) {
    return typeof value === 'number' ? value.toLocaleString('en') : NONE;
}

export function percent(value, decimals = 1) {
    return typeof value === 'number' ? `${(100 * value).toFixed(decimals)} %` : NONE;
}

/** A figure with its interval, which goes to the next line as a whole. */
export function withInterval(value, interval, words = figure) {
    return interval
        ? [words(value), ' ', el('span', {class: 'interval'}, `[${words(interval.low)}, ${words(interval.high)}]`)]
        : words(value);
}

export function signed(value, decimals = 3) {
    return typeof value === 'number' ? (value > 0 ? '+' : '') + value.toFixed(decimals) : NONE;
}

/** A time of the server in the reader's time zone; hovering shows UTC. */
export function time(instant) {
    if (!instant) {
        return NONE;
    }
    const words = new Date(instant).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
    return el('time', {datetime: instant, title: instant}, words);
}

/** How long it took, or takes so far. */
export function duration(from, to) {
    if (!from) {
        return NONE;
    }
    const seconds = Math.max(0, Math.round(((to ? new Date(to) : new Date()) - new Date(from)) / 1000));
    if (seconds < 60) {
        return `${seconds} s`;
    }
    if (seconds < 3600) {
        return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    }
    return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

export function bytes(value) {
    if (typeof value !== 'number') {
        return NONE;
    }
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
    return `${(value / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** A state word with its mark: kind is "good", "bad", "warn", "going" or "". */
export function state(words, kind = '') {
    return el('span', {class: `state ${kind}`.trim()}, words);
}

/** A topic's name, which breaks behind its dots alone. */
export function topicName(name) {
    return el('span', {class: 'topic'}, name.split('.').flatMap((part, index) => index === 0 ? [part] : ['.', el('wbr'), part]));
}

export function tags(names) {
    return names.map(name => el('span', {class: 'tag'}, name));
}

/** Nested settings as pairs of a dotted name and a value. */
export function flat(settings, prefix = '') {
    return Object.entries(settings ?? {}).flatMap(([name, value]) =>
        value !== null && typeof value === 'object' && !Array.isArray(value)
            ? flat(value, `${prefix}${name}.`)
            : [[prefix + name, value]]);
}
