package io.cancernet.dataset.ingest;

import org.jspecify.annotations.Nullable;

/** What the patches of a whole slide are, as somebody said. */
interface PatchLabels {

    /**
     * The label of a patch: 1 for disease, 0 for none, null when nobody knows.
     *
     * @param x left edge in level-0 pixels
     * @param y top edge in the same pixels
     * @param side of the patch in the same pixels
     */
    @Nullable Integer label(int x, int y, double side);

    /** All that decides about the labels, in one line: part of the extraction's id. */
    String text();

    /** Every patch has the same label, or none. */
    static PatchLabels same(@Nullable Integer label) {
        return new PatchLabels() {
            @Override
            public @Nullable Integer label(int x, int y, double side) {
                return label;
            }

            @Override
            public String text() {
                return "label=" + label;
            }
        };
    }
}
