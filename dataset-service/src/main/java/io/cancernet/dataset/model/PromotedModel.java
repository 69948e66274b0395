package io.cancernet.dataset.model;

import io.cancernet.common.unit.MicronsPerPixel;

/**
 * What a promoted model takes.
 *
 * @param model name and version
 * @param patchSize side of a patch in pixels
 * @param mpp resolution of a patch
 */
public record PromotedModel(String model, int patchSize, MicronsPerPixel mpp) {}
