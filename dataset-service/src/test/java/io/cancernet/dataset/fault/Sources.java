package io.cancernet.dataset.fault;

import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.dataset.testing.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is ingested while something goes wrong: slides and archives of patches in the folder of sources. */
final class Sources {

    private static final int COLUMNS = 12;
    private static final int ROWS = 8;
    /** Cells of 64 pixels at half the slide's resolution, tissue or not. */
    static final int CELLS = COLUMNS * ROWS;

    private static final int BORDER = 128;
    private static final int CELL = 128;
    static final int PATCHES_A_CASE = 10;

    private Sources() {}

    /** A slide of tissue with a border of glass, whose ingest takes several small shards. */
    static Path slide(Path folder) throws IOException {
        return new SyntheticTiff(
                        COLUMNS * CELL, ROWS * CELL, (level, x, y) -> colour(x << (2 * level), y << (2 * level)))
                .levels(1, 4)
                .mpp(0.5)
                .write(Files.createDirectories(folder).resolve("slide.tif"));
    }

    /** An archive of cases, and a file that belongs to none. */
    static Path archive(Path folder, int cases) {
        Tree tree = new Tree().file("readme.txt", "one file of no case");
        for (int i = 0; i < cases; i++) {
            tree.patches("killed-" + i, 4, PATCHES_A_CASE - 4);
        }
        return tree.folder(folder.resolve("archive"));
    }

    private static int colour(int x, int y) {
        boolean tissue = x >= BORDER && x < COLUMNS * CELL - BORDER && y >= BORDER && y < ROWS * CELL - BORDER;
        if (!tissue) {
            return 0xF2F2F2;
        }
        // Speckled: a patch of one colour would count as out of focus.
        int speckle = (x / 4 * 73_856_093 ^ y / 4 * 19_349_663) >>> 7 & 0x3F;
        return (0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle);
    }
}
