// Patches over a slide, on one canvas that follows the viewer. Few patches are drawn one by one at their very edges; many
// come from a map that has whole pixels to a patch and is made anew only when colours change.

import {viridis} from './viridis.js';

/** From so many patches in view on, they are drawn from the map. */
const MANY = 4000;
const PIXELS_OF_PATCH = 8;
const MOST_PIXELS = 4096;
/** A patch smaller than this on the screen has no frame. */
const SMALLEST_FRAME = 5;
const COLOURS = 256;

const POSITIVE = [213, 94, 0];
const NEGATIVE = [0, 114, 178];
const UNSCORED = [110, 110, 110];
/** How much of its opacity a patch below the threshold keeps, where colours show probabilities. */
const BELOW = 0.35;

export class Overlay {
    /**
     * @param viewer of OpenSeadragon
     * @param look {opacity, threshold, colours: "probability" | "decision" | "label", heat, grid}: read at each drawing
     */
    constructor(viewer, patches, look) {
        this.viewer = viewer;
        this.patches = patches;
        this.look = look;
        this.chosen = -1;
        this.canvas = document.createElement('canvas');
        this.canvas.className = 'overlay';
        this.canvas.setAttribute('aria-hidden', 'true');
        viewer.canvas.append(this.canvas);
        this.scale = Array.from({length: COLOURS}, (none, i) => viridis(i / (COLOURS - 1)));
        viewer.addHandler('update-viewport', () => this.draw());
        viewer.addHandler('resize', () => this.draw());
    }

    /** After scores, threshold or the choice of colours changed. */
    recolour() {
        this.map = undefined;
        this.schedule();
    }

    /** Draws soon, once however often it is asked for. */
    schedule() {
        this.frame ??= requestAnimationFrame(() => {
            this.frame = undefined;
            this.draw();
        });
    }

