package io.cancernet.common.rest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes flags in addresses that are {@code true} or {@code false}; by default, what is misspelt would count as false. */
@Provider
public class StrictFlags implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked") // the raw type is that of a flag
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        if (rawType != Boolean.class && rawType != boolean.class) {
            return null;
        }
        String name = Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(each -> ((QueryParam) each).value())
                .findFirst()
                .orElse("a flag");
        return (ParamConverter<T>) new Flag(name);
    }

    private record Flag(String name) implements ParamConverter<Boolean> {

        @Override
        public Boolean fromString(String value) {
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new DomainException(
                            ErrorCode.INVALID_REQUEST, "%s must be true or false: '%s'".formatted(name, value));
            };
        }

        @Override
        public String toString(Boolean value) {
            return value.toString();
        }
    }
}
