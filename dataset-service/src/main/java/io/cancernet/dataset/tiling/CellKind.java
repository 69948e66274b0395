package io.cancernet.dataset.tiling;

/** What is to be seen at one place of the grid. Only tissue becomes a patch. */
public enum CellKind {
    TISSUE,
    /** Too little of it is tissue. */
    BACKGROUND,
    /** A pen's ink covers too much of it. */
    PEN,
    /** Out of focus. */
    BLURRED
}
