package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.unit.MicronsPerPixel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An image that OME-XML tells of.
 *
 * @param associated whether it is named as a label, macro or thumbnail image
 * @param channels that it has in all
 * @param samples of a pixel, as the directories hold them: 3 where they hold colours side by side
 * @param directories of the chain that hold its planes
 */
record OmeImage(
        boolean associated,
        long width,
        long height,
        int channels,
        int samples,
        Optional<MicronsPerPixel> mpp,
        List<Range> directories) {

    /** Directories of the chain, by their numbers. */
    record Range(int first, int count) {

        boolean contains(int directory) {
            return directory >= first && directory - first < count;
        }
    }

    OmeImage {
        directories = List.copyOf(directories);
    }

    static Optional<OmeImage> largestScan(List<OmeImage> images) {
        return images.stream()
                .filter(image -> !image.associated)
                .max(Comparator.comparingDouble(image -> (double) image.width * image.height));
    }

    int firstDirectory() {
        return directories.isEmpty() ? 0 : directories.get(0).first();
    }

    boolean claims(int directory) {
        return directories.stream().anyMatch(range -> range.contains(directory));
    }

    boolean hasSeparateChannels() {
        return channels > samples;
    }
}
