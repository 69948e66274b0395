// Elements without markup in strings: what a server answers is always text, never HTML.

/**
 * Makes an element. Attributes that are undefined, null or false are left out, `true` ones are empty, those that begin
 * with "on" are listeners; children that are undefined, null or false are left out.
 */
export function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else {
            element.setAttribute(name, value === true ? '' : value);
        }
    }
    element.append(...present(children));
    return element;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
    element.replaceChildren(...present(children));
    return element;
}

export function byId(id) {
    return document.getElementById(id);
}

function present(children) {
    return children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false);
}

/** A list of facts: pairs of a name and a text or element; pairs without a value are left out. */
export function facts(pairs) {
    return el('dl', {class: 'facts'}, pairs
        .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
        .map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

/**
 * A table whose rows become cards on narrow screens. Its roles are named, since CSS that makes cards would take them away.
 *
 * @param columns each {label, value: row => text or element, number: true for figures, row: true for the row's name,
 *     head: () => what stands in the head instead of the label}
 * @param plain whether it stays a table on narrow screens
 */
export function table({caption, columns, rows, id, onRow, plain = false}) {
    const head = el('tr', {role: 'row'}, columns.map(column => el('th', {
        role: 'columnheader', scope: 'col', class: column.number && 'number', 'aria-sort': column.sorted,
    }, column.head?.() ?? column.label)));
    const body = el('tbody', {role: 'rowgroup'}, rows.map(row => tableRow(columns, row, onRow)));
    return el('table', {class: !plain && 'cards', role: 'table', id},
        caption && el('caption', {}, caption), el('thead', {role: 'rowgroup'}, head), body);
}

/** One row of such a table, to put in the place of an older one. */
export function tableRow(columns, row, onRow) {
    const element = el('tr', {role: 'row'}, columns.map(column => column.row
        ? el('th', {role: 'rowheader', scope: 'row', 'data-label': column.label}, together(column.value(row)))
        : el('td', {role: 'cell', 'data-label': column.label, class: column.number && 'number'}, together(column.value(row)))));
    if (onRow) {
        onRow(element, row);
    }
    return element;
}

/** Several parts of a cell as one, so that a card has two columns. */
function together(content) {
    return Array.isArray(content) && content.length > 0 ? el('div', {}, content) : content;
}

/**
 * Such a table that sorts by the column whose name is pressed; columns have `key: row => number or text` to sort by.
 *
 * @param by label of the column that it is sorted by first
 */
export function sortable({columns, rows, by, descending = false, ...rest}) {
    const place = el('div', {class: 'scroll'});
    const show = (label, down) => {
        const key = columns.find(column => column.label === label)?.key;
        const ordered = key ? [...rows].sort((one, other) => (down ? -1 : 1) * compare(key(one), key(other))) : rows;
        fill(place, table({...rest, rows: ordered, columns: columns.map(column => !column.key ? column : {
            ...column,
            sorted: column.label === label ? (down ? 'descending' : 'ascending') : undefined,
            head: () => el('button', {type: 'button', class: 'sort', onclick: () => {
                show(column.label, column.label === label ? !down : Boolean(column.number));
                place.querySelector('[aria-sort] button').focus();
            }}, column.label + (column.label === label ? (down ? ' ↓' : ' ↑') : '')),
        })}));
    };
    show(by, descending);
    return place;
}

/** Numbers by size, text by letters; what is missing comes before everything. */
function compare(one, other) {
    if (typeof one === 'string' && typeof other === 'string') {
        return one.localeCompare(other, 'en', {numeric: true});
    }
    return (one ?? -Infinity) - (other ?? -Infinity);
}

/** A labelled control of a form. */
export function field(label, control, {hint, wide} = {}) {
    control.id ||= `field-${++fields}`;
    const hintId = hint && `${control.id}-hint`;
    if (hintId) {
        control.setAttribute('aria-describedby', hintId);
    }
    return el('div', {class: wide ? 'field wide' : 'field'},
        el('label', {for: control.id}, label), control, hint && el('span', {id: hintId, class: 'muted small'}, hint));
}

let fields = 0;

/** Says beside a labelled control what is wrong with what it holds; nothing takes that away. */
export function fieldError(control, words) {
    const id = `${control.id}-error`;
    byId(id)?.remove();
    const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(each => each && each !== id);
    if (words) {
        control.closest('.field').append(el('span', {id, class: 'error small'}, words));
        described.push(id);
        control.setAttribute('aria-invalid', 'true');
    } else {
        control.removeAttribute('aria-invalid');
    }
    described.length > 0 ? control.setAttribute('aria-describedby', described.join(' ')) : control.removeAttribute('aria-describedby');
}

/** A choice; options are values, or pairs of value and words. */
export function select(options, chosen, attributes = {}) {
    const element = el('select', attributes, options.map(option => {
        const [value, words] = Array.isArray(option) ? option : [option, option];
        return el('option', {value}, words);
    }));
    if (chosen !== undefined && chosen !== null) {
        element.value = chosen;
    }
    return element;
}
