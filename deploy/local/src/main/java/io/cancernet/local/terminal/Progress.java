package io.cancernet.local.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far a piece of work is: a bar that is redrawn on a terminal, a line now and then elsewhere.
 *
 * <p>Used by one thread.
 */
public final class Progress implements AutoCloseable {

    private static final int BAR = 30;

    private final Screen screen;
    private final String title;
    private final LongSupplier nanoClock;
    private final long pause;
    private long lastLine;
    private String lastText = "";

    Progress(Screen screen, String title, LongSupplier nanoClock, Duration pause) {
        this.screen = screen;
        this.title = title;
        this.nanoClock = nanoClock;
        this.pause = pause.toNanos();
        this.lastLine = nanoClock.getAsLong();
    }

    /**
     * Shows how much is done.
     *
     * @param total 0 when it is not known yet
     * @param note what else to say, may be empty
     */
    public void update(long done, long total, String note) {
        if (screen.isTerminal()) {
            screen.draw(title + " " + bar(done, total) + " " + text(done, total, note));
            return;
        }
        String text = text(done, total, note);
        if (nanoClock.getAsLong() - lastLine >= pause && !text.equals(lastText)) {
            lastLine = nanoClock.getAsLong();
            lastText = text;
            screen.say(title + ": " + text);
        }
    }

    @Override
    public void close() {
        screen.draw("");
    }

    private static String text(long done, long total, String note) {
        String counts = total > 0
                ? Numbers.count(done) + " of " + Numbers.count(total) + " (" + percent(done, total) + " %)"
                : Numbers.count(done);
        return note.isEmpty() ? counts : counts + ", " + note;
    }

    private static String bar(long done, long total) {
        int filled = total > 0 ? (int) (BAR * percent(done, total) / 100) : 0;
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static long percent(long done, long total) {
        return Math.max(0, Math.min(100, done * 100 / total));
    }
}
