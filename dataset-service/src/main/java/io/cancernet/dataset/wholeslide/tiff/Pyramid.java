package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The images of a TIFF that are levels of its scan. Label, macro and thumbnail images are never among them.
 *
 * @param levels the largest first
 */
record Pyramid(String format, List<Directory> levels, Optional<MicronsPerPixel> mpp) {

    static final String APERIO = "Aperio SVS";
    static final String OME = "OME-TIFF";
    static final String BIG_TIFF = "BigTIFF";
    static final String TIFF = "TIFF";

    Pyramid {
        levels = List.copyOf(levels);
    }

    /** Finds the scan of a file and its levels. */
    static Pyramid of(TiffFile file) throws IOException {
        Directory first = file.first();
        OtherVendors.refuse(first);
        String description = first.text(Tag.IMAGE_DESCRIPTION, OmeXml.MAX_BYTES);
        List<Directory> chain = file.chain();
        if (description.startsWith("Aperio")) {
            return aperio(file, chain, description);
        }
        if (OmeXml.is(description)) {
            return ome(file, chain, OmeXml.parse(description));
        }
        return plain(file, chain);
    }

    /** Aperio: the scan comes first and tiled, the thumbnail second and in strips, reduced levels are tiled. */
    private static Pyramid aperio(TiffFile file, List<Directory> chain, String description) throws IOException {
        Directory scan = chain.get(0);
        if (Associated.is(scan)) {
            throw Refusals.notTissue();
        }
        Optional<MicronsPerPixel> stated = Resolution.ofAperio(description);
        return of(APERIO, file, scan, chain, stated.isPresent() ? stated : Resolution.ofTags(scan));
    }

    /** OME: the largest image, whose levels hang below it or follow in the chain without being another image. */
    private static Pyramid ome(TiffFile file, List<Directory> chain, List<OmeImage> images) throws IOException {
        OmeImage largest = OmeImage.largestScan(images).orElseThrow(Refusals::notTissue);
        if (largest.firstDirectory() >= chain.size()) {
            throw Refusals.unreadable("its OME-XML tells of more images than there are");
        }
        Directory scan = chain.get(largest.firstDirectory());
        if (!Size.of(scan).equals(new Size(largest.width(), largest.height()))) {
            throw Refusals.unsupported("its OME-XML tells of pixels that lie in another file");
        }
        if (largest.hasSeparateChannels()) {
            throw Refusals.unsupported("its colours are stored as separate channels");
        }
        List<Directory> unclaimed = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            int directory = i;
            if (images.stream().noneMatch(image -> image.claims(directory))) {
                unclaimed.add(chain.get(i));
            }
        }
        return of(OME, file, scan, unclaimed, largest.mpp());
    }

    /** Anything else: the largest image, if possible a tiled one. */
    private static Pyramid plain(TiffFile file, List<Directory> chain) throws IOException {
        Directory scan = null;
        for (Directory each : chain) {
            if (!Associated.is(each) && (scan == null || isBetter(each, scan))) {
                scan = each;
            }
        }
        if (scan == null) {
            throw Refusals.notTissue();
        }
        if (isChannel(scan, chain)) {
            throw Refusals.unsupported("its colours are stored as separate channels");
        }
        return of(file.isBig() ? BIG_TIFF : TIFF, file, scan, chain, Resolution.ofTags(scan));
    }

    /** Whether a grey image has another of its size beside it: fluorescence, and no picture to look at. */
    private static boolean isChannel(Directory scan, List<Directory> chain) throws IOException {
        if (scan.number(Tag.SAMPLES_PER_PIXEL, 1) > 1) {
            return false;
        }
        int alike = 0;
        for (Directory each : chain) {
            alike += !Associated.is(each) && Size.of(each).equals(Size.of(scan)) ? 1 : 0;
        }
        return alike > 1;
    }

    private static boolean isBetter(Directory image, Directory than) throws IOException {
        return TiffImage.isTiled(image) == TiffImage.isTiled(than)
                ? Size.of(image).pixels() > Size.of(than).pixels()
                : TiffImage.isTiled(image);
    }

    /** Puts below a scan those of the candidates, and of the images that hang below it, that are tiled alike. */
    private static Pyramid of(
            String format, TiffFile file, Directory scan, List<Directory> candidates, Optional<MicronsPerPixel> mpp)
            throws IOException {
        List<Directory> all = new ArrayList<>(candidates);
        all.addAll(file.below(scan));
        List<Directory> levels = new ArrayList<>(List.of(scan));
        for (Directory next = largestBelow(scan, scan, all); next != null; next = largestBelow(scan, next, all)) {
            levels.add(next);
        }
        return new Pyramid(format, levels, mpp);
    }

    /** The largest reduction of the scan that is smaller than a level; none where that is the last level. */
    private static @Nullable Directory largestBelow(Directory scan, Directory level, List<Directory> candidates)
            throws IOException {
        Directory largest = null;
        for (Directory each : candidates) {
            Size size = Size.of(each);
            if (TiffImage.isTiled(each)
                    && !Associated.is(each)
                    && size.isReducedFrom(Size.of(scan))
                    && size.width() < Size.of(level).width()
                    && (largest == null || size.width() > Size.of(largest).width())) {
                largest = each;
            }
        }
        return largest;
    }
}
