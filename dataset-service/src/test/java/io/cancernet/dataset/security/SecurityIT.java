package io.cancernet.dataset.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.security.Roles;
import io.cancernet.common.testing.SecurityContract;
import io.cancernet.common.testing.TestIssuerResource;
import io.cancernet.common.testing.TestTokens;
import io.cancernet.dataset.slide.rest.SlideResource;
import io.cancernet.dataset.testing.DatasetStack;
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
            return List.of(new TestResourceEntry(DatasetStack.class), new TestResourceEntry(TestIssuerResource.class));
        }
    }

    @Override
    protected Class<?> service() {
        return SlideResource.class;
    }

    @Test
    void erasure_isOnRecordUnderTheNameInTheToken_whateverTheBodyClaims() {
        String token = TestTokens.of("carol", Roles.OPERATOR);

        JsonNode erasure = post(
                        "/api/v1/erasures",
                        "{\"caseId\": \"nobodys\", \"by\": \"somebody else\", \"reason\": \"consent withdrawn\"}",
                        token)
                .json();

        assertThat(erasure.path("by").asText()).isEqualTo("carol");
        assertThat(audit("carol"))
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("case-erasure-requested", "POST /api/v1/erasures");
        assertThat(audit("carol"))
                .extracting(entry -> entry.path("subject").asText())
                .containsExactly("nobodys", erasure.path("erasureId").asText());
    }
}
