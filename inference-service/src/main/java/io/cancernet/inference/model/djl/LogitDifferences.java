package io.cancernet.inference.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

/** Takes images to a network and logits, (images, 2), to logit of disease minus logit of none. */
final class LogitDifferences implements NoBatchifyTranslator<ImagePlanes, float[]> {

    @Override
    public NDList processInput(TranslatorContext context, ImagePlanes images) {
        // The array reads the buffer in place and is gone before the buffer is filled again.
        NDArray input = context.getNDManager().create(images.values(), images.shape()); // (images, 3, height, width)
        return new NDList(input);
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList outputs) {
        float[] logits = outputs.singletonOrThrow().toFloatArray();
        float[] differences = new float[logits.length / 2];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = logits[2 * i + 1] - logits[2 * i];
        }
        return differences;
    }
}
