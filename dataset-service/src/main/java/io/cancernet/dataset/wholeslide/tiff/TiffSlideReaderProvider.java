package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.dataset.source.FileBytes;
import io.cancernet.dataset.wholeslide.SeveralSlides;
import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the TIFF family in pure Java, on any machine. Thread-safe. */
@Singleton
@Priority(200)
public class TiffSlideReaderProvider implements SlideReaderProvider {

    @Override
    public String name() {
        return "tiff";
    }

    @Override
    public List<String> formats() {
        return List.of(Pyramid.APERIO, Pyramid.OME, Pyramid.BIG_TIFF, Pyramid.TIFF);
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    /** A folder may hold other things beside its slide. */
    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        return !tiffs(files).isEmpty();
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        List<FileBytes> tiffs = tiffs(files);
        if (tiffs.size() > 1) {
            throw SeveralSlides.refused();
        }
        return TiffSlideReader.open(tiffs.isEmpty() ? files.first() : tiffs.get(0));
    }

    private static List<FileBytes> tiffs(SlideFiles files) throws IOException {
        List<FileBytes> tiffs = new ArrayList<>();
        for (FileBytes file : files.files()) {
            if (TiffFile.recognises(file)) {
                tiffs.add(file);
            }
        }
        return tiffs;
    }
}
