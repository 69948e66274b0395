package io.cancernet.local.guide;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents for people who run and use the system, and the blocks of code in them. */
public final class GuidePages {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+) ?(\\w*)\\n(.*?)^```$");
    private static final Pattern NEED = Pattern.compile("(?m)^# Needs (\\w+)(?: with (\\w+))?\\.$");

    private final Path home;

    /**
     * The documents of a tree.
     *
     * @param home its root
     */
    public GuidePages(Path home) {
        this.home = home;
    }

    /**
     * A block of code.
     *
     * @param mark what stands behind its language: {@code run} on commands that a test runs, an event's name on its data
     */
    public record Block(Path page, String language, String mark, String text) {

        public boolean isRun() {
            return language.equals("sh") && mark.equals("run");
        }

        /** What it takes that this machine lacks; empty when nothing is lacking. */
        public String lacking() throws IOException, InterruptedException {
            Matcher need = NEED.matcher(text);
            while (need.find()) {
                String check = need.group(2) == null
                        ? "command -v " + need.group(1)
                        : need.group(1) + " -c 'import " + need.group(2) + "'";
                if (new ProcessBuilder("sh", "-c", check)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        != 0) {
                    return need.group();
                }
            }
            return "";
        }
    }

    List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(home.resolve("README.md")));
        try (Stream<Path> guides = Files.list(home.resolve("deploy/guides"))) {
            guides.filter(each -> each.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** Every document of the tree, those of the modules included. */
    List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isOurs(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents;
    }

    /** Whether a folder is no build output and not hidden. */
    private boolean isOurs(Path folder) {
        String name = folder.getFileName().toString();
        return folder.equals(home) || !(name.equals("target") || name.startsWith("."));
    }

    /** All blocks, in the order of pages and lines. */
    public List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                blocks.add(new Block(page, block.group(1), block.group(2), block.group(3)));
            }
        }
        return blocks;
    }
}
