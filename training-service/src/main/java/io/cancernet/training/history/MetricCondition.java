package io.cancernet.training.history;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bound on a metric, such as {@code test.rocAuc>=0.8}: runs that lack the metric do not meet it. */
public record MetricCondition(String metric, Comparison comparison, double value) {

    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z][\\w.-]*)\\s*(>=|<=|=|>|<)\\s*(\\S+)\\s*");

    /** How a metric is compared with the value. */
    public enum Comparison {
        AT_LEAST(">="),
        AT_MOST("<="),
        ABOVE(">"),
        BELOW("<"),
        EQUAL("=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        private static Comparison of(String symbol) {
            return Arrays.stream(values())
                    .filter(each -> each.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public MetricCondition {
        if (!Double.isFinite(value)) {
            throw malformed(metric + comparison.symbol() + value);
        }
    }

    /** Reads NAME, one of {@code >= <= > < =}, and a number. */
    public static MetricCondition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        try {
            return new MetricCondition(
                    matcher.group(1), Comparison.of(matcher.group(2)), Double.parseDouble(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static DomainException malformed(String text) {
        return new DomainException(
                ErrorCode.INVALID_REQUEST,
                ("metric is a name, one of >= <= > < =, and a number, such as test.rocAuc>=0.8"
                                + " (in a URL test.rocAuc%%3E%%3D0.8): '%s'")
                        .formatted(text));
    }
}
