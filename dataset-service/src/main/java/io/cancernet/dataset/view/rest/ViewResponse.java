package io.cancernet.dataset.view.rest;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.view.DeepZoom;
import io.cancernet.dataset.view.MosaicFrame;
import io.cancernet.dataset.view.TileFormat;
import io.cancernet.dataset.view.ViewDescription;
import io.cancernet.dataset.view.ViewKind;

/**
 * What a viewer has to know, as REST tells it.
 *
 * @param frame a patch at {@code x} has its left edge at pixel {@code (x - originX) * scale}
 * @param descriptor path of the Deep Zoom descriptor
 */
record ViewResponse(
        SlideId slideId,
        ExtractionId extractionId,
        ViewKind kind,
        int width,
        int height,
        int levels,
        MicronsPerPixel mpp,
        int tileSize,
        int overlap,
        TileFormat format,
        MosaicFrame frame,
        String descriptor) {

    static ViewResponse from(ViewDescription view, String descriptor) {
        DeepZoom pyramid = view.pyramid();
        return new ViewResponse(
                view.viewed().slide().slideId(),
                view.viewed().slide().extractionId(),
                view.viewed().kind(),
                pyramid.width(),
                pyramid.height(),
                pyramid.levels(),
                view.mpp(),
                pyramid.tileSize(),
                DeepZoom.OVERLAP,
                TileFormat.JPG,
                view.frame(),
                descriptor);
    }
}
