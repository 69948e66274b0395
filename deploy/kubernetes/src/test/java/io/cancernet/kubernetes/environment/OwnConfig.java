package io.cancernet.kubernetes.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** The settings of our own code in a packaged service, read off its annotations. */
final class OwnConfig {

    private static final DotName MAPPING = DotName.createSimple("io.smallrye.config.ConfigMapping");
    private static final DotName NAME = DotName.createSimple("io.smallrye.config.WithName");
    private static final DotName PROPERTY =
            DotName.createSimple("org.eclipse.microprofile.config.inject.ConfigProperty");
    private static final DotName MAP = DotName.createSimple("java.util.Map");

    private final Index index;
    private final List<String> properties = new ArrayList<>();

    private OwnConfig(Index index) {
        this.index = index;
    }

    /** Names of the properties; a quoted part stands for any name. */
    static List<String> in(List<Path> jars) throws IOException {
        Indexer indexer = new Indexer();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (entry.getName().endsWith(".class")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            indexer.index(in);
                        }
                    }
                }
            }
        }
        OwnConfig config = new OwnConfig(indexer.complete());
        config.collect();
        return config.properties;
    }

    private void collect() {
        for (AnnotationInstance mapping : index.getAnnotations(MAPPING)) {
            AnnotationValue prefix = mapping.value("prefix");
            collect(
                    prefix == null ? "" : prefix.asString() + ".",
                    mapping.target().asClass());
        }
        for (AnnotationInstance property : index.getAnnotations(PROPERTY)) {
            AnnotationValue name = property.value("name");
            if (name != null) {
                properties.add(name.asString());
            }
        }
    }

    private void collect(String prefix, ClassInfo group) {
        for (MethodInfo method : group.methods()) {
            AnnotationInstance named = method.annotation(NAME);
            String name = prefix
                    + (named == null ? kebab(method.name()) : named.value().asString());
            if (method.returnType().name().equals(MAP)) {
                name += ".\"key\"";
            }
            ClassInfo nested = nested(method.returnType());
            if (nested == null) {
                properties.add(name);
            } else {
                collect(name + ".", nested);
            }
        }
    }

    /** The group that a method returns, perhaps in a list, a map or an optional; none for a value. */
    private @Nullable ClassInfo nested(Type type) {
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            List<Type> arguments = type.asParameterizedType().arguments();
            return nested(arguments.get(arguments.size() - 1));
        }
        ClassInfo found = index.getClassByName(type.name());
        return found != null && found.isInterface() ? found : null;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
