package io.cancernet.dataset.wholeslide;

import java.util.List;
import java.util.Optional;

/**
 * What one reader of this installation reads.
 *
 * @param reader its short name
 * @param formats by the names that vendors use
 * @param obstacle why it cannot be used on this machine and what to install; absent when it can
 */
public record SlideFormat(String reader, List<String> formats, Optional<String> obstacle) {

    public SlideFormat {
        formats = List.copyOf(formats);
    }

    public boolean available() {
        return obstacle.isEmpty();
    }
}
