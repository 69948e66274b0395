package io.cancernet.common.testing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A REST endpoint, as its annotations say.
 *
 * @param path with a plausible value in place of each parameter
 * @param roles of which one is needed; empty when the endpoint names none
 * @param takes media type of its body
 */
public record Endpoint(String verb, String path, Set<String> roles, String takes, Method method) {

    public Endpoint {
        roles = Set.copyOf(roles);
    }

    /** All endpoints in the code that a class comes from. */
    public static List<Endpoint> beside(Class<?> one) {
        return classes(one)
                .filter(each -> each.isAnnotationPresent(Path.class))
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .flatMap(Endpoint::of)
                .toList();
    }

    /** Its path with the parameters' names. */
    public String template() {
        return template(method);
    }

    public boolean isRead() {
        return verb.equals(HttpMethod.GET);
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }

    private static Stream<Endpoint> of(Method method) {
        return Stream.of(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> new Endpoint(verb.value(), path(method), roles(method), takes(method), method));
    }

    private static String path(Method method) {
        // A parameter with a pattern gets the first of the texts that it takes.
        return template(method)
                .replaceAll("\\{\\s*\\w+\\s*:\\s*([\\w.]+)[^}]*}", "$1")
                .replaceAll("\\{[^}]*}", "1");
    }

    private static String template(Method method) {
        return (value(method.getDeclaringClass().getAnnotation(Path.class))
                        + "/"
                        + value(method.getAnnotation(Path.class)))
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }

    private static String value(@Nullable Path path) {
        return path == null ? "" : path.value();
    }

    private static Set<String> roles(Method method) {
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            roles = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        return roles == null ? Set.of() : Set.of(roles.value());
    }

    private static String takes(Method method) {
        Consumes consumes = method.getAnnotation(Consumes.class);
        return consumes == null || consumes.value()[0].equals(MediaType.WILDCARD)
                ? MediaType.APPLICATION_JSON
                : consumes.value()[0];
    }

    private static Stream<Class<?>> classes(Class<?> one) {
        try {
            java.nio.file.Path code = java.nio.file.Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(code)) {
                return names(code).stream().flatMap(name -> load(name, one));
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return names(jar.getPath("/")).stream().flatMap(name -> load(name, one));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(java.nio.file.Path root) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
        }
    }

    private static Stream<Class<?>> load(String name, Class<?> beside) {
        try {
            return Stream.of(Class.forName(name, false, beside.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        } catch (LinkageError e) {
            // It knows a library that this service does without, and could not be called in it.
            return Stream.empty();
        }
    }
}
