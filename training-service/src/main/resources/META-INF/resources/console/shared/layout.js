// The frame around every page: header, navigation, theme switch, footer.

import {byId, el, fill, select} from './dom.js';
import {showProblem} from './errors.js';
import {me} from './roles.js';

const PAGES = [
    ['Runs', '/console/', ['/console/index.html', '/console/run.html', '/console/compare.html', '/console/start.html']],
    ['Studies', '/console/studies.html', ['/console/study.html']],
    ['Models', '/console/models.html', []],
    ['Datasets', '/console/datasets.html', ['/console/dataset.html']],
    ['Slides', '/console/slides.html', ['/console/slide.html', '/console/ingest.html']],
    ['Dead letters', '/console/dead-letters.html', []],
];
const THEME = 'cancernet.theme';

/**
 * Puts the frame around the page's <main id="main"> and runs the page. Whatever it fails of is shown in
 * <div id="problem">, which is made when the page has none.
 */
export async function start(page) {
    const main = byId('main');
    main.tabIndex = -1;
    main.before(el('a', {class: 'skip', href: '#main'}, 'Skip to the page'), header());
    main.after(footer());
    const problem = byId('problem') ?? el('div', {id: 'problem'});
    if (!problem.isConnected) {
        main.append(problem);
    }
    showName();
    try {
        await page();
    } catch (failure) {
        showProblem(problem, failure, () => location.reload());
    }
    main.dataset.ready = 'true';
}

/** Names the page, in its title and for who goes back. */
export function title(words) {
    document.title = `${words} – CancerNet`;
}

/** Calls back when the theme changes, whoever changes it. */
export function onThemeChange(listener) {
    themeListeners.push(listener);
}

const themeListeners = [];
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tellTheme);

function tellTheme() {
    themeListeners.forEach(listener => listener());
}

function header() {
    return el('header', {class: 'site-header'},
        el('a', {class: 'brand', href: '/console/'}, 'CancerNet'),
        el('nav', {class: 'site-nav', 'aria-label': 'Pages'}, el('ul', {}, PAGES.map(navigationItem))),
        el('div', {class: 'site-tools'}, el('span', {id: 'me', class: 'muted small'}), themeSwitch()));
}

function navigationItem([words, path, below]) {
    const here = location.pathname;
    const current = here === path || below.includes(here);
    return el('li', {}, el('a', {href: path, 'aria-current': current && 'page'}, words));
}

function themeSwitch() {
    const chosen = document.documentElement.dataset.theme ?? 'system';
    const themes = [['system', 'as the system'], ['light', 'light'], ['dark', 'dark']];
    const choice = select(themes, chosen, {id: 'theme', onchange: () => choose(choice.value)});
    return el('div', {class: 'check'}, el('label', {for: 'theme'}, 'Theme'), choice);
}

function choose(theme) {
    if (theme === 'system') {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    try {
        localStorage.setItem(THEME, theme);
    } catch (storageForbidden) {
        // It holds for this page.
    }
    tellTheme();
}

function footer() {
    return el('footer', {class: 'site-footer'}, 'Research use only, not a diagnosis.');
}

async function showName() {
    try {
        const {name} = await me();
        if (name) {
            fill(byId('me'), name, ' ', el('a', {href: '/logout'}, 'Sign out'));
        }
    } catch (failure) {
        // The page itself says what is wrong.
    }
}
