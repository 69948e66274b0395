// A list that comes page by page from a cursor, with a way back, and kept up to date while its first page is shown.

import {el, fill, table} from './dom.js';
import {get, query} from './api.js';
import {attempt} from './errors.js';

const REFRESH = 5000;

/**
 * Makes such a list.
 *
 * @param id of the table
 * @param about what it lists, in words, such as "slides"
 * @param path of the service's list
 * @param parameters called at each load: the filters, as query parameters
 * @param columns as those of a table
 * @param empty what stands there when there is nothing
 * @param limit rows of a page
 * @param live whether the first page is asked for again from time to time
 * @return {element, load()}; `load` begins at the first page
 */
export function pagedList({id, about, path, parameters = () => ({}), columns, empty, limit = 50, live = false}) {
    const problem = el('div', {});
    const place = el('div', {class: 'scroll'});
    const pager = el('nav', {class: 'actions', 'aria-label': `Pages of ${about}`});
    const element = el('section', {class: 'panel', 'aria-label': about}, problem, place, pager);
    let cursors = [undefined];
    let asking;

    async function show() {
        asking?.abort();
        asking = new AbortController();
        const cursor = cursors.at(-1);
        await attempt(problem, async () => {
            const page = await get(path + query(path, {...parameters(), limit, cursor}), {signal: asking.signal});
            fill(place, page.items.length === 0 ? el('p', {}, empty) : table({
                id, columns, rows: page.items,
                caption: `On this page: ${page.items.length}`,
            }));
            showPager(page.next);
        }, show);
    }

    function showPager(next) {
        const go = () => show().then(() => (pager.querySelector('button') ?? element.querySelector('a'))?.focus());
        fill(pager,
            cursors.length > 1 && el('button', {type: 'button', onclick: () => {
                cursors.pop();
                go();
            }}, 'Page before'),
            next && el('button', {type: 'button', onclick: () => {
                cursors.push(next);
                go();
            }}, 'Next page'));
        pager.hidden = pager.childElementCount === 0;
    }

    if (live) {
        setInterval(() => {
            const read = document.visibilityState === 'visible' && element.isConnected && cursors.length === 1;
            if (read && !element.contains(document.activeElement)) {
                show();
            }
        }, REFRESH);
    }
    return {
        element,
        load() {
            cursors = [undefined];
            return show();
        },
    };
}

/** Links that look like tabs: pairs of a value and words; the chosen one is marked. */
export function viewLinks(label, views, chosen, href) {
    return el('nav', {class: 'site-nav', 'aria-label': label}, el('ul', {}, views.map(([value, words]) =>
        el('li', {}, el('a', {href: href(value), 'aria-current': value === chosen && 'page'}, words)))));
}
