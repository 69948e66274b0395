package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.dataset.wholeslide.SlideFiles;
import io.cancernet.dataset.wholeslide.SlideReader;
import io.cancernet.dataset.wholeslide.SlideReaderProvider;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.io.IOException;
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

    @Override
    public boolean recognises(SlideFiles files) throws IOException {
        return TiffFile.recognises(files.first());
    }

    @Override
    public SlideReader open(SlideFiles files) throws IOException {
        return TiffSlideReader.open(files.first());
    }
}
