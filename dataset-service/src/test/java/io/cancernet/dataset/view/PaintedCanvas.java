package io.cancernet.dataset.view;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A canvas that patches are painted on one pixel after the other, and the same patches as a stored extraction. */
final class PaintedCanvas {

    private static final PatchImageCodec CODEC = new PatchImageCodec();
    private static final int PATCHES_A_SHARD = 40;

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final String name;
    private final List<IndexLine> lines = new ArrayList<>();
    private final ByteArrayOutputStream shard = new ByteArrayOutputStream();
    private final ObjectStore store;
    private int shards;

    PaintedCanvas(String name, ObjectStore store, int width, int height) {
        this.name = name;
        this.store = store;
        this.width = width;
        this.height = height;
        pixels = new byte[width * height * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 0xff);
    }

    /** Paints a patch of random pixels whose corner on the canvas is given, and lists it under its coordinates. */
    PaintedCanvas patch(int left, int top, int patchWidth, int patchHeight, int x, int y) {
        byte[] patch = new byte[patchWidth * patchHeight * RgbImage.CHANNELS];
        new Random(lines.size()).nextBytes(patch);
        for (int row = 0; row < patchHeight; row++) {
            for (int column = 0; column < patchWidth; column++) {
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    pixels[((top + row) * width + left + column) * RgbImage.CHANNELS + channel] =
                            patch[(row * patchWidth + column) * RgbImage.CHANNELS + channel];
                }
            }
        }
        byte[] png = CODEC.encodePng(new RgbImage(patchWidth, patchHeight, patch));
        PatchLocation location =
                new PatchLocation(ObjectKeys.shard(extraction(), shards), shard.size(), png.length, Sha256.of(png));
        shard.writeBytes(png);
        lines.add(new IndexLine(
                Identifiers.patchId(extraction(), "patch " + lines.size()),
                x,
                y,
                patchWidth,
                patchHeight,
                null,
                null,
                location));
        if (lines.size() % PATCHES_A_SHARD == 0) {
            putShard();
        }
        return this;
    }

    /** Stores the patches of an archive. */
    Slide stored(int patchSide) {
        return stored(patchSide, new MicronsPerPixel(4), null);
    }

    Slide stored(int patchSide, MicronsPerPixel mpp, @Nullable SlideImage image) {
        putShard();
        byte[] index = JsonLines.write(lines);
        ObjectRef ref = new ObjectRef(ObjectKeys.index(extraction()), Sha256.of(index));
        store.put(ref.key(), index, "application/gzip");
        return new Slide(
                new SlideId(Hashes.identity("slide", name)),
                new CaseId(name),
                extraction(),
                new IngestId("ingest"),
                Purpose.DATASET,
                lines.size(),
                lines.size(),
                0,
                0,
                0,
                mpp,
                patchSide,
                patchSide,
                ref,
                image,
                null,
                Slide.NO_PARAMETERS,
                Instant.EPOCH);
    }

    /** The canvas at a scale, averaged one pixel after the other. */
    RgbImage shrunk(int scale) {
        return shrink(new RgbImage(width, height, pixels), scale);
    }

    static RgbImage shrink(RgbImage image, int scale) {
        int across = (image.width() + scale - 1) / scale;
        int down = (image.height() + scale - 1) / scale;
        byte[] to = new byte[across * down * RgbImage.CHANNELS];
        for (int i = 0; i < to.length; i++) {
            int left = i / RgbImage.CHANNELS % across * scale;
            int top = i / RgbImage.CHANNELS / across * scale;
            double sum = 0;
            int count = 0;
            for (int y = top; y < Math.min(top + scale, image.height()); y++) {
                for (int x = left; x < Math.min(left + scale, image.width()); x++) {
                    sum += image.pixels()[(y * image.width() + x) * RgbImage.CHANNELS + i % RgbImage.CHANNELS] & 0xff;
                    count++;
                }
            }
            to[i] = (byte) (int) Math.floor(sum / count + 0.5);
        }
        return new RgbImage(across, down, to);
    }

    private ExtractionId extraction() {
        return new ExtractionId(Hashes.identity("extraction", name));
    }

    private void putShard() {
        store.put(ObjectKeys.shard(extraction(), shards), shard.toByteArray(), "application/x-tar");
        shard.reset();
        shards++;
    }
}
