package io.cancernet.dataset.tiling;

/** A part of a patch, in its pixels; right and bottom are the first that do not belong to it. */
record PatchPart(int left, int top, int right, int bottom) {

    boolean isOnePixel() {
        return right - left == 1 && bottom - top == 1;
    }

    /** The first half when cut across its longer side. */
    PatchPart firstHalf() {
        return isWide()
                ? new PatchPart(left, top, (left + right) / 2, bottom)
                : new PatchPart(left, top, right, (top + bottom) / 2);
    }

    /** The second half when cut across its longer side. */
    PatchPart secondHalf() {
        return isWide()
                ? new PatchPart((left + right) / 2, top, right, bottom)
                : new PatchPart(left, (top + bottom) / 2, right, bottom);
    }

    private boolean isWide() {
        return right - left >= bottom - top;
    }
}
