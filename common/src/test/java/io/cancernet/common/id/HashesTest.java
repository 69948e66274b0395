package io.cancernet.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashesTest {

    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void sha256_ofKnownText_isTheStandardsValue() {
        assertThat(Hashes.sha256("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void identity_dependsOnWhereThePartsEnd() {
        assertThat(Hashes.identity("ab", "c")).isNotEqualTo(Hashes.identity("a", "bc"));
        assertThat(Hashes.identity("a", "b"))
                .isEqualTo(Hashes.identity("a", "b"))
                .hasSize(32);
    }

    @Test
    void pseudonym_dependsOnTheKey() {
        byte[] otherKey = "another-key-of-16".getBytes(StandardCharsets.UTF_8);

        assertThat(Hashes.pseudonym(KEY, "idc:8863"))
                .isEqualTo(Hashes.pseudonym(KEY, "idc:8863"))
                .isNotEqualTo(Hashes.pseudonym(otherKey, "idc:8863"));
    }

    @Test
    void stampedId_startsWithItsTime() {
        assertThat(Identifiers.stamped(Instant.parse("2026-01-02T03:04:05Z"))).matches("20260102-030405-[0-9a-f]{6}");
    }

    @Test
    void badIds_areRefusedByName() {
        assertThatThrownBy(() -> new SlideId("8863")).hasMessageContaining("slide id");
        assertThatThrownBy(() -> new CaseId("../etc")).hasMessageContaining("case id");
        assertThatThrownBy(() -> DatasetVersion.parse("idc")).hasMessageContaining("name/version");
        assertThatThrownBy(() -> new DatasetVersion("Idc", 1)).hasMessageContaining("lower-case");
        assertThat(DatasetVersion.parse("idc/12")).isEqualTo(new DatasetVersion("idc", 12));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void sha256_ofAnotherLength_isRefused(int digits) {
        assertThatThrownBy(() -> new Sha256("a".repeat(digits)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 lower-case hex digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "g", "/", ":", "`", " ", "\u0660"})
    void id_ofAnythingButLowerCaseHexDigits_isRefused(String digit) {
        assertThatThrownBy(() -> new PatchId(digit + "0".repeat(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("patch id must be 32 lower-case hex digits");
        assertThat(new PatchId("0123456789abcdef".repeat(2)).value()).startsWith("0123456789abcdef");
    }
}
