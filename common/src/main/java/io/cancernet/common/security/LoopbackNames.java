package io.cancernet.common.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a machine reaches itself. A service that asks nobody who they are answers to these alone: a page
 * of another site can have its own name resolve to 127.0.0.1 (DNS rebinding), and to the browser both are then one site;
 * but the name stands in the request.
 */
public final class LoopbackNames {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[(0{1,4}:){7}0{0,3}1])(:\\d*)?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.*)");

    private LoopbackNames() {}

    /**
     * Why a request is refused; empty when it is not. Without the headers it is from no browser.
     *
     * @param host header of that name, or HTTP/2's authority
     * @param origin header of that name
     */
    public static Optional<String> refusal(@Nullable String host, @Nullable String origin) {
        if (host != null && !isLoopback(host)) {
            return Optional.of(
                    ("This service asks nobody who they are, so that it answers to localhost and 127.0.0.1 alone, not to "
                                    + "'%s'. To serve it under that name, set QUARKUS_OIDC_AUTH_SERVER_URL to your OpenID "
                                    + "Connect provider's (see SECURITY.md).")
                            .formatted(shown(host)));
        }
        if (origin != null && !isLoopbackOrigin(origin)) {
            return Optional.of(
                    "This service asks nobody who they are, so that pages of other sites, such as '%s', may not "
                                    .formatted(shown(origin))
                            + "call it: open its own at http://localhost.");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(String authority) {
        return LOOPBACK.matcher(authority.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isLoopbackOrigin(String origin) {
        var parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        return parts.matches() && isLoopback(parts.group(1));
    }

    private static String shown(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "...";
    }
}
