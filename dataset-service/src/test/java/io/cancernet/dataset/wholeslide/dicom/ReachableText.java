package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.dataset.source.FileBytes;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every text and every run of bytes that an object of ours holds, however deep, without the files themselves. */
final class ReachableText {

    private final IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();

    private ReachableText() {}

    static List<String> of(Object root) {
        ReachableText reachable = new ReachableText();
        reachable.reach(root);
        while (!reachable.waiting.isEmpty()) {
            reachable.visit(reachable.waiting.removeFirst());
        }
        return reachable.texts;
    }

    private void reach(@Nullable Object object) {
        if (object != null && !(object instanceof FileBytes) && seen.put(object, true) == null) {
            waiting.add(object);
        }
    }

    private void visit(Object object) {
        if (object instanceof CharSequence || object instanceof Enum) {
            texts.add(object.toString());
        } else if (object instanceof byte[] bytes) {
            texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (object instanceof ByteBuffer buffer) {
            ByteBuffer bytes = buffer.duplicate().clear();
            texts.add(StandardCharsets.ISO_8859_1.decode(bytes).toString());
        } else if (object instanceof Iterable<?> elements) {
            elements.forEach(this::reach);
        } else if (object instanceof Map<?, ?> map) {
            map.keySet().forEach(this::reach);
            map.values().forEach(this::reach);
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::reach);
        } else if (object.getClass().getName().startsWith("io.cancernet.")) {
            texts.add(object.toString());
            fields(object);
        }
    }

    private void fields(Object object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !field.getDeclaringClass().getName().startsWith("java.")) {
                    field.setAccessible(true);
                    try {
                        reach(field.get(object));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
