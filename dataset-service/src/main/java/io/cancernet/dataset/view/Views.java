package io.cancernet.dataset.view;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.patch.PatchIndexes;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import io.cancernet.dataset.slide.Slides;
import io.cancernet.dataset.source.Sources;
import io.cancernet.dataset.wholeslide.SlideFormats;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Looking at slides: what there is to see, and its tiles. */
@ApplicationScoped
public class Views {

    private final Slides slides;
    private final Originals originals;
    private final Mosaics mosaics;
    private final OpenOriginals open;
    private final OriginalSlides originalSlides;
    private final Tiles tiles;
    private final IdleSweep sweep;

    Views(
            Slides slides,
            Originals originals,
            PatchIndexes indexes,
            ObjectStore store,
            Sources sources,
            SlideFormats formats,
            ViewConfig config) {
        this.slides = slides;
        this.originals = originals;
        mosaics = new Mosaics(indexes, store, config.mosaicCacheBytes());
        open = new OpenOriginals(config.openSlides(), config.openSlideIdle(), System::nanoTime);
        originalSlides = new OriginalSlides(sources::openFiles, formats, open);
        tiles = new Tiles(new TileEncoder(config.jpegQuality()), config.concurrentTiles(), config.tileCacheBytes());
        sweep = IdleSweep.start(open::closeIdle, config.openSlideIdle());
    }

    /** The best there is of a slide. @throws DomainException {@code not-found} */
    public ViewedSlide image(SlideId slideId) {
        Slide slide = slides.get(slideId);
        return new ViewedSlide(
                slide, slide.image() == null ? null : originals.find(slideId).orElse(null));
    }

    /** A slide's patches. @throws DomainException {@code not-found} */
    public ViewedSlide mosaic(SlideId slide) {
        return new ViewedSlide(slides.get(slide), null);
    }

    /**
     * What a viewer has to know.
     *
     * @throws DomainException {@code source-unreadable}, {@code source-changed} when the original cannot be shown
     */
    public ViewDescription describe(ViewedSlide viewed) {
        Slide slide = viewed.slide();
        SlideImage image = slide.image();
        if (viewed.original() == null || image == null) {
            Mosaic mosaic = mosaics.of(viewed);
            return new ViewDescription(viewed, mosaic.pyramid(), slide.mpp(), mosaic.frame());
        }
        return originalSlides.use(
                slide,
                viewed.original(),
                opened -> new ViewDescription(viewed, opened.pyramid(), image.mpp(), MosaicFrame.IDENTITY));
    }

    /**
     * A tile, encoded.
     *
     * @throws DomainException {@code not-found} when the pyramid has no such tile, {@code source-unreadable}, {@code
     *     source-changed}
     */
    public byte[] tile(ViewedSlide viewed, TileAddress address, TileFormat format) {
        TileKey key = new TileKey(viewed.picture(), address, format);
        return viewed.original() == null
                ? tile(mosaics.of(viewed), key)
                : originalSlides.use(viewed.slide(), viewed.original(), opened -> tile(opened, key));
    }

    /** Closes and drops what is kept of a slide, because it is deleted. */
    public void forget(SlideId slide) {
        originalSlides.forget(slide);
        mosaics.forget(slide);
        tiles.forget(slide);
    }

    @PreDestroy
    void close() {
        sweep.close();
        open.close();
    }

    private byte[] tile(TiledImage image, TileKey key) {
        TileArea area = image.pyramid().tile(key.tile()).orElseThrow(() -> absent(image.pyramid(), key.tile()));
        return tiles.get(key, image, area);
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
