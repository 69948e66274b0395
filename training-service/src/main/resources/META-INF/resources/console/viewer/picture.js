// The picture of a slide in OpenSeadragon, which zooms by wheel, touch and keys.

import {el} from '../shared/dom.js';

const LIBRARY = '/webjars/openseadragon/2.4.2/build/openseadragon/openseadragon.min.js';
const WAIT = 15_000;

/** Shows a picture in a place; the promise is kept when it can be drawn upon. */
export async function openViewer(stage, view) {
    await library();
    const picture = el('div', {class: 'picture'});
    stage.replaceChildren(picture, buttons(() => viewer));
    const viewer = window.OpenSeadragon({
        element: picture,
        tileSources: `${view.path}.dzi`,
        showNavigationControl: false,
        showNavigator: false,
        animationTime: 0.4,
        visibilityRatio: 0.5,
        minZoomImageRatio: 0.7,
        maxZoomPixelRatio: 12,
        preserveImageSizeOnResize: true,
        gestureSettingsMouse: {clickToZoom: false, dblClickToZoom: true},
        gestureSettingsTouch: {clickToZoom: false, dblClickToZoom: true, pinchRotate: false},
    });
    viewer.canvas.setAttribute('role', 'application');
    viewer.canvas.setAttribute('aria-label', 'Picture of the slide. Arrow keys move it, plus and minus zoom, 0 shows all of it,'
        + ' Enter chooses the patch in the middle.');
    viewer.addHandler('canvas-key', keepUpright);
    await new Promise((opened, failed) => {
        const late = setTimeout(() => failed(new Error('the picture of the slide does not come')), WAIT);
        viewer.addOnceHandler('open', () => {
            clearTimeout(late);
            opened();
        });
        viewer.addOnceHandler('open-failed', event => {
            clearTimeout(late);
            failed(new Error(`the picture of the slide cannot be opened: ${event.message}`));
        });
    });
    return viewer;
}

/** Turning and mirroring would part the picture from its patches. */
function keepUpright(event) {
    if (['r', 'R', 'f', 'F'].includes(event.originalEvent.key)) {
        event.preventDefaultAction = true;
    }
}

function buttons(viewer) {
    const zoom = factor => () => {
        viewer().viewport.zoomBy(factor);
        viewer().viewport.applyConstraints();
    };
    return el('div', {class: 'zoom', role: 'group', 'aria-label': 'Zoom'},
        el('button', {type: 'button', 'aria-label': 'Zoom in', onclick: zoom(2)}, '+'),
        el('button', {type: 'button', 'aria-label': 'Zoom out', onclick: zoom(0.5)}, '−'),
        el('button', {type: 'button', onclick: () => viewer().viewport.goHome()}, 'Whole slide'));
}

let loading;

function library() {
    loading ??= new Promise((loaded, failed) => {
        const script = el('script', {src: LIBRARY});
        script.onload = loaded;
        script.onerror = () => failed(new Error('the viewer could not be loaded'));
        document.head.append(script);
    });
    return loading;
}
