package io.cancernet.common.rest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses a POST whose body is read as nothing: an empty one, or {@code null}. */
@Provider
public class RequiredBody implements ReaderInterceptor {

    @Context
    @Nullable Request request;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null && request != null && request.getMethod().equals(HttpMethod.POST)) {
            throw new DomainException(
                    ErrorCode.INVALID_REQUEST,
                    "the body is missing: send a JSON object, as the API description at /q/openapi says");
        }
        return body;
    }
}