    draw() {
        const picture = this.viewer.world.getItemAt(0);
        if (!picture) {
            return;
        }
        const view = this.#view(picture);
        const context = this.canvas.getContext('2d');
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, this.canvas.width, this.canvas.height);
        if (!this.patches.ready || this.patches.count === 0) {
            return;
        }
        if (this.look.heat) {
            this.#fill(context, view);
        }
        this.#frames(context, view);
    }

    /** How pixels of the picture become those of the canvas, and which of them are in view. */
    #view(picture) {
        const ratio = window.devicePixelRatio || 1;
        const size = this.viewer.viewport.getContainerSize();
        const width = Math.round(size.x * ratio);
        const height = Math.round(size.y * ratio);
        if (this.canvas.width !== width || this.canvas.height !== height) {
            this.canvas.width = width;
            this.canvas.height = height;
        }
        const origin = picture.imageToViewerElementCoordinates(new window.OpenSeadragon.Point(0, 0));
        const end = picture.imageToViewerElementCoordinates(new window.OpenSeadragon.Point(this.patches.width, 0));
        const scale = ratio * (end.x - origin.x) / this.patches.width;
        const left = origin.x * ratio;
        const top = origin.y * ratio;
        return {
            scale, left, top, ratio,
            area: [-left / scale, -top / scale, (width - left) / scale, (height - top) / scale],
        };
    }

    #fill(context, view) {
        const {patches} = this;
        if (patches.near(...view.area) > MANY) {
            this.map ??= this.#makeMap();
            context.imageSmoothingEnabled = false;
            context.globalAlpha = this.look.opacity;
            context.drawImage(this.map.canvas, view.left, view.top,
                this.map.canvas.width * this.map.side * view.scale, this.map.canvas.height * this.map.side * view.scale);
            context.globalAlpha = 1;
            return;
        }
        patches.within(...view.area, n => {
            const colour = this.#colour(n);
            if (colour) {
                const [left, top, right, bottom] = edges(patches, n, view);
                context.globalAlpha = this.look.opacity * colour.strength;
                context.fillStyle = `rgb(${colour.rgb.join(' ')})`;
                context.fillRect(left, top, right - left, bottom - top);
            }
        });
        context.globalAlpha = 1;
    }

    /** All patches on a canvas of their own. */
    #makeMap() {
        const {patches} = this;
        const side = Math.max(patches.side / PIXELS_OF_PATCH, Math.max(patches.width, patches.height) / MOST_PIXELS);
        const canvas = document.createElement('canvas');
        canvas.width = Math.max(1, Math.ceil(patches.width / side));
        canvas.height = Math.max(1, Math.ceil(patches.height / side));
        const context = canvas.getContext('2d');
        const image = context.createImageData(canvas.width, canvas.height);
        const pixels = new Uint32Array(image.data.buffer);
        for (let n = 0; n < patches.count; n++) {
            const colour = this.#colour(n);
            if (colour) {
                const [red, green, blue] = colour.rgb;
                const packed = (Math.round(255 * colour.strength) << 24 | blue << 16 | green << 8 | red) >>> 0;
                const left = Math.round(patches.left[n] / side);
                const right = Math.min(canvas.width, Math.max(left + 1, Math.round((patches.left[n] + patches.wide[n]) / side)));
                const end = Math.min(canvas.height, Math.max(1 + Math.round(patches.top[n] / side), Math.round((patches.top[n] + patches.high[n]) / side)));
                for (let row = Math.round(patches.top[n] / side); row < end; row++) {
                    pixels.fill(packed, row * canvas.width + left, row * canvas.width + right);
                }
            }
        }
        context.putImageData(image, 0, 0);
        return {canvas, side};
    }

    /** Colour of a patch and how strong it is; nothing where there is nothing to tell. */
    #colour(n) {
        const {patches, look} = this;
        if (look.colours === 'label') {
            return patches.label[n] < 0 ? undefined : {rgb: patches.label[n] === 1 ? POSITIVE : NEGATIVE, strength: 1};
        }
        const probability = patches.probability[n];
        if (Number.isNaN(probability)) {
            return patches.failed.has(n) ? {rgb: UNSCORED, strength: 1} : undefined;
        }
        const positive = probability >= look.threshold;
        return look.colours === 'decision'
            ? {rgb: positive ? POSITIVE : NEGATIVE, strength: 1}
            : {rgb: this.scale[Math.round(probability * (COLOURS - 1))], strength: positive ? 1 : BELOW};
    }

    #frames(context, view) {
        const {patches, look} = this;
        const legible = patches.side * view.scale >= SMALLEST_FRAME * view.ratio && patches.near(...view.area) <= MANY;
        if (legible) {
            context.lineWidth = view.ratio;
            patches.within(...view.area, n => {
                if (look.grid) {
                    frame(context, edges(patches, n, view), 'rgb(20 20 20 / 0.65)', view.ratio);
                }
                if (look.unusual && patches.unusual[n]) {
                    cross(context, edges(patches, n, view), view.ratio);
                }
            });
        }
        if (this.chosen >= 0) {
            const box = grown(edges(patches, this.chosen, view), 6 * view.ratio);
            context.lineWidth = 5 * view.ratio;
            frame(context, box, '#000000', 0);
            context.lineWidth = 2 * view.ratio;
            frame(context, box, '#ffffff', 0);
        }
    }
}

/** Edges of a patch on the canvas, on whole pixels, so that neighbours meet without gap or overlap. */
function edges(patches, n, {scale, left, top}) {
    return [
        Math.round(left + patches.left[n] * scale),
        Math.round(top + patches.top[n] * scale),
        Math.round(left + (patches.left[n] + patches.wide[n]) * scale),
        Math.round(top + (patches.top[n] + patches.high[n]) * scale),
    ];
}

function frame(context, [left, top, right, bottom], colour, inset) {
    context.strokeStyle = colour;
    context.strokeRect(left + inset / 2, top + inset / 2, right - left - inset, bottom - top - inset);
}

/** Marks a patch of unusual colours: light on dark, so that it is seen on any of them. */
function cross(context, [left, top, right, bottom], ratio) {
    for (const [width, colour] of [[4 * ratio, '#000000'], [1.5 * ratio, '#ffffff']]) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.beginPath();
        context.moveTo(left + 2 * ratio, top + 2 * ratio);
        context.lineTo(right - 2 * ratio, bottom - 2 * ratio);
        context.moveTo(right - 2 * ratio, top + 2 * ratio);
        context.lineTo(left + 2 * ratio, bottom - 2 * ratio);
        context.stroke();
    }
    context.lineWidth = ratio;
}

/** A box that is seen however small the patch is. */
function grown([left, top, right, bottom], least) {
    const across = Math.max(0, (2 * least - (right - left)) / 2);
    const down = Math.max(0, (2 * least - (bottom - top)) / 2);
    return [left - across, top - down, right + across, bottom + down];
}
