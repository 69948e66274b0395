package io.cancernet.local.terminal;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Where the command line writes: a terminal, which can redraw a line, or a plain stream.
 *
 * <p>Thread-safe.
 */
public final class Screen {

    /** System property, set by the script: whether standard output is a terminal. */
    public static final String TERMINAL_PROPERTY = "cancernet.terminal";

    private static final Duration PLAIN_PAUSE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private String drawn = "";

    public Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output. {@code System.console()} cannot tell: from JDK 22 on it may be there without a terminal. */
    public static Screen standard() {
        return new Screen(System.out, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** Errors, so that the output can be piped on; a plain stream always. */
    public static Screen errors() {
        return new Screen(System.err, false);
    }

    public synchronized void say(String text) {
        String redraw = drawn;
        draw("");
        out.println(text);
        draw(redraw);
        out.flush();
    }

    public void say(Table table) {
        table.lines().forEach(this::say);
    }

    /** Starts a piece of work whose progress is shown until it is closed. */
    public Progress progress(String title) {
        return new Progress(this, title, System::nanoTime, PLAIN_PAUSE);
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Replaces the line that was drawn last; on a plain stream nothing happens. */
    synchronized void draw(String line) {
        if (!terminal) {
            return;
        }
        if (!drawn.isEmpty() || !line.isEmpty()) {
            out.print("\r" + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
            out.print("\r" + line);
            out.flush();
        }
        drawn = line;
    }
}
