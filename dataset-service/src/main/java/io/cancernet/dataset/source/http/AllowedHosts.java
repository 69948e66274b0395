package io.cancernet.dataset.source.http;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The web servers that sources may lie on. A server is allowed by scheme, name and port together; what its name resolves
 * to is looked at each time a connection is made, and the connection goes to the addresses that were looked at, so that a
 * name that changes its address in between (DNS rebinding) gains nothing.
 */
final class AllowedHosts implements Dns {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    private final Map<String, Boolean> privateByServer = new HashMap<>();
    private final Map<String, Boolean> privateByHost = new HashMap<>();

    /**
     * Takes {@code host}, {@code host:port}, {@code https://host:port} or {@code http://host:port}; plain HTTP only where
     * it is written so. An address that is written out is allowed whatever it is.
     *
     * @param publicHosts those that must have public addresses
     * @param privateHosts those that may have private ones
     */
    AllowedHosts(List<String> publicHosts, List<String> privateHosts) {
        publicHosts.forEach(entry -> add(entry, false));
        privateHosts.forEach(entry -> add(entry, true));
    }

    private void add(String entry, boolean mayBePrivate) {
        String text = entry.strip();
        HttpUrl url = HttpUrl.parse(text.contains("://") ? text : "https://" + text);
        if (url == null
                || !url.encodedPath().equals("/")
                || url.query() != null
                || !url.username().isEmpty()) {
            throw new IllegalArgumentException(
                    "cancernet.ingest.allowed-hosts has '%s': write host, host:port or http://host:port"
                            .formatted(text));
        }
        boolean any = mayBePrivate || isLiteral(url.host());
        privateByServer.put(server(url), any);
        privateByHost.merge(url.host(), any, Boolean::logicalAnd);
    }

    /** The address of a source. @throws DomainException {@code source-not-allowed}, {@code invalid-request} */
    HttpUrl require(URI uri) {
        HttpUrl url = uri.isOpaque() ? null : HttpUrl.parse(uri.toString());
        if (url == null
                || uri.getHost() == null
                || !url.username().isEmpty()
                || !url.password().isEmpty()
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || !agree(uri, url)) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST,
                    "The source's URI is no plain web address. Write https://host/path, without user, password or fragment.");
        }
        if (!privateByServer.containsKey(server(url))) {
            throw notAllowed("it is on a server that is not listed there");
        }
        // An address that is written out never reaches the resolver: it is listed as it is, or refused above.
        return url;
    }

    /** Two parsers that read different hosts out of a text are a way in. */
    private static boolean agree(URI uri, HttpUrl url) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() < 0 ? HttpUrl.defaultPort(url.scheme()) : uri.getPort();
        return url.scheme().equalsIgnoreCase(uri.getScheme())
                && port == url.port()
                && (url.host().equalsIgnoreCase(host) || (isLiteral(host) && sameAddress(host, url.host())));
    }

    private static boolean sameAddress(String a, String b) {
        try {
            return isLiteral(b) && InetAddress.getByName(a).equals(InetAddress.getByName(b));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The addresses of a listed server, all of which may be connected to. */
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(hostname);
        Boolean mayBePrivate = privateByHost.get(hostname);
        for (InetAddress address : addresses) {
            AddressKind kind = AddressKind.of(address);
            if (mayBePrivate == null
                    || kind == AddressKind.FORBIDDEN
                    || (kind == AddressKind.PRIVATE && !mayBePrivate)) {
                throw new ForbiddenAddressException();
            }
        }
        return Arrays.asList(addresses);
    }

    static DomainException notAllowed(String why) {
        return new DomainException(
                ErrorCode.SOURCE_NOT_ALLOWED,
                "The source must not be read: %s. Have its host added to cancernet.ingest.allowed-hosts, or to cancernet.ingest.allowed-private-hosts if its address is private, or upload it."
                        .formatted(why));
    }

    private static boolean isLiteral(String host) {
        return LITERAL.matcher(host).matches();
    }

    private static String server(HttpUrl url) {
        return "%s %s %d".formatted(url.scheme(), url.host().toLowerCase(Locale.ROOT), url.port());
    }

    /** A listed name leads to an address that must not be connected to. */
    static final class ForbiddenAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        ForbiddenAddressException() {
            super("the server's name leads to an address that must not be reached");
        }

        static boolean caused(@Nullable Throwable failure) {
            Throwable cause = failure;
            while (cause != null && !(cause instanceof ForbiddenAddressException)) {
                cause = cause.getCause();
            }
            return cause != null;
        }
    }
}
