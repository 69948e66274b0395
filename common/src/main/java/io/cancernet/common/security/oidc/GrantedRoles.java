package io.cancernet.common.security.oidc;

import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Adds the roles that a token does not spell out: viewer for those who have another, and all of them without OIDC. */
@ApplicationScoped
class GrantedRoles implements SecurityIdentityAugmentor {

    private static final SecurityIdentity LOCAL = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("local"))
            .addRoles(Set.copyOf(Roles.ALL))
            .addAttribute(Caller.UNASKED, true)
            .build();

    private final boolean enabled;

    GrantedRoles(@ConfigProperty(name = OidcSwitch.ENABLED) boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(granted(identity));
    }

    private SecurityIdentity granted(SecurityIdentity identity) {
        if (!enabled) {
            return LOCAL;
        }
        return !identity.hasRole(Roles.VIEWER) && Roles.ALL.stream().anyMatch(identity::hasRole)
                ? QuarkusSecurityIdentity.builder(identity)
                        .addRole(Roles.VIEWER)
                        .build()
                : identity;
    }
}
