package io.cancernet.dataset.slide;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.layout.SlideName;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The deployment's key that turns submitted identities into slide ids. Whoever has it can link ids to slides. */
@ApplicationScoped
public class PseudonymKey {

    static final String PROPERTY = "cancernet.pseudonym-key";
    private static final int MIN_LENGTH = 16;

    private final byte[] key;

    public PseudonymKey(@ConfigProperty(name = PROPERTY) Optional<String> key) {
        String value = key.orElse("");
        if (value.length() < MIN_LENGTH) {
            throw new IllegalStateException(
                    "%s is %s: set it (environment CANCERNET_PSEUDONYM_KEY) to at least %d secret characters and never change it, because slide ids follow from it."
                            .formatted(PROPERTY, value.isEmpty() ? "missing" : "too short", MIN_LENGTH));
        }
        this.key = value.getBytes(StandardCharsets.UTF_8);
    }

    /** A slide of a patch archive. */
    public SlideId slideId(String layout, SlideName slide) {
        return new SlideId(Hashes.pseudonym(key, layout + ":" + slide.identity()));
    }

    /** A whole slide is known by its bytes: the same file submitted twice is one slide. */
    public SlideId slideId(Sha256 source) {
        return new SlideId(Hashes.pseudonym(key, "whole-slide:" + source));
    }

    /**
     * The case that a hospital calls by its own reference.
     *
     * @throws IllegalArgumentException when it is blank, which would put all such patients into one case
     */
    public CaseId caseId(String reference) {
        if (reference.isBlank()) {
            throw new IllegalArgumentException(
                    "caseReference must not be blank: give the hospital's case, or leave it out for a slide of its own");
        }
        return new CaseId(Hashes.pseudonym(key, "case:" + reference.strip()));
    }
}
