package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads DICOM slides in plain Java. The files of a slide are images of one series; each image of tissue is a level, and
 * images of the label, the overview or a thumbnail beside them are passed over.
 */
@ApplicationScoped
@Priority(150)
public class DicomSlides implements SlideReaderProvider {

    private static final String WHOLE_SLIDE_MICROSCOPY = "1.2.840.10008.5.1.4.1.1.77.1.6";
    private static final int MAX_LEVELS = 64;
    /** Levels are rounded to whole pixels, and by some scanners to whole tiles. */
    private static final double ASPECT_TOLERANCE = 0.05;

    @Override
    public String name() {
        return "dicom";
    }

    @Override
    public List<String> formats() {
        return List.of(DicomReader.FORMAT);
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        for (FileBytes file : files.files()) {
            if (Header.isDicom(file)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        List<VolumeImage> images = new ArrayList<>();
        Set<Optional<String>> series = new HashSet<>();
        EnumSet<ImageKind> others = EnumSet.noneOf(ImageKind.class);
        for (FileBytes file : files.files()) {
            if (!Header.isDicom(file)) {
                continue;
            }
            Header header = Header.read(file);
            if (!header.text(Tag.SOP_CLASS_UID).equals(Optional.of(WHOLE_SLIDE_MICROSCOPY))) {
                continue;
            }
            ImageKind kind = ImageKind.of(header.text(Tag.IMAGE_TYPE));
            if (kind != ImageKind.VOLUME) {
                others.add(kind);
                continue;
            }
            series.add(header.text(Tag.SERIES_INSTANCE_UID));
            images.add(VolumeImages.of(file, header));
            if (series.size() > 1 || images.size() > MAX_LEVELS) {
                throw Refusal.unsupported("its files belong to several series. Submit each slide by itself.");
            }
        }
        if (images.isEmpty()) {
            throw others.stream()
                    .findFirst()
                    .map(kind -> Refusal.notTissue(kind.meaning()))
                    .orElseGet(() -> Refusal.unsupported(
                            "it is no VL Whole Slide Microscopy Image. Other kinds of DICOM are not slides."));
        }
        return new DicomReader(pyramid(images));
    }

    private static List<VolumeImage> pyramid(List<VolumeImage> images) {
        List<VolumeImage> levels = images.stream()
                .sorted(Comparator.comparingInt(
                                (VolumeImage each) -> each.grid().width())
                        .reversed())
                .toList();
        for (int i = 1; i < levels.size(); i++) {
            requireSmaller(levels.get(i), levels.get(i - 1), levels.get(0));
        }
        return levels;
    }

    private static void requireSmaller(VolumeImage level, VolumeImage larger, VolumeImage largest) {
        if (level.grid().width() == larger.grid().width()) {
            throw Refusal.unsupported(
                    "several of its images have the same size, as focal planes do. Submit one of each size.");
        }
        double across = (double) largest.grid().width() / level.grid().width();
        double down = (double) largest.grid().height() / level.grid().height();
        // A pixel more or less is much in a small level.
        double rounding = 1.0 / Math.min(level.grid().width(), level.grid().height());
        if (Math.abs(across / down - 1) > ASPECT_TOLERANCE + rounding) {
            throw Refusal.unsupported("its images do not show the same region. Submit each by itself.");
        }
    }
}
