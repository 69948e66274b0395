package io.cancernet.dataset.view;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slides;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Looking at slides: what there is to see, and its tiles. */
@ApplicationScoped
public class Views {

    private final Slides slides;
    private final Mosaics mosaics;
    private final Tiles tiles;

    Views(Slides slides, PatchIndexes indexes, ObjectStore store, ViewConfig config) {
        this.slides = slides;
        mosaics = new Mosaics(indexes, store, config.mosaicCacheBytes());
        tiles = new Tiles(new TileEncoder(config.jpegQuality()), config.concurrentTiles(), config.tileCacheBytes());
    }

    /** The best there is of a slide. @throws DomainException {@code not-found} */
    public ViewedSlide image(SlideId slide) {
        return mosaic(slide);
    }

    /** A slide's patches. @throws DomainException {@code not-found} */
    public ViewedSlide mosaic(SlideId slide) {
        return new ViewedSlide(slides.get(slide), null);
    }

    public ViewDescription describe(ViewedSlide viewed) {
        Mosaic mosaic = mosaics.of(viewed.slide());
        return new ViewDescription(viewed, mosaic.pyramid(), viewed.slide().mpp(), mosaic.frame());
    }

    /** A tile, encoded. @throws DomainException {@code not-found} when the pyramid has no such tile */
    public byte[] tile(ViewedSlide viewed, TileAddress address, TileFormat format) {
        TiledImage image = mosaics.of(viewed.slide());
        TileArea area = image.pyramid().tile(address).orElseThrow(() -> absent(image.pyramid(), address));
        TileKey key = new TileKey(viewed.slide().extractionId(), viewed.kind(), address, format);
        try {
            return tiles.get(key, image, area);
        } catch (IOException e) {
            throw new Outage(
                    "a tile of slide %s could not be made"
                            .formatted(viewed.slide().slideId()),
                    e);
        }
    }

    private static DomainException absent(DeepZoom pyramid, TileAddress tile) {
        boolean known = tile.level() <= pyramid.maxLevel();
        return new DomainException(
                ErrorCode.NOT_FOUND,
                known
                        ? "There is no tile %d_%d: level %d has %d x %d pixels in tiles of %d."
                                .formatted(
                                        tile.column(),
                                        tile.row(),
                                        tile.level(),
                                        pyramid.width(tile.level()),
                                        pyramid.height(tile.level()),
                                        pyramid.tileSize())
                        : "There is no level %d: levels go from 0 to %d.".formatted(tile.level(), pyramid.maxLevel()));
    }
}
