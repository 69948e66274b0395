package io.cancernet.inference.bench;

import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.PatchLocation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generated patches with files about as long as those of IDC (6 KB), in shards. Some thousand images lie behind any number
 * of patches.
 */
final class BenchPatches {

    private static final int IMAGES = 6000;
    private static final int IMAGES_A_SHARD = 3000;
    private static final int SIDE = 50;
    private static final int TAR_BLOCK = 512;
    private static final int[] EOSIN = {222, 170, 200};
    /** Of the noise on each channel: more makes longer files. */
    private static final int AMPLITUDE = 44;

    private final List<PatchLocation> images;

    private BenchPatches(List<PatchLocation> images) {
        this.images = images;
    }

    static BenchPatches stored(ObjectStore store) {
        List<PatchLocation> images = new ArrayList<>();
        PatchImageCodec codec = new PatchImageCodec();
        for (int from = 0; from < IMAGES; from += IMAGES_A_SHARD) {
            String shard = "patches/bench/shard-%05d.tar".formatted(from / IMAGES_A_SHARD);
            List<byte[]> files = IntStream.range(from, from + IMAGES_A_SHARD)
                    .parallel()
                    .mapToObj(i -> codec.encodePng(image(i)))
                    .toList();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] file : files) {
                bytes.writeBytes(new byte[TAR_BLOCK]);
                images.add(new PatchLocation(shard, bytes.size(), file.length, Sha256.of(file)));
                bytes.writeBytes(file);
            }
            store.put(shard, bytes.toByteArray(), "application/x-tar");
        }
        return new BenchPatches(List.copyOf(images));
    }

    /** A patch of its own each; the same run and number is the same patch. */
    PatchQueued queued(String run, int number) {
        PatchId id = new PatchId(Hashes.identity("bench", run, Integer.toString(number)));
        return new PatchQueued(id, null, null, null, number, 0, images.get(number % images.size()), null);
    }

    /** One of the image files. */
    static byte[] file(int number) {
        return new PatchImageCodec().encodePng(image(number % IMAGES));
    }

    /** Noise in the colour of stained tissue. */
    private static RgbImage image(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int noise = (random.nextInt(AMPLITUDE) + random.nextInt(AMPLITUDE)) / 2 - AMPLITUDE / 2;
            pixels[i] = (byte) Math.max(0, Math.min(255, EOSIN[i % RgbImage.CHANNELS] + noise));
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }
}
