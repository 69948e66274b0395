package io.cancernet.dataset.view.rest;

import io.cancernet.dataset.view.DeepZoom;
import io.cancernet.dataset.view.TileFormat;

/** The XML descriptor of the Deep Zoom format, as OpenSeadragon reads it. */
final class DeepZoomDescriptor {

    private DeepZoomDescriptor() {}

    static String of(DeepZoom pyramid) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="%s" Overlap="%d" TileSize="%d">
                  <Size Width="%d" Height="%d"/>
                </Image>
                """.formatted(
                TileFormat.JPG.ending(), DeepZoom.OVERLAP, pyramid.tileSize(), pyramid.width(), pyramid.height());
    }
}
