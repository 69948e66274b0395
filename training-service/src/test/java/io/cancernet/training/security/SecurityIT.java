package io.cancernet.training.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.security.Roles;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.SecurityContract;
import io.cancernet.common.testing.TestIssuerResource;
import io.cancernet.common.testing.TestTokens;
import io.cancernet.training.identity.rest.IdentityResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SecurityIT.WithLogin.class)
class SecurityIT extends SecurityContract {

    /** An application with OIDC on. */
    public static class WithLogin implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(EmbeddedStackResource.class),
                    new TestResourceEntry(TestIssuerResource.class));
        }
    }

    @Override
    protected Class<?> service() {
        return IdentityResource.class;
    }

    @Test
    void me_tellsNameAndRoles_withTheOneThatOthersInclude() {
        JsonNode me = send("GET", "/api/v1/me", TestTokens.of("alice", Roles.TRAINER, "of-another-system"))
                .json();

        assertThat(me.path("name").asText()).isEqualTo("alice");
        assertThat(me.path("roles")).extracting(JsonNode::asText).containsExactly(Roles.VIEWER, Roles.TRAINER);
        assertThat(me.path("authenticated").asBoolean()).isTrue();
    }

    @Test
    void change_isOnRecordWithWhoWhatAndFromWhere() {
        assertThat(send("POST", "/api/v1/runs/20260102-030405-0a1b2c/cancel", TestTokens.of("bob", Roles.TRAINER))
                        .status())
                .isEqualTo(404);

        JsonNode entry = audit("bob").get(0);
        assertThat(entry.path("action").asText()).isEqualTo("POST /api/v1/runs/{id}/cancel");
        assertThat(entry.path("subject").asText()).isEqualTo("20260102-030405-0a1b2c");
        assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(entry.path("status").asInt()).isEqualTo(404);
    }

    @Test
    void changeThatARoleForbids_isNotMade_andNotOnRecord() {
        assertThat(send("POST", "/api/v1/runs/20260102-030405-0a1b2c/cancel", TestTokens.of("eve", Roles.VIEWER))
                        .status())
                .isEqualTo(403);

        assertThat(audit("eve")).isEmpty();
    }
}
