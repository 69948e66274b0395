package io.cancernet.common.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever makes the request at hand. */
@ApplicationScoped
public class Caller {

    /** Attribute of the identity of those whom nobody asked who they are. */
    public static final String UNASKED = "cancernet.unasked";

    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The name in the token; {@code local} without OIDC. */
    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Those of {@link Roles#ALL} that it has. */
    public List<String> roles() {
        return Roles.ALL.stream().filter(identity::hasRole).toList();
    }

    /** Whether it has a role of {@link Roles}; all of them without OIDC. */
    public boolean has(String role) {
        return identity.hasRole(role);
    }

    /** Whether a token says who it is. */
    public boolean isAuthenticated() {
        return !identity.isAnonymous() && !Boolean.TRUE.equals(identity.<Boolean>getAttribute(UNASKED));
    }

    /** The name for the record: a token's counts more than what a body claims. */
    public @Nullable String nameOr(@Nullable String claimed) {
        return isAuthenticated() ? name() : claimed;
    }
}
