package io.cancernet.inference.result;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.slide.SlideGeometry;

/** Patches and slides for tests. */
final class Patches {

    private static final PatchLocation IMAGE = new PatchLocation("shard.tar", 512, 100, Sha256.of(new byte[0]));

    private Patches() {}

    static IndexLine at(int x, int y, int width, int height) {
        PatchId id = new PatchId(Hashes.identity("patch", x + "," + y));
        return new IndexLine(id, x, y, width, height, null, null, IMAGE);
    }

    /** A patch archive of square patches at 4 µm a pixel. */
    static SlideGeometry archive(int side) {
        return new SlideGeometry(new MicronsPerPixel(4), side, side, null);
    }

    /** A whole slide, scanned at {@code slideMpp}, cut into square patches at 4 µm a pixel. */
    static SlideGeometry wholeSlide(int side, int width, int height, double slideMpp) {
        return new SlideGeometry(
                new MicronsPerPixel(4),
                side,
                side,
                new SlideGeometry.Level0(width, height, new MicronsPerPixel(slideMpp)));
    }

    static PatchOutcome scored(double probability) {
        return new PatchOutcome(probability, probability >= 0.5, false, null);
    }

    static PatchOutcome failed(String code) {
        return new PatchOutcome(null, false, false, code);
    }
}
