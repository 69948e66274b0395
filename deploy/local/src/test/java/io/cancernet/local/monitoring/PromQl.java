package io.cancernet.local.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PromQL expression, parsed: which series it selects and which labels it groups by. It knows the grammar of Prometheus
 * 2.42 without {@code @} and native histograms, and the functions and aggregations that the files here use; it checks no
 * types (whether a range stands where one belongs): promtool does.
 */
final class PromQl {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\d+(?:ms|[smhdwy])(?:\\d+(?:ms|[smhdwy]))*|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
                    + "|[a-zA-Z_][a-zA-Z0-9_:]*|==|!=|=~|!~|>=|<=|[-+*/%^=<>(){}\\[\\],:])");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_:]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:ms|[smhdwy]))+");
    private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count", "topk", "quantile");
    private static final Set<String> FUNCTIONS = Set.of(
            "absent",
            "changes",
            "clamp_max",
            "clamp_min",
            "deriv",
            "delta",
            "histogram_quantile",
            "increase",
            "min_over_time",
            "rate",
            "time",
            "vector");
    /** By how tightly they bind, the loosest first. */
    private static final List<Set<String>> OPERATORS = List.of(
            Set.of("or"),
            Set.of("and", "unless"),
            Set.of("==", "!=", ">", "<", ">=", "<="),
            Set.of("+", "-"),
            Set.of("*", "/", "%"),
            Set.of("^"));

    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> groupings = new LinkedHashSet<>();
    private final List<String> tokens;
    private int next;

    /** Series that an expression selects. */
    record Selector(String metric, List<LabelMatch> labels) {}

    /** A condition on a label. */
    record LabelMatch(String label, String operator, String value) {

        /** Whether any of these values meets it. */
        boolean fitsAny(Set<String> values) {
            return values.stream().anyMatch(each -> switch (operator) {
                case "=" -> each.equals(value);
                case "!=" -> !each.equals(value);
                case "=~" -> each.matches(value);
                default -> !each.matches(value);
            });
        }
    }

    private PromQl(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException when it is none */
    static PromQl parse(String expression) {
        PromQl parsed = new PromQl(tokens(expression));
        try {
            parsed.expression(0);
            if (!parsed.peek().isEmpty()) {
                throw new IllegalArgumentException("unexpected '" + parsed.peek() + "'");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expression + ": " + e.getMessage(), e);
        }
        return parsed;
    }

    List<Selector> selectors() {
        return selectors;
    }

    /** Labels of {@code by}, {@code without}, {@code on} and {@code ignoring}. */
    Set<String> groupings() {
        return groupings;
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        String text = expression.strip();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!token.find(end) || token.start() != end) {
                throw new IllegalArgumentException(expression + ": cannot read '" + text.substring(end) + "'");
            }
            tokens.add(token.group(1));
            end = token.end();
        }
        return tokens;
    }

    private void expression(int level) {
        if (level == OPERATORS.size()) {
            unary();
            return;
        }
        expression(level + 1);
        while (OPERATORS.get(level).contains(peek())) {
            next++;
            take("bool");
            matching();
            expression(level + 1);
        }
    }

    /** How the sides of an operator are joined. */
    private void matching() {
        if (take("on") || take("ignoring")) {
            labelNames();
            if (take("group_left") || take("group_right")) {
                if (peek().equals("(")) {
                    labelNames();
                }
            }
        }
    }

    private void unary() {
        boolean signed;
        do {
            signed = take("-") || take("+");
        } while (signed);
        primary();
        while (true) {
            if (take("[")) {
                duration();
                if (take(":") && !peek().equals("]")) {
                    duration();
                }
                require("]");
            } else if (take("offset")) {
                take("-");
                duration();
            } else {
                return;
            }
        }
    }

    private void primary() {
        String token = peek();
        if (take("(")) {
            expression(0);
            require(")");
        } else if (NUMBER.matcher(token).matches()) {
            next++;
        } else if (AGGREGATIONS.contains(token)) {
            next++;
            grouping();
            arguments();
            grouping();
        } else if (FUNCTIONS.contains(token)) {
            next++;
            arguments();
        } else if (NAME.matcher(token).matches()) {
            next++;
            if (peek().equals("(")) {
                throw new IllegalArgumentException("unknown function " + token);
            }
            selectors.add(new Selector(token, labels()));
        } else {
            throw new IllegalArgumentException("unexpected '" + token + "'");
        }
    }

    private void grouping() {
        if (take("by") || take("without")) {
            labelNames();
        }
    }

    private void arguments() {
        require("(");
        while (!take(")")) {
            expression(0);
            if (!peek().equals(")")) {
                require(",");
            }
        }
    }

    private void labelNames() {
        require("(");
        while (!take(")")) {
            groupings.add(name());
            if (!peek().equals(")")) {
                require(",");
            }
        }
    }

    private List<LabelMatch> labels() {
        List<LabelMatch> labels = new ArrayList<>();
        if (take("{")) {
            while (!take("}")) {
                String label = name();
                String operator = token();
                if (!Set.of("=", "!=", "=~", "!~").contains(operator)) {
                    throw new IllegalArgumentException("no operator of labels: " + operator);
                }
                labels.add(new LabelMatch(label, operator, text()));
                if (!peek().equals("}")) {
                    require(",");
                }
            }
        }
        return labels;
    }

    private String name() {
        String token = token();
        if (!NAME.matcher(token).matches()) {
            throw new IllegalArgumentException("no name: '" + token + "'");
        }
        return token;
    }

    private String text() {
        String token = token();
        if (token.length() < 2 || "\"'".indexOf(token.charAt(0)) < 0) {
            throw new IllegalArgumentException("no text: '" + token + "'");
        }
        return token.substring(1, token.length() - 1).replace("\\\\", "\\");
    }

    private void duration() {
        String token = token();
        if (!DURATION.matcher(token).matches()) {
            throw new IllegalArgumentException("no duration: '" + token + "'");
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String token() {
        String token = peek();
        next++;
        return token;
    }

    private boolean take(String token) {
        if (!peek().equals(token)) {
            return false;
        }
        next++;
        return true;
    }

    private void require(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("'" + token + "' expected, not '" + peek() + "'");
        }
    }
}
