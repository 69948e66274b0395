package io.cancernet.dataset.layout;

import io.cancernet.common.id.CaseId;

/**
 * What a patch file says about itself by its name.
 *
 * @param x left edge, 1-based pixels of the reduced image
 * @param y top edge in the same pixels
 * @param label 1 for disease, 0 for none
 */
public record PatchName(CaseId caseId, int x, int y, int label) {}
