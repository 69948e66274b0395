// The patches of a slide in arrays of numbers, with their scores: 100,000 of them are looked up and counted in milliseconds.

import {get, query} from '../shared/api.js';

const NONE = -1;
/** A bin of the lookup has about so many patches along a side. */
const PATCHES_OF_BIN = 8;
const MOST_BINS_OF_SIDE = 512;
const BITS_OF_Y = 2 ** 26;

export class Patches {
    /** @param width, height of the picture in its pixels */
    constructor(width, height) {
        this.width = width;
        this.height = height;
        this.count = 0;
        this.expected = 0;
        this.ready = false;
    }

    /** Reads the places of all patches, part by part; `told` is called after each part. */
    async load(path, told, signal) {
        let cursor;
        do {
            const part = await get(path + query(path, {cursor}), {signal});
            this.#take(part);
            cursor = part.next ?? undefined;
            told();
        } while (cursor);
        this.#index();
        this.ready = true;
    }

    #take(part) {
        if (this.count === 0) {
            this.#allocate(part);
        }
        const first = this.count;
        part.left.forEach((left, i) => {
            const n = first + i;
            this.x[n] = part.x[i];
            this.y[n] = part.y[i];
            this.left[n] = left;
            this.top[n] = part.top[i];
            this.label[n] = part.labels[i] ?? NONE;
            this.places.set(place(part.x[i], part.y[i]), n);
        });
        for (const odd of part.odd) {
            this.wide[first + odd.number] = odd.width;
            this.high[first + odd.number] = odd.height;
        }
        this.count += part.left.length;
    }

    #allocate(part) {
        const size = part.count;
        this.expected = size;
        this.extractionId = part.extractionId;
        this.side = Math.max(part.width, part.height);
        this.x = new Int32Array(size);
        this.y = new Int32Array(size);
        this.left = new Float64Array(size);
        this.top = new Float64Array(size);
        this.wide = new Float64Array(size).fill(part.width);
        this.high = new Float64Array(size).fill(part.height);
        this.label = new Int8Array(size).fill(NONE);
        this.probability = new Float64Array(size).fill(NaN);
        this.unusual = new Uint8Array(size);
        this.failed = new Map();
        this.places = new Map();
        this.ranked = [];
    }

    /** Sorts the patches into bins by their left upper corners, so that few are looked at for a part of the picture. */
    #index() {
        this.bin = Math.max(PATCHES_OF_BIN * (this.side || 1), Math.max(this.width, this.height) / MOST_BINS_OF_SIDE);
        this.binsAcross = Math.floor(this.width / this.bin) + 1;
        this.binsDown = Math.floor(this.height / this.bin) + 1;
        const starts = new Uint32Array(this.binsAcross * this.binsDown + 1);
        for (let n = 0; n < this.count; n++) {
            starts[this.#binOf(n) + 1]++;
        }
        for (let bin = 1; bin < starts.length; bin++) {
            starts[bin] += starts[bin - 1];
        }
        const next = starts.slice();
        this.members = new Uint32Array(this.count);
        for (let n = 0; n < this.count; n++) {
            this.members[next[this.#binOf(n)]++] = n;
        }
        this.starts = starts;
        this.widest = this.wide?.reduce((most, each) => Math.max(most, each), 0) ?? 0;
        this.highest = this.high?.reduce((most, each) => Math.max(most, each), 0) ?? 0;
    }

    #binOf(n) {
        const across = clamp(Math.floor(this.left[n] / this.bin), this.binsAcross);
        return clamp(Math.floor(this.top[n] / this.bin), this.binsDown) * this.binsAcross + across;
    }

    /** How many patches may reach into a part of the picture, without looking at each. */
    near(left, top, right, bottom) {
        let found = 0;
        this.#bins(left, top, right, bottom, (from, end) => {
            found += end - from;
        });
        return found;
    }

    /** Calls back with each patch that reaches into a part of the picture. */
    within(left, top, right, bottom, each) {
        this.#bins(left, top, right, bottom, (from, end) => {
            for (let i = from; i < end; i++) {
                const n = this.members[i];
                if (this.left[n] < right && this.left[n] + this.wide[n] > left && this.top[n] < bottom && this.top[n] + this.high[n] > top) {
                    each(n);
                }
            }
        });
    }

    #bins(left, top, right, bottom, each) {
        if (!this.ready || this.count === 0) {
            return;
        }
        const firstAcross = clamp(Math.floor((left - this.widest) / this.bin), this.binsAcross);
        const lastAcross = clamp(Math.floor(right / this.bin), this.binsAcross);
        const firstDown = clamp(Math.floor((top - this.highest) / this.bin), this.binsDown);
        const lastDown = clamp(Math.floor(bottom / this.bin), this.binsDown);
        for (let down = firstDown; down <= lastDown; down++) {
            const row = down * this.binsAcross;
            each(this.starts[row + firstAcross], this.starts[row + lastAcross + 1]);
        }
    }

    /** The patch that is seen at a place of the picture, or -1. */
    at(x, y) {
        let seen = NONE;
        this.within(x, y, x + 1e-9, y + 1e-9, n => {
            seen = Math.max(seen, n);
        });
        return seen;
    }

    /** The patch of a place as indexes and scores name it, or -1. */
    named(x, y) {
        return this.places?.get(place(x, y)) ?? NONE;
    }

    /** Forgets all scores. */
    clearScores() {
        this.probability?.fill(NaN);
        this.unusual?.fill(0);
        this.failed?.clear();
        this.ranked = [];
        this.threshold = undefined;
    }

    /** Reads the scores of a request, part by part; `told` is called after each part. */
    async loadScores(path, told, signal) {
        let cursor;
        do {
            const part = await get(path + query(path, {cursor}), {signal});
            this.#score(part);
            cursor = part.next ?? undefined;
            this.#rank();
            told();
        } while (cursor);
    }

    #score(part) {
        this.threshold = part.threshold ?? this.threshold;
        const numbers = part.x.map((x, i) => this.named(x, part.y[i]));
        part.probability.forEach((probability, i) => {
            if (numbers[i] !== NONE && probability !== null) {
                this.probability[numbers[i]] = probability;
            }
        });
        part.outOfDistribution.filter(i => numbers[i] !== NONE).forEach(i => {
            this.unusual[numbers[i]] = 1;
        });
        part.failed.filter(each => numbers[each.number] !== NONE).forEach(each => {
            this.failed.set(numbers[each.number], each.errorCode);
        });
    }

    /** Orders the scored patches by probability, so that a threshold is counted by a search. */
    #rank() {
        const scored = [];
        for (let n = 0; n < this.count; n++) {
            if (!Number.isNaN(this.probability[n])) {
                scored.push(n);
            }
        }
        this.ranked = Uint32Array.from(scored).sort((one, other) => this.probability[other] - this.probability[one] || one - other);
    }

    get scored() {
        return this.ranked.length;
    }

    /** How many patches have a probability of at least the threshold. */
    positive(threshold) {
        let low = 0;
        let high = this.ranked.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (this.probability[this.ranked[middle]] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    get unusualCount() {
        return this.unusual?.reduce((sum, each) => sum + each, 0) ?? 0;
    }
}

function place(x, y) {
    return x * BITS_OF_Y + y;
}

function clamp(value, size) {
    return Math.min(size - 1, Math.max(0, value));
}
