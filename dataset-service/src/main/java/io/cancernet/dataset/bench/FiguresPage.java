package io.cancernet.dataset.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as text, each goal beside what was reached. */
final class FiguresPage {

    static final double GOAL_RATE = 3000;
    static final double GOAL_TIMES_ONE_PUT = 20;
    static final double GOAL_SHARE_OF_DECODING = 0.5;

    private static final double MEGA = 1e6;

    private FiguresPage() {}

    static List<String> lines(Figures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(text("%d processors, load %.1f before the first run", figures.processors(), figures.load()));
        Figures.Patches patches = figures.patches();
        lines.add(text(
                "patches: %,d files, %,d bytes each on average, %,d stored a run",
                patches.files(), patches.bytes() / Math.max(1, patches.files()), patches.stored()));
        lines.add(run("  cold", patches.cold(), patches.stored(), "patches"));
        patches.runs().forEach(run -> lines.add(run("  warm", run, patches.stored(), "patches")));
        lines.add(text(
                "  stored and published, median of warm runs %,.0f patches/s%s",
                patches.rate(), goal(patches.rate(), GOAL_RATE, "%,.0f")));
        lines.add(text(
                "  (a) one PUT a patch                      %,.0f patches/s; the ingest is %.1f times that%s",
                patches.onePutAPatch(),
                patches.timesOnePut(),
                goal(patches.timesOnePut(), GOAL_TIMES_ONE_PUT, "%.0f times")));
        lines.add(text(
                "  (b) reading and hashing alone            %,.0f patches/s; the ingest is %.2f of that",
                patches.readAndHash(), patches.shareOfReading()));
        Figures.Tiles tiles = figures.tiles();
        if (tiles != null) {
            lines.add(text(
                    "whole slide: %,d x %,d pixels, %,d tissue tiles, %,d patches of %d pixels stored a run",
                    tiles.side(), tiles.side(), tiles.tiles(), tiles.stored(), SyntheticSlide.TILE));
            lines.add(run("  cold", tiles.cold(), tiles.tiles(), "tiles"));
            tiles.runs().forEach(run -> lines.add(run("  warm", run, tiles.tiles(), "tiles")));
            lines.add(text("  ingested, median of warm runs            %,.0f tiles/s", tiles.rate()));
            lines.add(text(
                    "  decoding the same tiles alone            %,.0f tiles/s; the ingest is %.2f of that%s",
                    tiles.decoding(), tiles.share(), goal(tiles.share(), GOAL_SHARE_OF_DECODING, "%.1f")));
            lines.add(text(
                    "  putting the same %,.0f MB of shards alone  %,.0f MB/s or %,.0f tiles/s; the ingest is %.2f of that",
                    tiles.storedBytes() / MEGA,
                    tiles.putting() / MEGA,
                    tiles.putting() / tiles.storedBytes() * tiles.tiles(),
                    tiles.shareOfPutting()));
        }
        return lines;
    }

    private static String run(String name, Figures.Run run, int count, String unit) {
        return text(
                "%s: stored after %.2f s, published after %.2f s (%,.0f %s/s)",
                name, run.storedSeconds(), run.publishedSeconds(), count / run.publishedSeconds(), unit);
    }

    private static String goal(double reached, double goal, String format) {
        return text(" (goal " + format + ": %s)", goal, reached >= goal ? "reached" : "missed");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
