package io.cancernet.dataset.view;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Originals that are kept open for the next tile: a few, closed when nobody has looked at them for a while. One that is
 * given up while it is used is closed by its last user. Thread-safe.
 */
final class OpenOriginals implements AutoCloseable {

    /** What is done with an open slide. */
    @FunctionalInterface
    interface Work<T> {

        T with(OpenOriginal slide) throws IOException;
    }

    /** Opens a slide. */
    @FunctionalInterface
    interface Opener {

        OpenOriginal open();
    }

    private final int most;
    private final long idleNanos;
    private final LongSupplier nanoTime;
    /** The one used longest ago comes first. Its lock also guards users and givenUp of the entries. */
    private final Map<OriginalKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    OpenOriginals(int most, Duration idle, LongSupplier nanoTime) {
        this.most = most;
        idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Works with a slide, which is opened if it is not. A failure to open is not kept. */
    <T> T use(OriginalKey key, Opener opener, Work<T> work) throws IOException {
        Entry entry = take(key);
        try {
            return work.with(open(key, entry, opener));
        } finally {
            giveBack(entry);
        }
    }

    private OpenOriginal open(OriginalKey key, Entry entry, Opener opener) {
        try {
            return entry.slide(opener);
        } catch (RuntimeException e) {
            forget(key::equals);
            throw e;
        }
    }

    /** Gives up slides; one that is asked for again is opened anew. */
    void forget(Predicate<OriginalKey> which) {
        giveUp(which, entry -> true);
    }

    void closeIdle() {
        long now = nanoTime.getAsLong();
        giveUp(key -> true, entry -> entry.users == 0 && now - entry.lastUsed >= idleNanos);
    }

    /** How many are open or being opened. */
    int count() {
        synchronized (entries) {
            return entries.size();
        }
    }

    @Override
    public void close() {
        forget(key -> true);
    }

    private Entry take(OriginalKey key) {
        List<Entry> closing = new ArrayList<>();
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, absent -> new Entry());
            entry.users++;
            var eldest = entries.values().iterator();
            while (entries.size() > most) {
                Entry each = eldest.next();
                eldest.remove();
                each.givenUp = true;
                if (each.users == 0) {
                    closing.add(each);
                }
            }
        }
        closing.forEach(Entry::close);
        return entry;
    }

    private void giveBack(Entry entry) {
        boolean last;
        synchronized (entries) {
            entry.users--;
            entry.lastUsed = nanoTime.getAsLong();
            last = entry.givenUp && entry.users == 0;
        }
        if (last) {
            entry.close();
        }
    }

    private void giveUp(Predicate<OriginalKey> which, Predicate<Entry> whether) {
        List<Entry> closing = new ArrayList<>();
        synchronized (entries) {
            entries.entrySet().removeIf(each -> {
                Entry entry = each.getValue();
                if (!which.test(each.getKey()) || !whether.test(entry)) {
                    return false;
                }
                entry.givenUp = true;
                if (entry.users == 0) {
                    closing.add(entry);
                }
                return true;
            });
        }
        closing.forEach(Entry::close);
    }

    /** One slide; its own lock is held while it is opened, so that nobody waits for another's slide. */
    private static final class Entry {

        private int users;
        private boolean givenUp;
        private long lastUsed;
        private @Nullable OpenOriginal slide;

        synchronized OpenOriginal slide(Opener opener) {
            if (slide == null) {
                slide = opener.open();
            }
            return slide;
        }

        synchronized void close() {
            if (slide != null) {
                slide.close();
                slide = null;
            }
        }
    }
}
