package io.cancernet.dataset.stain;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the colours of a slide are brought to those of a reference. */
public enum StainMethod {
    /** Patches keep the scanner's colours. */
    NONE,
    /** M. Macenko et al., "A method for normalizing histology slides for quantitative analysis", ISBI 2009. */
    MACENKO,
    /** E. Reinhard et al., "Color transfer between images", IEEE Computer Graphics and Applications 21(5), 2001. */
    REINHARD;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
