package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says about an archive where its names do not.
 *
 * @param keepsSplit whether folders called train, validation and test split the patches
 * @param caseId of everything; absent: made from the names
 * @param label of patches in no class folder
 */
public record LayoutOptions(
        boolean keepsSplit,
        @Nullable CasePattern casePattern,
        @Nullable CaseId caseId,
        @Nullable Integer label) {

    public static final LayoutOptions DEFAULT = new LayoutOptions(true, null, null, null);
}
