package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that finds the case in a file's path: what its group {@code case} matches. */
public final class CasePattern {

    private static final int MAX_LENGTH = 500;
    /** Steps into a path that a match may take: a pattern that takes more would never end on some paths. */
    private static final int MAX_STEPS = 200_000;

    private final Pattern pattern;

    /** Takes an expression. @throws IllegalArgumentException when it is no regular expression or has no such group */
    public CasePattern(String expression) {
        this.pattern = compile(expression);
    }

    /** Checks an expression. @throws IllegalArgumentException as the constructor does */
    public static void requireValid(String expression) {
        compile(expression);
    }

    /** The case of a path; absent when the pattern finds none, or nothing that a case could be called. */
    Optional<CaseId> find(String path) {
        Matcher matcher = pattern.matcher(new CountedText(path));
        try {
            return matcher.find() ? Optional.of(new CaseId(matcher.group("case"))) : Optional.empty();
        } catch (IllegalArgumentException | TooManySteps | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** A text that counts how often it is looked into. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private int steps;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Pattern compile(String expression) {
        if (expression.length() > MAX_LENGTH || !expression.contains("(?<case>")) {
            throw new IllegalArgumentException(
                    "casePattern must have a group (?<case>...) and at most %d characters".formatted(MAX_LENGTH));
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "casePattern is no regular expression: " + e.getDescription() + " at " + e.getIndex(), e);
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("the pattern takes too long", null, false, false);
        }
    }
}
