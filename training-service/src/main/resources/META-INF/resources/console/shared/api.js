// Calls of the services' REST interfaces. What they refuse comes as a Problem, with words for people.

/** Paths of the services: training-service is at the root, the others behind their prefix. */
export const TRAINING = '/api/v1';
export const DATASET = '/dataset/api/v1';
export const INFERENCE = '/inference/api/v1';

/** Quarkus answers this instead of a redirect to the sign-in page, which a script could not follow. */
const SIGNED_OUT = 499;

/** A refusal or failure: `status` is 0 when nobody answered; `code` is stable, `message` is for people. */
export class Problem extends Error {
    constructor(status, title, detail, code) {
        super(detail || title);
        this.name = 'Problem';
        this.status = status;
        this.title = title;
        this.code = code;
    }

    get isSignedOut() {
        return this.status === 401 || this.status === SIGNED_OUT;
    }
}

export function get(path, options = {}) {
    return call('GET', path, undefined, options);
}

export function post(path, body = {}, options = {}) {
    return call('POST', path, body, options);
}

export function patch(path, body, options = {}) {
    return call('PATCH', path, body, options);
}

export function put(path, body, options = {}) {
    return call('PUT', path, body, options);
}

export function remove(path, body, options = {}) {
    return call('DELETE', path, body, options);
}

/** Every item of a list that has pages, at most so many. */
export async function all(path, most = 1000) {
    const items = [];
    let cursor;
    do {
        const page = await get(path + query(path, {limit: Math.min(200, most - items.length), cursor}));
        items.push(...page.items);
        cursor = page.next;
    } while (cursor && items.length < most);
    return items;
}

/** Query parameters as text, to put behind a path; lists repeat their name, what is empty is left out. */
export function query(path, parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const each of Array.isArray(value) ? value : [value]) {
            if (each !== undefined && each !== null && each !== '') {
                search.append(name, each);
            }
        }
    }
    const text = search.toString();
    return text === '' ? '' : (path.includes('?') ? '&' : '?') + text;
}

async function call(method, path, body, {headers = {}, signal} = {}) {
    let answer;
    try {
        answer = await fetch(path, {
            method,
            signal,
            headers: {
                Accept: 'application/json, application/problem+json',
                'X-Requested-With': 'JavaScript',
                ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
                ...headers,
            },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        throw new Problem(0, 'No answer', 'The server does not answer. Look whether it runs, then try again.');
    }
    const content = await parse(answer);
    if (!answer.ok) {
        throw problem(answer, content);
    }
    return content;
}

async function parse(answer) {
    const text = await answer.text();
    if (text === '') {
        return undefined;
    }
    try {
        return JSON.parse(text);
    } catch (noJson) {
        return undefined;
    }
}

function problem(answer, content) {
    const words = {
        401: 'You are signed out. Load the page again to sign in.',
        [SIGNED_OUT]: 'You are signed out. Load the page again to sign in.',
        403: 'Your role does not allow this. Ask somebody who has it, or who gives roles.',
        404: 'There is no such thing on the server.',
        502: 'The service behind this page does not answer. Look whether it runs, then try again.',
        503: 'The service is not ready. Try again in a moment.',
    };
    return new Problem(
        answer.status,
        content?.title ?? `Error ${answer.status}`,
        content?.detail ?? words[answer.status] ?? `The server answered ${answer.status} ${answer.statusText}`.trim() + '.',
        content?.code);
}
