package io.cancernet.training.loop.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkInput;
import io.cancernet.training.augmentation.djl.TensorAugmentation;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.Batch;
import io.cancernet.training.loop.Pass;
import java.nio.ByteBuffer;

/**
 * The decoded patches of a set on the device, from which batches are taken and changed there. Owns the set; it is freed
 * when this is closed.
 */
final class ResidentImages implements BatchImages {

    private static final int SENT_AT_ONCE = 64 << 20;

    private final NDManager manager;
    private final InputSpec input;
    private final NDArray pixels;
    private final TensorAugmentation augmentation;

    /** @param manager on the device; closed with this */
    ResidentImages(NDManager manager, InputSpec input, PatchSet patches) {
        this.manager = manager;
        this.input = input;
        try {
            NDArray images = sent(manager, patches);
            pixels = images.reshape(-1, RgbImage.CHANNELS); // (patches * height * width, 3), the same memory
            augmentation = new TensorAugmentation(manager, input.height(), input.width());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Bytes that a set takes on the device. */
    static long bytes(PatchSet patches) {
        return patches.size() * patchBytes(patches);
    }

    private static long patchBytes(PatchSet patches) {
        return (long) patches.pixels().width() * patches.pixels().height() * RgbImage.CHANNELS;
    }

    /** (patches, height * width * 3) of 8-bit levels; sent in parts, so that memory here is bounded. */
    private static NDArray sent(NDManager manager, PatchSet patches) {
        int patchBytes = Math.toIntExact(patchBytes(patches));
        NDArray all = manager.zeros(new Shape(patches.size(), patchBytes), DataType.UINT8);
        int atOnce = Math.max(1, Math.min(patches.size(), SENT_AT_ONCE / patchBytes));
        ByteBuffer part = ByteBuffer.allocateDirect(atOnce * patchBytes);
        byte[] patch = new byte[patchBytes];
        for (int from = 0; from < patches.size(); from += atOnce) {
            int to = Math.min(patches.size(), from + atOnce);
            part.clear();
            for (int i = from; i < to; i++) {
                patches.pixels().read(patches.row(i), patch);
                part.put(patch);
            }
            part.flip();
            try (NDArray sent = manager.create(part, new Shape(to - from, patchBytes), DataType.UINT8)) {
                all.set(new NDIndex("{}:{}", from, to), sent);
            }
        }
        return all;
    }

    @Override
    public Pass prepared(Pass pass) {
        return pass.withoutPixels();
    }

    @Override
    public NDArray of(NDManager batchManager, Batch batch) {
        // What lies between is much larger than the result and is not needed again.
        try (NDManager between = batchManager.newSubManager()) {
            NDArray bytes = augmentation.apply(between, pixels, batch.patches(), batch.size(), batch.changes());
            NDArray images = NetworkInput.of(bytes, input); // (batch, 3, height, width)
            images.attach(batchManager);
            return images;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
