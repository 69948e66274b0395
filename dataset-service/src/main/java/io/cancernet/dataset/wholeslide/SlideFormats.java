package io.cancernet.dataset.wholeslide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ways to read whole slides that this installation has, tried in their order. A reader that knows a slide's format
 * but not this kind of it leaves the slide to the next that knows it. Thread-safe.
 */
@ApplicationScoped
public class SlideFormats {

    private final List<SlideReaderProvider> providers;

    /** @param providers by falling {@code @Priority}: readers in pure Java come before native libraries */
    @Inject
    public SlideFormats(@All List<SlideReaderProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** What this installation can read, and what keeps it from reading more. */
    public List<SlideFormat> formats() {
        return providers.stream()
                .map(each -> new SlideFormat(each.name(), each.formats(), each.obstacle()))
                .toList();
    }

    /**
     * Opens a slide. The files stay the caller's, as {@link SlideReaderProvider#open} says.
     *
     * @throws DomainException {@code slide-unreadable}, {@code slide-unsupported}, {@code slide-too-large}, {@code
     *     slide-not-tissue}; a message names neither files nor anything that they say
     * @throws IOException when the files cannot be read
     */
    public SlideReader open(SlideFiles files) throws IOException {
        return open(files, () -> {});
    }

    /**
     * Opens a slide.
     *
     * @param beforeNative called before native code sees the slide, and never when it does not
     */
    public SlideReader open(SlideFiles files, Runnable beforeNative) throws IOException {
        DomainException unsupported = null;
        for (SlideReaderProvider provider : providers) {
            if (provider.obstacle().isPresent()) {
                continue;
            }
            if (provider.isNative()) {
                beforeNative.run();
            }
            try {
                if (provider.recognises(files)) {
                    return new GuardedSlideReader(provider.open(files));
                }
            } catch (DomainException e) {
                if (e.code() != ErrorCode.SLIDE_UNSUPPORTED) {
                    throw e;
                }
                // The last that knows it can say best what would help.
                unsupported = e;
            } catch (RuntimeException e) {
                throw GuardedSlideReader.unreadable(e);
            }
        }
        throw unsupported == null ? unknown() : unsupported;
    }

    private DomainException unknown() {
        String readable = formats().stream()
                .filter(SlideFormat::available)
                .flatMap(each -> each.formats().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        String obstacles = formats().stream()
                .map(SlideFormat::obstacle)
                .flatMap(Optional::stream)
                .map(each -> " " + each)
                .collect(Collectors.joining());
        return new DomainException(
                ErrorCode.SLIDE_UNSUPPORTED,
                "The file is no whole slide that can be read here. Readable are %s.%s"
                        .formatted(readable.isEmpty() ? "none" : readable, obstacles));
    }
}
